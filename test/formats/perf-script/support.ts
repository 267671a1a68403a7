import { createScriptReader } from '../../../src/formats/perf-script/reader.ts';
import type { ReadResult } from '../../../src/formats/read-result.ts';
import type { CounterSet } from '../../../src/model/counters.ts';
import type { Profile } from '../../../src/model/profile.ts';

/** What the reader makes of a text, pushed in chunks of the given sizes over and over (or all at once). */
export function readScript(text: string | Uint8Array, sizes: readonly number[] = []): ReadResult {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const reader = createScriptReader('script.txt');
  if (sizes.length === 0) reader.push(bytes);
  for (let at = 0, i = 0; sizes.length > 0 && at < bytes.length; i++) {
    const size = sizes[i % sizes.length]!;
    reader.push(bytes.subarray(at, at + size));
    at += size;
  }
  return reader.end();
}

export function profiles(result: Pick<ReadResult, 'captures'>): Profile[] {
  return result.captures.filter((capture) => capture.kind === 'profile');
}

export function onlyProfile(result: Pick<ReadResult, 'captures'>): Profile {
  const all = profiles(result);
  if (all.length !== 1) throw new Error(`${all.length} profiles: ${all.map(({ event }) => event)}`);
  return all[0]!;
}

export function counters(result: Pick<ReadResult, 'captures'>): CounterSet['counters'] {
  return result.captures.flatMap((capture) => (capture.kind === 'counters' ? capture.counters : []));
}

/** `comm dso symbol` of each row with its self share, rounded as perf rounds. */
export function selfShares(profile: Profile): Record<string, string> {
  const named = profile.rows.filter(({ self }) => self! > 0);
  return Object.fromEntries(named.map((row) => [`${row.comm} ${row.symbol}`, row.self!.toFixed(2)]));
}
