import type { Diagnosis, Finding } from '../../engine/diagnosis.ts';
import { percent, times } from '../text/numbers.ts';
import { displayWidth } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import type { Page } from './page.ts';

/** The finding that the verdict names, when it names one. */
export function primaryOf({ verdict, findings }: Diagnosis): Finding | undefined {
  return verdict.culprit === undefined ? undefined : findings.find(({ id }) => id === verdict.culprit);
}

const heading = {
  'no-single-culprit': 'no single culprit',
  inconclusive: 'inconclusive',
  'not-udp-receive': 'not UDP receive',
} as const;

/** The answer on one line: the cause with its confidence and share, or which kind of answer it is. */
export function answer({ verdict, captures }: Diagnosis): string {
  if (captures.length === 0) return 'no perf output found';
  if (verdict.outcome === 'culprit') {
    const share = verdict.share === undefined ? '' : `  ${percent(verdict.share)}${ofWhat(verdict.of)}`;
    return `${verdict.culprit ?? 'culprit'}  ${verdict.confidence ?? ''}${share}`;
  }
  const instead = verdict.instead === undefined ? '' : `  ${verdict.instead}`;
  return heading[verdict.outcome] + instead;
}

function ofWhat(of: string | undefined): string {
  return of === undefined ? '' : ` of ${of}`;
}

/** The answer and its reason: what a reader in a hurry needs, in the first lines. */
export function headline(page: Page, diagnosis: Diagnosis, width: number): string[] {
  const { verdict } = diagnosis;
  const paint = verdict.outcome === 'culprit' ? page.palette.culprit : page.palette.strong;
  return [...onOneLine(answer(diagnosis), width).map((line) => paint(line)), ...wrap(verdict.summary, width)];
}

/** The parts of an answer stand two spaces apart as long as they fit on one line. */
function onOneLine(text: string, width: number): string[] {
  return displayWidth(text) <= width ? [text] : wrap(text, width);
}

/** What removing the cause can give. What waits elsewhere for the same lock or line is not in the capture. */
export function atMostText(finding: Finding): string {
  if (finding.gainAtMost <= 1) return 'not known: samples do not show what it costs';
  return `${times(finding.gainAtMost)} as fast, if the whole ${percent(finding.share)} of ${finding.of} goes`;
}
