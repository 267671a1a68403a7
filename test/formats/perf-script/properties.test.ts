import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { perfScript } from '../../../src/formats/perf-script/format.ts';
import { onlyProfile, profiles, readScript } from './support.ts';

interface Sample {
  comm: string;
  pid: number;
  tid: number;
  cpu: number;
  period: number;
  /** Innermost first. */
  frames: { address: bigint; symbol: string; offset: number; dso: string }[];
}

const comm = fc.constantFrom('rx worker 0', 'rx worker 1', 'sink', '#x', 'a [w] b', 'CPU 0/KVM', 'a:b', '(x)', '7');
const symbol = fc.constantFrom(
  'udp_recvmsg',
  '__skb_recv_udp',
  'operator new(unsigned long)',
  '(anonymous namespace)::f(std::function<int (int)>)',
  'main::{lambda(int)#1}::operator()(int) const',
  'g.isra.0',
  '[unknown]',
);
const dso = fc.constantFrom('[kernel.kallsyms]', '/opt/my app/a (deleted)', '/usr/lib/libc.so.6', '[unknown]');
const frame = fc.record({ address: fc.bigInt(1n, (1n << 64n) - 1n), symbol, offset: fc.nat(0xffff), dso });
const id = fc.integer({ min: 0, max: 4_000_000 });
const sample: fc.Arbitrary<Sample> = fc.record({
  comm,
  pid: id,
  tid: id,
  cpu: fc.nat(255),
  period: fc.integer({ min: 1, max: 10_000_000 }),
  frames: fc.array(frame, { minLength: 1, maxLength: 8 }),
});
const samples = fc.array(sample, { minLength: 1, maxLength: 30 });

interface Style {
  pid: boolean;
  cpu: boolean;
  offsets: boolean;
  newline: string;
  indent: string;
  ns: boolean;
  event: string;
}

const style: fc.Arbitrary<Style> = fc.record({
  pid: fc.boolean(),
  cpu: fc.boolean(),
  offsets: fc.boolean(),
  newline: fc.constantFrom('\n', '\r\n'),
  indent: fc.constantFrom('\t', '        ', ' '),
  ns: fc.boolean(),
  event: fc.constantFrom('cpu-clock', 'cycles:ppp', 'cpu/mem-loads,ldlat=30/P', '           page-faults'),
});

/** As perf prints it: `-F comm,pid,tid,cpu,time,period,event,ip,sym,symoff,dso`. */
function print(all: readonly Sample[], { pid, cpu, offsets, newline, indent, ns, event }: Style): string {
  let text = '';
  for (const [i, { comm: name, pid: process, tid, cpu: where, period, frames }] of all.entries()) {
    const ids = pid ? `${String(process).padStart(5)}/${String(tid).padEnd(5)}` : String(tid).padStart(5);
    const time = `${String(i).padStart(5)}.${'0'.repeat(ns ? 9 : 6)}`;
    text += `${name} ${ids} ${cpu ? `[${String(where).padStart(3, '0')}] ` : ''}${time}: ${String(period).padStart(10)} ${event}: ${newline}`;
    for (const { address, symbol: f, offset, dso: object } of frames) {
      const plus = offsets && f !== '[unknown]' ? `+0x${offset.toString(16)}` : '';
      text += `${indent}${address.toString(16).padStart(16)} ${f}${plus} (${object})${newline}`;
    }
    text += newline;
  }
  return text;
}

const chunks = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 20 });

describe('perf script of any samples', () => {
  it('gives back the weight of each comm and symbol, in every style', () => {
    fc.assert(
      fc.property(samples, style, (all, how) => {
        const profile = onlyProfile(readScript(print(all, how)));
        const whole = all.reduce((sum, { period }) => sum + period, 0);
        expect(profile.eventCount).toBe(whole);
        expect(profile.samples!.count).toBe(all.length);
        expect(profile.event).toBe(how.event.trim());
        const expected = new Map<string, { self: number; total: number }>();
        for (const { comm: name, period, frames } of all) {
          const rows = new Set(frames.map((f) => `${name}|${f.symbol}|${f.dso}`));
          for (const key of rows) {
            const sum = expected.get(key) ?? { self: 0, total: 0 };
            sum.total += period;
            if (key === `${name}|${frames[0]!.symbol}|${frames[0]!.dso}`) sum.self += period;
            expected.set(key, sum);
          }
        }
        const found = new Map<string, { self: number; total: number }>();
        for (const row of profile.rows) {
          // one unknown object may show as kernel and as user, told apart by the address
          const key = `${row.comm}|${row.symbol}|${row.dso}`;
          const sum = found.get(key) ?? { self: 0, total: 0 };
          found.set(key, { self: sum.self + row.self!, total: Math.max(sum.total, row.total!) });
        }
        expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
        for (const [key, { self, total }] of expected) {
          expect(found.get(key)!.self).toBeCloseTo((self * 100) / whole, 6);
          if (!key.endsWith('|[unknown]')) expect(found.get(key)!.total).toBeCloseTo((total * 100) / whole, 6);
        }
        const comms = Object.keys(profile.threads!).sort();
        expect(comms).toEqual([...new Set(all.map(({ comm: name }) => name))].sort());
      }),
      { numRuns: 300 },
    );
  });

  it('does not depend on how the bytes are cut', () => {
    fc.assert(
      fc.property(samples, style, chunks, (all, how, sizes) => {
        const text = print(all, how);
        expect(readScript(text, sizes)).toEqual(readScript(text));
      }),
      { numRuns: 200 },
    );
  });

  it('reads the same as a paste', () => {
    fc.assert(
      fc.property(samples, style, (all, how) => {
        const text = print(all, how);
        const lines = text.split(/\r?\n/).map((line, i) => ({ text: line, number: i + 1 }));
        expect(perfScript.starts(lines, 0)).toBe(true);
        expect(perfScript.read(lines, 0, { file: 'script.txt' }).captures).toEqual(readScript(text).captures);
      }),
      { numRuns: 200 },
    );
  });
});

describe('any bytes', () => {
  const noise = fc.array(
    fc.oneof(
      fc.constantFrom(
        '\n',
        '\r\n',
        '\r',
        ' ',
        '\t',
        '\ttab 1 1.5: ',
        'a 1 1.000001: cycles: \n',
        '\t12eb f (/a)\n',
        '# ========\n',
      ),
      fc.constantFrom(
        '{',
        '-- \n',
        '\0\0\0\0\0\0\0\0\0',
        'PERF_RECORD_LOST lost 9',
        ': :',
        '(((',
        ')))',
        '\ufeff',
        '[001]',
        '1.000001:',
      ),
      fc.string({ unit: 'binary', maxLength: 40 }),
    ),
    { maxLength: 60 },
  );

  it('never throw, and give the same however they are cut', () => {
    fc.assert(
      fc.property(noise, chunks, (pieces, sizes) => {
        const text = pieces.join('');
        expect(readScript(text, sizes)).toEqual(readScript(text));
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void readScript(bytes)),
      { numRuns: 500 },
    );
  });

  it('never throw as a paste, and never end where they began', () => {
    fc.assert(
      fc.property(noise, (pieces) => {
        const lines = pieces
          .join('')
          .split('\n')
          .map((text, i) => ({ text, number: i + 1 }));
        for (let at = 0; at < lines.length; at++) {
          if (!perfScript.starts(lines, at)) continue;
          const { end } = perfScript.read(lines, at, { file: 'x' });
          expect(end).toBeGreaterThan(at);
          expect(end).toBeLessThanOrEqual(lines.length);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('are read to their end', () => {
    const long = [
      `${'('.repeat(100_000)}\n`,
      `\t12eb ${'a ('.repeat(30_000)})\n`,
      `a 1 1.000001: cycles: ${'ffff f '.repeat(20_000)}\n`,
      `a 1 1.000001: skb:kfree_skb: ${'a=b '.repeat(50_000)}\n`,
      `a 1 ${'12 '.repeat(100_000)}\n`,
      `${'x:'.repeat(100_000)}\n`,
      `a 1 1.000001: cycles: ${' 0x1(/0x2'.repeat(20_000)}\n`,
      '\n'.repeat(200_000),
    ];
    for (const text of long) {
      expect(profiles(readScript(`a 1 1.000001: cycles: \n${text}`)).length).toBeGreaterThan(0);
    }
  });
});
