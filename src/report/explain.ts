import { applyRemedy, sortRemedies } from '../engine/apply-remedy.ts';
import { changeTitle } from '../engine/words.ts';
import { type KernelKnowledge, whereFixed } from '../kernel/timeline.ts';
import type { Remedy } from '../rules/remedy.ts';
import type { EvidenceClause, Rule } from '../rules/rule.ts';
import { clauseWords, payer } from './explain/clause-words.ts';
import { items, labelled, newPage, type Page } from './terminal/page.ts';
import { remedies } from './terminal/remedies.ts';
import { columns } from './text/columns.ts';
import { type Palette, plain } from './text/palette.ts';
import { wrap } from './text/wrap.ts';

export interface ExplainOptions {
  readonly width?: number;
  readonly palette?: Palette;
  /** Kernel that the remedies are judged for; without, each says where it is. */
  readonly kernel?: KernelKnowledge;
}

/** What a rule and its remedies are looked up in. */
export interface Knowledge {
  readonly rules: readonly Rule[];
  readonly remedies: ReadonlyMap<string, Remedy>;
}

/** All that is known of one cause: mechanism, evidence, what it could be taken for, remedies, sources. */
export function explain(rule: Rule, known: Knowledge, options: ExplainOptions = {}): string {
  const { width = 100, palette = plain, kernel = {} } = options;
  const page = newPage({ width, palette, verbose: true });
  const applied = rule.remedies.flatMap((id) => {
    const remedy = known.remedies.get(id);
    return remedy ? [applyRemedy(remedy, kernel)] : [];
  });
  const blocks = [
    [palette.culprit(`${rule.id}  ${rule.title}`), ...wrap(rule.says, width)],
    [
      ...labelled(page, 'stage', [`${rule.stage}, ${payer(rule)}`]),
      ...labelled(page, 'kernels', items(kernels(rule), page.width)),
    ],
    evidence(page, rule),
    thresholds(page, rule),
    rivals(page, rule, known.rules),
    remedies(page, sortRemedies(applied), applied.length),
    [
      ...labelled(page, 'check', wrap(rule.check, page.width)),
      ...labelled(page, 'sources', items(rule.sources, page.width)),
    ],
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function kernels({ kernels: range }: Rule): string[] {
  const parts: string[] = [];
  if (range?.since !== undefined) parts.push(`with ${changeTitle(range.since)}: ${whereFixed(range.since)}`);
  if (range?.until !== undefined) parts.push(`before ${changeTitle(range.until)}: ${whereFixed(range.until)}`);
  return parts.length > 0 ? parts : ['all'];
}

/** Clauses as the engine checks them; the label says how strong each is. */
function evidence(page: Page, rule: Rule): string[] {
  let before: string | undefined;
  return rule.evidence.flatMap((clause) => {
    const label = clause.veto ? 'not if' : clause.strength;
    const shown = label === before ? '' : label;
    before = label;
    return labelled(page, shown, items([sentence(clause, rule)], page.width));
  });
}

function sentence(clause: EvidenceClause, rule: Rule): string {
  return `${clauseWords(clause, rule)}: ${clause.proves}`;
}

function thresholds(page: Page, rule: Rule): string[] {
  const all = Object.values(rule.thresholds);
  const lines = all.flatMap(({ value, because }) =>
    columns([
      { text: `${value}`, width: 6, align: 'right' },
      { text: because, width: page.width - 8 },
    ]),
  );
  return labelled(page, 'thresholds', lines);
}

function rivals(page: Page, rule: Rule, rules: readonly Rule[]): string[] {
  const width = Math.max(0, ...rule.rivals.map((id) => id.length));
  const lines = rule.rivals.flatMap((id) =>
    columns([
      { text: id, width },
      { text: rules.find((other) => other.id === id)?.title ?? '', width: page.width - width - 2 },
    ]),
  );
  return labelled(page, 'rivals', lines);
}
