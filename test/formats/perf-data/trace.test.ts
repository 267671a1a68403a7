import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newChunk } from '../../../src/formats/perf-data/bytes.ts';
import { recordingSections } from '../../../src/formats/perf-data/reader.ts';
import { type PrintContext, printerOf } from '../../../src/formats/perf-data/trace/printer.ts';
import { Raw } from '../../../src/formats/perf-data/trace/raw.ts';
import { NotUnderstood } from '../../../src/formats/perf-data/trace/tokens.ts';
import { parseTraceFields } from '../../../src/formats/perf-script/trace-fields.ts';
import type { SymbolFiles } from '../../../src/input/input.ts';
import { memorySource } from '../../../src/input/read-bytes-at.ts';
import type { CounterSet } from '../../../src/model/counters.ts';
import { fixture } from '../../support/shared.ts';
import { fixtureSymbols, recordingAt } from './files.ts';
import { scriptLines } from './script-lines.ts';

const file = (name: string) => fixture('perf-data', name);
const dropSymbols: SymbolFiles = {
  ...fixtureSymbols,
  *kernel() {
    yield { path: 'kallsyms', bytes: readFileSync(file('drops.kallsyms')), isRunning: false };
  },
};

// udpdrop 20288/20288 [001]  4085.213842:       net:netif_receive_skb: dev=lo skbaddr=0xffff8881370fd600 len=92
const eventLine = /^\s*(.*?)\s+(\d+\/\d+)\s+(\[\d+\]\s+)?(\d+\.\d+):\s+(\S+?):\s+(.*)$/;

/** Event lines of `perf script -F comm,pid,tid,cpu,time,event,trace`, spelt like those of `scriptLines`. */
function printed(name: string): string[] {
  return readFileSync(file(`${name}.expected`), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .flatMap((line) => {
      const [, comm, ids, cpu, time, event, fields] = eventLine.exec(line)!;
      return [[comm, ids, cpu?.trim(), time, event].filter(Boolean).join(' '), fields!.trim()];
    });
}

const isFrame = /^[0-9a-f]+ .*\)$/;

describe('the fields of tracepoints', () => {
  it('are what perf script prints, sample by sample', () => {
    const own = [...scriptLines(recordingAt(file('drops.data')), dropSymbols)].filter((line) => !isFrame.test(line));
    expect(own).toEqual(printed('drops'));
  });

  it('are read from a pipe too, where perf 6.1 leaves addresses without names', () => {
    const own = [...scriptLines(recordingAt(file('drops-pipe.data')), dropSymbols)].filter(
      (line) => !isFrame.test(line),
    );
    const withoutLocation = (line: string) => line.replace(/ \[\d{3}\] /, ' ').replace(/location=\S+/, 'location');
    expect(own.map(withoutLocation)).toEqual(printed('drops-pipe').map(withoutLocation));
    expect(own.find((line) => line.includes('location='))).toMatch(/location=\w+\+0x[0-9a-f]+ reason: \w+$/);
  });

  it('are counted by value, as those of the text are', async () => {
    const { captures, notes } = await recordingSections(recordingAt(file('drops.data')), dropSymbols);
    const { format, counters, firstLine } = captures.at(-1) as CounterSet;
    expect({ format, firstLine }).toEqual({ format: 'perf-trace', firstLine: 0 });
    const of = (wanted: string) =>
      counters
        .filter(({ name }) => name === wanted)
        .map(({ value, labels }) => [Object.values(labels ?? {})[0], value]);
    expect(of('skb:kfree_skb')).toEqual([[undefined, 32]]);
    expect(of('skb:kfree_skb.reason')).toEqual([
      ['SOCKET_RCVBUFF', 30],
      ['NO_SOCKET', 2],
    ]);
    expect(counters.every(({ line }) => line === 0)).toBe(true);
    expect(notes.filter(({ text }) => /not read/.test(text))).toEqual([]);
  });

  it('are missing, in words, where the recording lost their formats', async () => {
    const bytes = new Uint8Array(readFileSync(file('drops.data')));
    const at = Buffer.from(bytes).indexOf('ID: 2310');
    bytes.set(new TextEncoder().encode('ID: 2319'), at);
    const input = { name: 'perf.data', recording: memorySource(bytes), parts: [] };
    const { notes } = await recordingSections(input, dropSymbols);
    const text =
      'the fields of skb:kfree_skb are not read: the recording does not hold its format. perf script prints them';
    expect(notes).toContainEqual({ kind: 'unread', text, file: 'perf.data' });
  });
});

const nothing: PrintContext = { texts: new Map<bigint, string>(), locate: () => undefined };

/** Prints one sample of a format with these fields; values follow each other. */
function print(fields: string, format: string, bytes: number[], context = nothing): string {
  const raw = new Raw();
  raw.bytes = Uint8Array.from(bytes);
  raw.view = new DataView(raw.bytes.buffer);
  raw.size = bytes.length;
  return printerOf(formatOf(fields, format), context).text(raw);
}

/** `u32 a, char b[4]` */
function formatOf(fields: string, print: string): string {
  let at = 0;
  const lines = fields.split(', ').map((field) => {
    const size = sizeOf(field);
    at += size;
    return `\tfield:${field};\toffset:${at - size};\tsize:${size};\tsigned:0;`;
  });
  return `name: test\nID: 1\nformat:\n${lines.join('\n')}\n\nprint fmt: ${print}\n`;
}

function sizeOf(field: string): number {
  const length = Number(/\[(\d+)\]/.exec(field)?.[1] ?? 1);
  const type = field.split(' ')[0]!;
  return length * ({ u8: 1, char: 1, u16: 2, u64: 8, void: 8 }[type] ?? 4);
}

describe('a print format', () => {
  it.each([
    [
      'u32 a',
      '"rc=%d %u %x %#x %05d|%-4d|%4d", REC->a, REC->a, REC->a, REC->a, REC->a, REC->a, REC->a',
      [254, 255, 255, 255],
      'rc=-2 4294967294 fffffffe 0xfffffffe -0002|-2  |  -2',
    ],
    [
      'u8 a',
      '"%s %s", __print_symbolic(REC->a, { 2, "AF_INET" }, { 10, "AF_INET6" }), __print_symbolic(REC->a & 8, { 0x8, "x" })',
      [10],
      'AF_INET6 x',
    ],
    ['u8 a', '"%s", __print_symbolic(REC->a, { 2, "AF_INET" })', [17], '0x11'],
    [
      'u8 a',
      '"%s|%s", __print_flags(REC->a, "|", { 1, "A" }, { 2, "B" }), __print_flags(REC->a & 1, "", { (1 << 0), "A" })',
      [7],
      'A|B|0x4|A',
    ],
    ['u8 a', '"%s", REC->a ? __print_flags(REC->a, "|", { 1, "S" }) : "R"', [0], 'R'],
    [
      'u8 a',
      '"vec=%u [action=%s]", REC->a, __print_symbolic(REC->a, { 0, "HI" }, { 3, "NET_RX" })',
      [3],
      'vec=3 [action=NET_RX]',
    ],
    [
      'u64 a, void * b',
      '"%p %p %llu %s", REC->b, 0, REC->a, REC->a',
      [1, 0, 0, 0, 0, 0, 0, 0, 0, 214, 21, 55, 129, 136, 255, 255],
      '0xffff88813715d600 (nil) 1 Running',
    ],
    [
      'char comm[8], u8 n',
      '"comm=%s|%.*s|%6s|%c", REC->comm, REC->n, REC->comm, REC->comm, REC->comm[1]',
      [114, 120, 48, 0, 0, 0, 0, 0, 2],
      'comm=rx0|rx|   rx0|x',
    ],
    [
      '__data_loc char[] dev, u8 n',
      '"dev=%s n=%d", __get_str(dev), REC->n',
      [5, 0, 3, 0, 7, 108, 111, 0],
      'dev=lo n=7',
    ],
    ['__data_loc char[] dev', '"dev=%s", __get_str(dev)', [4, 0, 0, 0], 'dev='],
    [
      'u8 ip[4], u8 mac[6], u8 ip6[16]',
      '"%pI4 %pi4 %pM %pI6c %pI6", REC->ip, REC->ip, REC->mac, REC->ip6, REC->ip6',
      [127, 0, 0, 1, 1, 2, 3, 4, 5, 255, 32, 1, 13, 184, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
      '127.0.0.1 127.000.000.001 01:02:03:04:05:ff 2001:db8::1 2001:0db8:0000:0000:0000:0000:0000:0001',
    ],
    [
      'u8 a[4]',
      '"%s %s", __print_hex(REC->a, 4), __print_array(REC->a, 2, 2)',
      [1, 2, 3, 4],
      '01 02 03 04 {0x201,0x403}',
    ],
    [
      'u64 args[2]',
      '"%lx, %ld", REC->args[0], REC->args[1]',
      [255, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255],
      'ff, -1',
    ],
    [
      'u32 a',
      '"state=%s%d\\n" " 100%%", REC->a ? "on" : "off", (REC->a >> 4) * 2 + 1',
      [16, 0, 0, 0],
      'state=on3\n 100%',
    ],
    ['u32 a', '"%d %d", (int)(u8)REC->a, (s8)REC->a', [255, 1, 0, 0], '255 -1'],
  ])('%s, %s', (fields, format, bytes, text) => {
    expect(print(fields, format, bytes, { ...nothing, texts: new Map([[1n, 'Running']]) })).toBe(text);
  });

  it('names functions of the kernel', () => {
    const locate = (address: bigint) => (address === 0x1234n ? { symbol: 'udp_rcv', start: 0x1200n } : undefined);
    const bytes = [0x34, 0x12, 0, 0, 0, 0, 0, 0];
    expect(print('void * a', '"%pS %ps", REC->a, REC->a', bytes, { ...nothing, locate })).toBe('udp_rcv+0x34 udp_rcv');
    expect(print('void * a', '"%pS", REC->a', bytes)).toBe('0x1234');
  });

  it.each([
    ['"%s", jiffies_to_msecs(REC->a)', 'the function jiffies_to_msecs()'],
    ['"%d %d", REC->a', 'more conversions than values'],
    ['"%d", REC->b', 'the field b, which the event has not'],
    ['"%f", REC->a', 'the conversion %f'],
    ['"%d", ({ int x; x; })', '{ where it was not expected'],
  ])('that holds something else is not understood: %s', (format, why) => {
    expect(() => print('u32 a', format, [0, 0, 0, 0])).toThrow(new NotUnderstood(why));
  });

  it('never throws anything else, never hangs', () => {
    const words = [
      '"%d',
      '%s"',
      '"',
      ',',
      'REC->a',
      '(',
      ')',
      '{',
      '}',
      '?',
      ':',
      '__print_symbolic(',
      '1',
      '&',
      '-',
      '[',
      ']',
      '(u8)',
      '%pISpc',
      '%*ph',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 20 }), (list) => {
        try {
          print('u32 a', `"%d" ${list.join(' ')}`, [1, 2, 3, 4]);
        } catch (error) {
          expect(error).toBeInstanceOf(NotUnderstood);
        }
      }),
    );
  });

  it('gives the names and values that its text gives, whatever the values', () => {
    const print = '"a=%s b: %s c=%d, ==> %s d=%2d e", REC->s, REC->t, REC->n, REC->t, REC->n';
    const { text, named } = printerOf(formatOf('char s[12], char t[12], u8 n', print), nothing);
    const any = fc.stringMatching(/^[a-z0-9=: ,]{0,12}$/);
    fc.assert(
      fc.property(any, any, fc.integer({ min: 0, max: 255 }), (s, t, n) => {
        const chunk = newChunk(32);
        chunk.bytes.set(new TextEncoder().encode(s), 0);
        chunk.bytes.set(new TextEncoder().encode(t), 12);
        chunk.bytes[24] = n;
        const raw = Object.assign(new Raw(), { view: chunk.view, bytes: chunk.bytes, at: 0, size: 25 });
        if (!named.read(raw, () => true)) return;
        const pairs = named.names.map((name, i) => [name, named.values[i]]).filter(([name]) => name !== '');
        expect(pairs).toEqual(parseTraceFields(text(raw)));
      }),
    );
  });
});
