import { readFileSync } from 'node:fs';
import { counterFormats } from '../../../src/formats/counters/index.ts';
import type { Format } from '../../../src/formats/format.ts';
import { perfCounterFormats } from '../../../src/formats/perf-counters.ts';
import type { Unread } from '../../../src/model/case.ts';
import type { Counter, CounterSet } from '../../../src/model/counters.ts';
import type { Fact } from '../../../src/model/fact.ts';
import type { Line, Note } from '../../../src/model/source.ts';

export interface Reading {
  readonly sets: CounterSet[];
  readonly facts: Fact[];
  readonly notes: Note[];
  readonly unread: Unread[];
  /** Lines with something in them that no format claimed. */
  readonly rest: Line[];
}

const formats: readonly Format[] = [...perfCounterFormats, ...counterFormats];

/** Reads a text with the counter formats alone, as the scan of a whole input does. */
export function read(text: string, file = 'counters.txt'): Reading {
  const lines = text.split('\n').map((line, index) => ({ text: line, number: index + 1 }));
  const reading: Reading = { sets: [], facts: [], notes: [], unread: [], rest: [] };
  for (let at = 0; at < lines.length; ) {
    const format = formats.find((one) => one.starts(lines, at));
    if (!format) {
      if (lines[at]!.text.trim() !== '') reading.rest.push(lines[at]!);
      at++;
      continue;
    }
    const section = format.read(lines, at, { file });
    if (section.end <= at) throw new Error(`${format.name} made no progress at ${file}:${at + 1}`);
    reading.sets.push(...(section.captures as CounterSet[]));
    reading.facts.push(...(section.facts ?? []));
    reading.notes.push(...(section.notes ?? []), ...section.captures.flatMap(({ notes }) => notes));
    reading.unread.push(...(section.unread ?? []));
    at = section.end;
  }
  return reading;
}

export function readPath(path: string, name = path): Reading {
  return read(readFileSync(path, 'utf8'), name);
}

/** The counter of that name whose labels include these; its value, for short assertions, is `amountOf`. */
export function counterOf(
  sets: readonly CounterSet[],
  name: string,
  labels: Record<string, string> = {},
): Counter | undefined {
  for (const set of sets) {
    for (const counter of set.counters) {
      const fits = Object.entries(labels).every(([key, value]) => counter.labels?.[key] === value);
      if (counter.name === name && fits) return counter;
    }
  }
  return undefined;
}

export function amountOf(
  sets: readonly CounterSet[],
  name: string,
  labels: Record<string, string> = {},
): number | undefined {
  return counterOf(sets, name, labels)?.value;
}
