import type { CaptureSummary, Diagnosis } from '../../engine/diagnosis.ts';
import type { Fact } from '../../model/fact.ts';
import { count, place } from '../text/numbers.ts';
import { atMost, items, labelled, leaveOut, type Page } from './page.ts';

/** What the answer rests on: captures, machine, and what the reader should know of how the text was read. */
export function whatWasRead(page: Page, diagnosis: Diagnosis): string[] {
  return [
    ...captures(page, diagnosis.captures),
    ...machine(page, diagnosis.facts),
    ...warnings(page, diagnosis.warnings),
    ...notJudged(page, diagnosis.notRun),
  ];
}

function captures(page: Page, all: readonly CaptureSummary[]): string[] {
  const shown = atMost(page, all, 4, 'capture');
  const texts = shown.map((capture) => `${linesOf(capture)}  ${describe(capture)}`);
  return labelled(page, 'read', items(texts, page.width));
}

/** `report.txt:1-40`, or the file alone when it has no lines. */
function linesOf({ file, firstLine, lastLine }: CaptureSummary): string {
  if (firstLine === undefined) return file;
  return firstLine === lastLine ? `${file}:${firstLine}` : `${file}:${firstLine}-${lastLine}`;
}

/** `perf-report, cycles, 24,012 samples of one process, 14 rows`. */
export function describe(capture: CaptureSummary): string {
  const parts: string[] = [capture.format];
  if (capture.event !== undefined) parts.push(capture.event);
  if (capture.samples !== undefined) parts.push(count(capture.samples, 'sample'));
  if (capture.population !== undefined) parts.push(capture.population);
  parts.push(count(capture.rows, 'row'));
  return parts.join(', ');
}

/** Facts that decide which remedies apply; the others are in the verbose report. */
const decisive: readonly Fact['name'][] = ['kernel', 'distribution', 'driver', 'virtual'];

function machine(page: Page, facts: readonly Fact[]): string[] {
  const shown = facts.filter(({ name }) => page.verbose || decisive.includes(name));
  leaveOut(page, 'fact', facts.length - shown.length);
  return labelled(
    page,
    'machine',
    items(
      shown.map((fact) => `${fact.name} ${fact.value}${origin(fact)}`),
      page.width,
    ),
  );
}

export function origin({ how, why, place: at }: Fact): string {
  if (how === 'flag') return ' (given)';
  if (how === 'inferred') return why === undefined ? ' (inferred)' : ` (inferred: ${why})`;
  return at === undefined ? '' : ` (${place(at)})`;
}

function warnings(page: Page, all: Diagnosis['warnings']): string[] {
  const shown = atMost(page, all, 3, 'note');
  const texts = shown.map((warning) => (warning.file === undefined ? '' : `${place(warning)}: `) + warning.text);
  return labelled(page, 'note', items(texts, page.width));
}

function notJudged(page: Page, notRun: Diagnosis['notRun']): string[] {
  if (!page.verbose) {
    leaveOut(page, 'notJudged', notRun.length);
    return [];
  }
  const texts = byReason(notRun).map(([why, ids]) => `${why}: ${ids.join(', ')}`);
  return labelled(page, 'not judged', items(texts, page.width));
}

/** Ids of the rules that were not judged, by reason, both in their first order. */
export function byReason(notRun: Diagnosis['notRun']): readonly (readonly [why: string, ids: readonly string[]])[] {
  const reasons = new Map<string, string[]>();
  for (const { id, why } of notRun) {
    const ids = reasons.get(why);
    if (ids) ids.push(id);
    else reasons.set(why, [id]);
  }
  return [...reasons];
}
