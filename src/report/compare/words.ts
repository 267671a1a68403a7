import type {
  ChangeState,
  ComparedInput,
  Comparison,
  FindingAt,
  HistoryCell,
  ShareChange,
  Step,
} from '../../compare/comparison.ts';
import { percent } from '../text/numbers.ts';
import type { Paint, Palette } from '../text/palette.ts';

/** What a cell of the history says: a share, marked when it is the culprit's. */
export function cellText({ found, share }: HistoryCell): string {
  if (found === 'unknown') return '?';
  if (share === undefined) return '-';
  return found === 'culprit' ? `* ${percent(share)}` : percent(share);
}

const marks = { culprit: '* the culprit', no: '- not there', unknown: '? cannot be seen in this input' } as const;

/** The marks of the cells that the history has. */
export function legendOf({ history }: Comparison): string[] {
  const found = new Set(history.flatMap(({ cells }) => cells.map((cell) => cell.found)));
  return (['culprit', 'no', 'unknown'] as const).flatMap((mark) => (found.has(mark) ? [marks[mark]] : []));
}

/** A finding's share in one of two texts; what is below its threshold is no finding but worth a number where it is compared. */
export function shareText({ found, share }: FindingAt, state: ChangeState): string {
  if (found === 'unknown') return '?';
  if (found === 'no' && (state === 'resolved' || state === 'new' || state === 'moved')) return '-';
  return share === undefined ? '-' : percent(share);
}

/** `< 0.53 %` for what is not listed. */
export function boundText(share: number, below: boolean | undefined): string {
  return below ? `< ${percent(share)}` : percent(share);
}

/** `+17.49`, `noise`, or `unsure` where rows that are not listed may hold the difference. */
export function differenceText({ before, after, noise, beyondNoise }: ShareChange<string>): string {
  const difference = after - before;
  if (!beyondNoise && Math.abs(difference) > noise) return 'unsure';
  return beyondNoise ? `${difference < 0 ? '-' : '+'}${Math.abs(difference).toFixed(2)}` : 'noise';
}

const answers = {
  culprit: 'culprit',
  'no-single-culprit': 'no culprit',
  inconclusive: 'unclear',
  'not-udp-receive': 'not UDP',
} as const;

/** The answers of all inputs, when one of them is not a culprit. */
export function answersOf({ inputs }: Comparison): readonly string[] | undefined {
  if (inputs.every(({ outcome }) => outcome === 'culprit')) return undefined;
  return inputs.map(({ outcome }) => answers[outcome]);
}

/** `a.txt, b.txt; kernel 3.10.0-514.el7`. */
export function inputText({ files, kernel }: ComparedInput): string {
  const named = files.length > 4 ? [...files.slice(0, 3), `${files.length - 3} more`] : files;
  return `${named.join(', ')}${kernel === undefined ? '' : `; kernel ${kernel}`}`;
}

/** What is not compared, and what is taken for granted, each once. */
export function caveats(step: Step): { readonly refused: readonly string[]; readonly assumed: readonly string[] } {
  const refused = step.refused.length > 0 ? step.refused : step.populations.flatMap((pair) => pair.refused);
  return {
    refused: [...new Set(refused)],
    assumed: [...new Set(step.populations.flatMap((pair) => (pair.refused.length > 0 ? [] : pair.assumed)))],
  };
}

export function paintOf(palette: Palette, state: ChangeState): Paint {
  if (state === 'worse' || state === 'new') return palette.culprit;
  if (state === 'resolved' || state === 'improved') return palette.good;
  if (state === 'moved') return palette.caution;
  return palette.weak;
}

/** Said under every comparison: a share that falls is no speed that rises. */
export const sharesAreNotSpeed =
  'shares of samples, not speed: datagrams received per second tell whether it is faster';
