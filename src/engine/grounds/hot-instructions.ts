import { lookupSymbol } from '../../kernel/symbols.ts';
import type { Counter, CounterSet } from '../../model/counters.ts';
import { percent } from '../words.ts';

/** A fifth of a function on one instruction is worth a word: the even share of a short one is less. */
const hot = 20;

/**
 * What perf annotate alone tells: where in a function the samples are. How much of the time the function takes it does not
 * tell, so that nothing follows from it for the whole.
 */
export function hotInstructions(sets: readonly CounterSet[]): string[] {
  const hottest = new Map<string, { counter: Counter; file: string }>();
  for (const { format, file, counters } of sets) {
    if (format !== 'perf-annotate') continue;
    for (const counter of counters) {
      const { name, value, unit } = counter;
      if (unit !== 'percent' || value < hot || !lookupSymbol(symbolOf(name))) continue;
      if (value > (hottest.get(name)?.counter.value ?? 0)) hottest.set(name, { counter, file });
    }
  }
  return [...hottest.values()].map(({ counter: { name, value, labels = {}, line }, file }) => {
    const atomic = [labels.kind, labels.after].includes('atomic') ? ', an atomic or behind one' : '';
    return `${percent(value)} of ${symbolOf(name)} is at "${labels.instruction}"${atomic} (${file}:${line})`;
  });
}

function symbolOf(name: string): string {
  return name.slice('annotate.'.length);
}
