import type { Comparison, FindingChange, ShareChange, Step } from '../../compare/comparison.ts';
import { code, text } from '../markdown/escape.ts';
import { details } from '../markdown/parts.ts';
import { percent } from '../text/numbers.ts';
import {
  answersOf,
  boundText,
  caveats,
  cellText,
  differenceText,
  inputText,
  legendOf,
  sharesAreNotSpeed,
  shareText,
} from './words.ts';

/** Marks a comment as ours, so that the next run can replace it instead of adding one. */
const marker = '<!-- perfwhy diff -->';

/** GitHub takes 65,536 characters. */
const most = 65_000;

/** The comparison as a comment for GitHub or GitLab; stages and symbols are folded. */
export function markdown(comparison: Comparison): string {
  const { steps, summary, inputs } = comparison;
  const several = steps.length > 1;
  const parts = [
    `${marker}\n### ${text(summary)}`,
    ...historyTable(comparison),
    ...steps.flatMap((step, i) => stepParts(step, several ? `Step ${i + 1}: ` : undefined)),
    ...details('What was read', inputs.map((input) => `- ${text(input.name)}: ${text(inputText(input))}`).join('\n')),
    `_${text(sharesAreNotSpeed)}_`,
  ];
  return bounded(parts);
}

function table(head: readonly string[], align: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [head, align, ...rows].map(line).join('\n');
}

function historyTable(comparison: Comparison): string[] {
  const { inputs, history } = comparison;
  if (history.length === 0) return [];
  const answers = answersOf(comparison);
  const rows = history.map(({ id, cells }) => [
    code(id),
    ...cells.map((cell) => (cell.found === 'culprit' ? `**${text(cellText(cell))}**` : cellText(cell))),
  ]);
  const head = ['', ...inputs.map(({ name }) => text(name))];
  const align = ['---', ...inputs.map(() => '---:')];
  return [
    `${table(head, align, [...(answers ? [['answer', ...answers]] : []), ...rows])}\n\n${text(legendOf(comparison).join(', '))}`,
  ];
}

function stepParts(step: Step, title: string | undefined): string[] {
  const { refused, assumed } = caveats(step);
  const folded = [...stageTables(step), ...symbolTables(step)];
  const list = (label: string, lines: readonly string[]): string[] =>
    lines.length > 0 ? [`**${label}**\n\n${lines.map((line) => `- ${text(line)}`).join('\n')}`] : [];
  return [
    ...(title === undefined ? [] : [`#### ${title}${text(step.from)} → ${text(step.to)}\n\n${text(step.summary)}`]),
    ...findingTable(step.findings),
    ...(folded.length > 0 ? details('Stages and symbols', folded.join('\n\n')) : []),
    ...list(
      'Machine',
      step.facts.map(({ name, before, after }) => `${name}: ${before}, then ${after}`),
    ),
    ...list('Not compared', refused),
    ...list('Taken for granted', assumed),
  ];
}

function findingTable(changes: readonly FindingChange[]): string[] {
  if (changes.length === 0) return [];
  const rows = changes.map(({ id, state, before, after, why }) => [
    state === 'worse' || state === 'new' ? `**${state}**` : state,
    code(id),
    shareText(before, state),
    shareText(after, state),
    text(why),
  ]);
  return [table(['Change', 'Finding', 'Before', 'After', 'Why'], ['---', '---', '---:', '---:', '---'], rows)];
}

function stageTables({ stages }: Step): string[] {
  return stages.map(({ of, changes }) => {
    const rows = changes.map((change) => [
      change.name,
      percent(change.before),
      percent(change.after),
      differenceText(change),
    ]);
    return table([`Stage, ${text(of)}`, 'Before', 'After', 'Points'], ['---', '---:', '---:', '---:'], rows);
  });
}

function symbolTables({ symbols }: Step): string[] {
  return symbols.map(({ of, rose, fell, more }) => {
    const rows = [...rose, ...fell].map(symbolRow);
    if (rows.length === 0) return `No symbol of ${text(of)} changed beyond noise.`;
    const body = table([`Symbol, ${text(of)}`, 'Before', 'After'], ['---', '---:', '---:'], rows);
    return more > 0 ? `${body}\n\nand ${more} more beyond noise` : body;
  });
}

function symbolRow({ name, before, after, beforeBelow, afterBelow }: ShareChange<string>): string[] {
  return [code(name), text(boundText(before, beforeBelow)), text(boundText(after, afterBelow))];
}

/** Leaves out from the end what does not fit, and says how much. */
function bounded(parts: readonly string[]): string {
  let length = 0;
  const kept: string[] = [];
  for (const part of parts) {
    if (length + part.length > most) break;
    kept.push(part);
    length += part.length + 2;
  }
  const left = parts.length - kept.length;
  if (left > 0) kept.push(`_${left} more parts do not fit into a comment: see the JSON or terminal report._`);
  return `${kept.join('\n\n')}\n`;
}
