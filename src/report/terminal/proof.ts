import type { Diagnosis, Evidence, Finding } from '../../engine/diagnosis.ts';
import { columns } from '../text/columns.ts';
import { doubtsOf } from '../text/doubts.ts';
import { percent, place } from '../text/numbers.ts';
import { displayWidth } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import { atMost, columnFor, items, labelled, type Page } from './page.ts';

const strengths = ['decisive', 'strong', 'supporting', 'against'] as const;

/** What proves a finding, strongest first; the label says how strong, the first column where it stands in the input. */
export function proof(page: Page, finding: Finding): string[] {
  const ordered = strengths.flatMap((strength) => finding.evidence.filter((clause) => clause.strength === strength));
  const shown = evidenceShown(page, ordered);
  const placeWidth = Math.max(0, ...shown.map((clause) => displayWidth(place(clause))));
  let strength: string | undefined;
  return shown.flatMap((clause) => {
    const label = clause.strength === strength ? '' : clause.strength;
    strength = clause.strength;
    return labelled(page, label, evidenceLines(page, clause, placeWidth));
  });
}

/** All that speaks against it is shown, however long the list of what speaks for it. */
function evidenceShown(page: Page, ordered: readonly Evidence[]): readonly Evidence[] {
  const against = ordered.filter(({ strength }) => strength === 'against');
  const supporting = ordered.filter(({ strength }) => strength !== 'against');
  return [...atMost(page, supporting, 4, 'proof'), ...against];
}

/** Place and statement side by side; a place too long for that stands below, because a cut path can't be opened. */
function evidenceLines(page: Page, clause: Evidence, placeWidth: number): string[] {
  const at = place(clause);
  if (placeWidth === 0 || placeWidth > Math.max(30, page.width / 3)) {
    return [...wrap(clause.says, page.width), ...(at === '' ? [] : [page.palette.weak(`  ${at}`)])];
  }
  return columns([
    { text: at, width: placeWidth, paint: page.palette.weak },
    { text: clause.says, width: page.width - placeWidth - 2 },
  ]);
}

export function doubts(page: Page, finding: Finding): string[] {
  return labelled(page, 'but', items(doubtsOf(finding), page.width));
}

/** Causes it could have been, and why not; without an answer they are no more than considered. */
export function ruledOut(page: Page, { rivals, verdict }: Diagnosis): string[] {
  const shown = atMost(page, rivals, 3, 'rival');
  const idWidth = columnFor(shown, 30);
  const lines = shown.flatMap((rival) =>
    columns([
      { text: rival.id, width: idWidth },
      { text: withPlace(rival.why, rival), width: page.width - idWidth - 2 },
    ]),
  );
  return labelled(page, verdict.outcome === 'inconclusive' ? 'considered' : 'ruled out', lines);
}

/** Findings beside the primary one, a line each. */
export function alsoFound(page: Page, findings: readonly Finding[]): string[] {
  const shown = atMost(page, findings, 3, 'finding');
  const idWidth = columnFor(shown, 30);
  const lines = shown.flatMap((finding) =>
    columns([
      { text: finding.id, width: idWidth },
      { text: finding.confidence, width: 9 },
      { text: percent(finding.share), width: 8, align: 'right' },
      { text: withCause(finding), width: page.width - idWidth - 23 },
    ]),
  );
  return labelled(page, 'also', lines);
}

/** `..., which follows from socket-lock`: a symptom goes with its cause. */
export function withCause({ title, explainedBy }: Finding): string {
  return explainedBy === undefined ? title : `${title}, follows from ${explainedBy}`;
}

function withPlace(text: string, at: { readonly file?: string; readonly line?: number }): string {
  return at.file === undefined ? text : `${text} (${place(at)})`;
}
