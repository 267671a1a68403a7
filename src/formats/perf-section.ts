import type { Counter, CounterFormat } from '../model/counters.ts';
import type { Line, Note } from '../model/source.ts';
import type { Section, SectionContext } from './format.ts';

/** The section of an output of perf that counts: what it counted during its run; without a row that is said. */
export function perfSection(
  format: CounterFormat,
  lines: readonly Line[],
  range: { readonly at: number; readonly end: number },
  counters: readonly Counter[],
  notes: readonly Note[],
  context: SectionContext,
  seconds?: number,
): Section {
  const { at, end } = range;
  const first = lines[at]!.number;
  if (counters.length === 0) {
    const place = { file: context.file, firstLine: first, lastLine: lines[end - 1]!.number };
    const looksLike = `${format.replace('-', ' ')} without any row`;
    return { end, captures: [], notes, unread: [{ ...place, looksLike, advice: 'record again while the load runs' }] };
  }
  const set = {
    kind: 'counters',
    format,
    file: context.file,
    firstLine: first,
    lastLine: lines[end - 1]!.number,
    counters,
    interval: true,
    ...(seconds !== undefined && { seconds }),
    ...(context.command !== undefined && { command: context.command }),
    notes,
  } as const;
  return { end, captures: [set] };
}
