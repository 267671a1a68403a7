import type { Profile } from '../model/profile.ts';
import type { RecordedFrame, StackOwner } from '../model/recorded-stacks.ts';

/** What the numbers of stacks count. */
export interface Measure {
  readonly kind: /** Samples that the text counts. */
    | 'samples'
    /** Sum of the samples' periods: what perf report calls the event count and takes its percentages of. */
    | 'period'
    /** What stood behind folded stacks, of unknown unit. */
    | 'count'
    /** Hundredths of a percent, where the text has nothing but shares. */
    | 'share';
  readonly name: string;
  readonly unit: 'samples' | 'nanoseconds' | 'count' | 'hundredths of a percent';
}

export interface CollapsedStack {
  readonly owner: StackOwner;
  /** Indices into the frames, outermost first. */
  readonly frames: ArrayLike<number>;
  /** One number per measure. */
  readonly counts: readonly number[];
}

/** All stacks of one event of one population, with whole numbers: what every output is written from. */
export interface Collapsed {
  /** Where they were read; several when captures were added up. */
  readonly profiles: readonly Profile[];
  readonly event: string | undefined;
  /** The one that perf's percentages are of comes first. */
  readonly measures: readonly Measure[];
  readonly frames: readonly RecordedFrame[];
  readonly stacks: readonly CollapsedStack[];
  /** Percent of the events that the text does not show. They are a stack of nothing but `[...]`. */
  readonly missing: number;
  /** Percent of the events that are not of the population the text was limited to, and in no stack. */
  readonly outside: number;
}

/** The event as printed, or which of two it is in a text of before and after. */
export function eventOf({ event, member }: Profile): string | undefined {
  return event ?? member?.name;
}

/** perf's clocks count nanoseconds, everything else occurrences. */
export function periodOf(event: string | undefined): Measure {
  const isClock = /^(?:cpu|task)-clock\b/.test(event ?? '');
  return { kind: 'period', name: event ?? 'events', unit: isClock ? 'nanoseconds' : 'count' };
}

export const samplesMeasure: Measure = { kind: 'samples', name: 'samples', unit: 'samples' };
export const countMeasure: Measure = { kind: 'count', name: 'count', unit: 'count' };
export const shareMeasure: Measure = { kind: 'share', name: 'share', unit: 'hundredths of a percent' };

/** The sum of one measure over all stacks. */
export function totalOf({ stacks }: Collapsed, measure: number): number {
  return stacks.reduce((sum, { counts }) => sum + counts[measure]!, 0);
}

/** `report.txt:12`; a recording has no lines. */
export function placeOf({ file, firstLine }: { readonly file: string; readonly firstLine: number }): string {
  return firstLine > 0 ? `${nameOf(file)}:${firstLine}` : nameOf(file);
}

export function nameOf(file: string): string {
  return file === '-' ? 'stdin' : file;
}
