import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createFoldedReader } from '../../../src/formats/folded/reader.ts';
import { pathOf, totals } from '../../../src/model/call-tree.ts';
import type { Profile, Row } from '../../../src/model/profile.ts';
import { fixture } from '../../support/shared.ts';
import { onlyProfile, readScript } from './support.ts';

const read = (name: string) => readFileSync(fixture('perf-script', name), 'utf8');
const script = onlyProfile(readScript(read('script.txt')));

/** Rows of perf report by `comm|object|symbol`. */
function reported(text: string, columns: 1 | 2): Map<string, number[]> {
  const rows = new Map<string, number[]>();
  for (const line of text.split('\n')) {
    const match = /^ +([\d.]+)%(?: +([\d.]+)%)? {2}(.+?) {2,}(\S.*?) +\[.\] (.+?)\s*$/.exec(line);
    if (!match) continue;
    const values = columns === 2 ? [Number(match[1]), Number(match[2])] : [Number(match[1])];
    // addresses that perf report lists one by one are one `[unknown]` in perf script
    const symbol = /^0x[0-9a-f]+$/.test(match[5]!) ? '[unknown]' : match[5]!;
    const key = `${match[3]!.trim()}|${match[4]}|${symbol}`;
    if (symbol !== '[unknown]') rows.set(key, values);
  }
  return rows;
}

function byName(profile: Profile): Map<string, Row> {
  const object = (dso = '') => (dso.startsWith('[') ? dso : dso.slice(dso.lastIndexOf('/') + 1));
  return new Map(profile.rows.map((row) => [`${row.comm}|${object(row.dso)}|${row.symbol}`, row]));
}

describe('one recording, read as perf script', () => {
  const rows = byName(script);

  it('has the self shares that perf report prints', () => {
    const flat = reported(read('flat.txt'), 1);
    expect(flat.size).toBeGreaterThan(30);
    for (const [name, [overhead]] of flat) {
      expect(Math.abs(rows.get(name)!.self! - overhead!), name).toBeLessThanOrEqual(0.00501);
    }
  });

  it('has the Children and Self shares that perf report --children prints', () => {
    const children = reported(read('children.txt'), 2);
    expect(children.size).toBeGreaterThan(80);
    for (const [name, [total, self]] of children) {
      expect(Math.abs(rows.get(name)!.total! - total!), name).toBeLessThanOrEqual(0.00501);
      expect(Math.abs(rows.get(name)!.self! - self!), name).toBeLessThanOrEqual(0.00501);
    }
  });

  it('has the event count that perf report prints', () => {
    expect(script.eventCount).toBe(Number(/Event count \(approx\.\): (\d+)/.exec(read('flat.txt'))![1]));
  });

  it('agrees with its own folded stacks', () => {
    const reader = createFoldedReader('folded.txt');
    reader.push(new TextEncoder().encode(read('folded.txt')));
    const folded = onlyProfile(reader.end());
    const share = (profile: Profile, field: 'self' | 'total') => {
      const sums = new Map<string, number>();
      for (const row of profile.rows) {
        if (row.symbol === '[unknown]') continue;
        const name = `${row.comm?.replaceAll(' ', '_')} ${row.symbol}`;
        sums.set(name, (sums.get(name) ?? 0) + row[field]!);
      }
      return sums;
    };
    for (const field of ['self', 'total'] as const) {
      const expected = share(script, field);
      const found = share(folded, field);
      expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
      for (const [name, value] of expected) expect(found.get(name)!, name).toBeCloseTo(value, 6);
    }
  });

  it('cites lines that show what they are cited for', () => {
    const lines = read('script.txt').split('\n');
    for (const { line, symbol } of script.rows) expect(lines[line - 1], `line ${line}`).toContain(symbol);
    for (const { tree } of script.stacks) {
      for (let node = 1; node < tree.parent.length; node++) {
        const frame = pathOf(tree, node).at(-1)!;
        expect(lines[tree.line[node]! - 1], `line ${tree.line[node]}`).toContain(frame);
      }
    }
  });

  it('keeps callers: what udp_recvmsg costs in the tree is its row', () => {
    const row = script.rows.find(({ comm, symbol }) => comm === 'sink-0' && symbol === 'udp_recvmsg')!;
    const { tree } = script.stacks.find(({ comm }) => comm === 'sink-0')!;
    const total = totals(tree);
    const nodes = Array.from(tree.symbol).flatMap((symbol, node) =>
      tree.symbols[symbol] === 'udp_recvmsg' ? [node] : [],
    );
    expect(nodes.reduce((sum, node) => sum + total[node]!, 0)).toBeCloseTo(row.total!, 9);
  });

  it('knows the machine and whose samples these are', () => {
    const facts = readScript(read('script.txt')).facts;
    expect(facts.find(({ name }) => name === 'kernel')?.value).toBe('6.18.44');
    expect(script.population.scope).toBe('process');
    expect(script.threads).toMatchObject({ 'sink-0': 1, 'rx worker 1': 1 });
  });
});
