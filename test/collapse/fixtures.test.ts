import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Choice, choose } from '../../src/collapse/choose.ts';
import { readCase } from '../../src/formats/read-case.ts';
import { foldedText } from '../../src/report/stacks/folded.ts';
import { fixture } from '../support/shared.ts';
import { differences, totalsOfFolded } from './folded-totals.ts';

function collapse(path: string, choice: Omit<Choice, 'room'> = {}): string {
  const chosen = choose(readCase([{ name: path, bytes: readFileSync(path) }]), { room: 'event', ...choice });
  if ('problem' in chosen) throw new Error(chosen.problem);
  return foldedText(chosen.collapsed[0]!);
}

const lines = (text: string) => text.trimEnd().split('\n').sort();

describe('a recording in perf script', () => {
  const script = fixture('perf-script', 'script.txt');

  test("is folded line by line as perf's own stackcollapse.py does", () => {
    const expected = readFileSync(fixture('perf-script', 'folded.txt'), 'utf8');
    expect(lines(collapse(script, { weight: 'samples' }))).toEqual(lines(expected));
  });

  test('adds up to what perf report counts', () => {
    const [, count] = /Event count \(approx\.\): (\d+)/.exec(readFileSync(fixture('perf-script', 'flat.txt'), 'utf8'))!;
    expect(totalsOfFolded(collapse(script)).all).toBe(Number(count));
  });
});

describe.each(['cpu-clock', 'task-clock'])('%s: one recording in many renderings', (recording) => {
  const script = totalsOfFolded(collapse(fixture('one-recording', recording, 'script.txt')));

  test('script.txt has the samples that the report counts', () => {
    const head = readFileSync(fixture('one-recording', recording, 'flat.txt'), 'utf8');
    const samples = collapse(fixture('one-recording', recording, 'script.txt'), { weight: 'samples' });
    expect(totalsOfFolded(samples).all).toBe(Number(/Samples: (\d+) /.exec(head)![1]));
    expect(script.all).toBe(Number(/Event count \(approx\.\): (\d+)/.exec(head)![1]));
  });

  // The trees of a table have names without the compiler's suffixes, and two decimals.
  const keyed = (sums: ReadonlyMap<string, number>) => {
    const shares = new Map<string, number>();
    for (const [key, count] of sums) {
      const name = key.replace(/(?:\.(?:isra|part|constprop|cold)(?:\.\d+)?)+$/, '');
      shares.set(name, (shares.get(name) ?? 0) + (count * 100) / script.all);
    }
    return shares;
  };

  test.each(['callee.txt', 'caller.txt', 'folded.txt'])('%s, a table of shares, has the same total', (file) => {
    const table = totalsOfFolded(collapse(fixture('one-recording', recording, file)));
    expect(table.all).toBe(script.all);
    for (const sums of ['byComm', 'self', 'inclusive'] as const) {
      const [found, expected] = [keyed(table[sums]), keyed(script[sums])];
      // A sum of rounded rows is off by as much as they are together.
      const off = sums === 'self' ? 0.1 : 1;
      const different = differences(found, expected).filter((difference) => {
        const key = difference.slice(0, difference.indexOf(': '));
        return Math.abs((found.get(key) ?? 0) - (expected.get(key) ?? 0)) > off;
      });
      expect(different, sums).toEqual([]);
    }
  });
});
