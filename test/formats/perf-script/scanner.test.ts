import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ScriptCore } from '../../../src/formats/perf-script/core.ts';
import { parseTimed } from '../../../src/formats/perf-script/event-line.ts';
import { streamInParts } from '../../../src/formats/perf-script/in-parts.ts';
import { LineLog } from '../../../src/formats/perf-script/line-log.ts';
import { PartReader } from '../../../src/formats/perf-script/part-reader.ts';
import { createScriptReader, resultOf } from '../../../src/formats/perf-script/reader.ts';
import { compiled, Scanner } from '../../../src/formats/perf-script/scanner/scanner.ts';
import type { ReadResult } from '../../../src/formats/read-result.ts';
import type { LargeInput, Sink } from '../../../src/input/input.ts';
import { fixture } from '../../support/shared.ts';
import { onlyProfile, readScript } from './support.ts';

function read(bytes: Uint8Array, scanner: Scanner, sizes: readonly number[] = [bytes.length + 1]): ReadResult {
  const core = new ScriptCore(new LineLog('script.txt'), { scanner });
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length]!;
    core.push(bytes.subarray(at, at + size));
    at += size;
  }
  return resultOf(core, { file: 'script.txt' });
}

/** Reads every line anew: nothing is found by its bytes, all of it is parsed. */
function forgetful(): Scanner {
  const scanner = new Scanner(undefined);
  Object.assign(scanner.call, { keepLine() {}, addPart() {}, keepComm() {} });
  return scanner;
}

/** A file of these bytes whose parts are read one after the other, but told like those of other threads. */
function inputOf(bytes: Uint8Array, sizes: readonly number[]): LargeInput {
  const stream = (to: Sink, from = 0, end = bytes.length) => {
    for (let at = from, i = 0; at < Math.min(end, bytes.length) && !to.stopped; i++) {
      const space = to.space();
      const size = Math.min(sizes[i % sizes.length]!, space.length, Math.min(end, bytes.length) - at);
      space.set(bytes.subarray(at, at + size));
      to.filled(size);
      at += size;
    }
  };
  const readScript = (_: string, from: number, end: number | undefined) => () => {
    const part = new PartReader();
    stream(part, from, end);
    return structuredClone(part.end(end === undefined));
  };
  const threads = { count: 1, readScript };
  return { name: 'script.txt', head: bytes, stream, whole: () => bytes, threads };
}

/** Where event lines begin. */
function eventLines(bytes: Uint8Array): number[] {
  const starts: number[] = [];
  for (let at = 0; at < bytes.length; at = bytes.indexOf(10, at) + 1 || bytes.length) {
    const next = bytes.indexOf(10, at) + 1 || bytes.length;
    const text = new TextDecoder().decode(bytes.subarray(at, next)).trim();
    if (parseTimed(text)?.event && !text.includes('PERF_RECORD_')) starts.push(at);
  }
  return starts;
}

const module = compiled();
const bytesOf = (text: string) => new TextEncoder().encode(text);

const pieces = [
  '  rx worker 0 11470/11478 [003]  3157.422042:    2004008 cpu-clock: \n',
  'a 1 1.000001: cycles: \r\n',
  ':-1    -1 [000]     1.000001:          1 cpu/mem-loads,ldlat=30/P: \n',
  'foo [12] 12 [001] KSp    2.000001: 99999999999999999 cycles:ppp: \n',
  'foo [12]    2.000001: 7 cycles:ppp: \n',
  'sink  4242 [001]   534.096999:      50000 cpu-clock:  ffffffff820473e7 __udp4_lib_rcv+0x957 ([kernel.kallsyms])\n',
  'sink  4242 [001]   534.096999:      50000 cpu-clock:  ffffffff820473f8 __udp4_lib_rcv+0x968 ([kernel.kallsyms])\n',
  // other threads of the same commands
  '  rx worker 0 11470/11479 [004]  3157.422042:    2004008 cpu-clock: \n',
  '  rx worker 0 7/11480 [003]  3157.422043:    2004008 cpu-clock: \n',
  '  rx worker 0 -7/11480 [003]  3157.422043:    2004008 cpu-clock: \n',
  'sink  4243 [001]   534.1:      50000 cpu-clock: \n',
  'sink  4244 [001]   534.1:      50000 cpu-clock: \r\n',
  'sink\t 04244 [12]   534.1:      50000 cpu-clock: \n',
  'sink 4294967295 [001] 534.1: 50000 cpu-clock: \n',
  'sink 1/2/4246 [001] 534.1: 50000 cpu-clock: \n',
  'sink\u00a04247 [001] 534.1: 50000 cpu-clock: \n',
  'sink\u00a0 4247 [001] 534.1: 50000 cpu-clock: \n',
  '4248 [001] 534.1: 50000 cpu-clock: \n',
  'foo [12] 13 [001] 2.000001: 7 cycles:ppp: \n',
  'a 2 [000] 2.000001: skb:kfree_skb: reason: SOCKET_RCVBUFF\n',
  'a 3 [000] 2.000001: 7 cycles:ppp: \n',
  'a 2 [000] 2.000001: 7 cycles:ppp: \n',
  'a 1 2.000001: skb:kfree_skb: skbaddr=0xffff protocol=2048 reason: SOCKET_RCVBUFF\n',
  'a 1 2.000001:    2004008 \n',
  'udp-tx 5 6.5: PERF_RECORD_LOST lost 24\n',
  'java 19983 cycles: \n',
  'both.sh\n',
  '\tffffffff820473e7 __udp4_lib_rcv+0x957 ([kernel.kallsyms])\n',
  '\tffffffff820473e7 __udp4_lib_rcv+0x957 ([kernel.kallsyms])\r\n',
  '\tffffffff82047400 __udp4_lib_rcv+0x970 ([kernel.kallsyms])\n',
  '\tffffffff82047400 __udp4_lib_rcv+0x970\n',
  '\t           f82ec read+0x4c (/usr/lib/x86_64-linux-gnu/libc.so.6)\n',
  '\t           f82ed read+0x4d (/usr/lib/x86_64-linux-gnu/libc.so.6+0x123)\n',
  '           f82ec read+0x4c (/usr/lib/x86_64-linux-gnu/libc.so.6)\n',
  '\t    7f0b481c5b59 recv+0x1 (/games/X4 Foundations/X4 (deleted))\n',
  '\t    7f0b481c5b5a recv+0x2 (/games/X4 Foundations/X4 (deleted))\n',
  '\t           27304 __libc_start_main_impl+0x84 (inlined)\n',
  '\t           27305 __libc_start_main_impl+0x85 (inlined)\n',
  '\t            12eb f(int)+0x1 (.isra.0) (/a)\n',
  '\t            7f0 La/Outer;::run->Lb/Mid;::call->Lc/In;::read+0x1 (/tmp/perf-24636.map)\n',
  '\t            7f1 La/Outer;::run->Lb/Mid;::call->Lc/In;::read+0x2 (/tmp/perf-24636.map)\n',
  '\t            12eb [unknown] ([unknown])\n',
  '\tffffffffc0a12345 [unknown] ([unknown])\n',
  'ffffffffc0a12345 f\n',
  '\tdead 12 1.000001: cycles: (x)\n',
  '\tcafe words\n',
  '  cxx.cc:11\n',
  '  [kernel.kallsyms][ffffffff820473e7]\n',
  '|11       struct Acc{long v; \n',
  '# ========\n',
  '# cmdline : /usr/bin/perf record -a\n',
  '--\n',
  'prose of a ticket, with a colon: and so on\n',
  '\n',
  '\n',
  '\r\n',
  '   \n',
];

const texts = fc
  .array(fc.oneof({ weight: 20, arbitrary: fc.constantFrom(...pieces) }, fc.string({ maxLength: 40 })), {
    maxLength: 60,
  })
  .map((all) => all.join(''));
const sizes = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 20 });

describe('the scanner', () => {
  it('is compiled here', () => expect(module).toBeDefined());

  it('reads any text as if every line were parsed anew, however it is cut', () => {
    fc.assert(
      fc.property(texts, sizes, (text, cut) => {
        const bytes = bytesOf(text);
        const parsed = read(bytes, forgetful());
        expect(read(bytes, new Scanner(module))).toEqual(parsed);
        expect(read(bytes, new Scanner(module), cut)).toEqual(parsed);
        expect(read(bytes, new Scanner(undefined))).toEqual(parsed);
      }),
      { numRuns: 1000 },
    );
  });

  it('a line that is a frame in a sample alone is none behind it, seen before or not', () => {
    const frame = '\t            7f0 La/Outer;::run->Lb/Mid;::call->Lc/In;::read+0x1 (/tmp/perf-24636.map)\n';
    const bytes = bytesOf(`${frame}\tcafe words\n\tcafe words\n\n\tcafe words\n`);
    expect(read(bytes, new Scanner(module))).toEqual(read(bytes, forgetful()));
  });

  it('reads real text alike with bytes of it changed or missing', () => {
    const real = readFileSync(fixture('perf-script', 'script.txt')).subarray(0, 12_000);
    const change = fc.tuple(fc.nat(real.length - 1), fc.constantFrom(10, 13, 32, 9, 40, 41, 43, 48, 58, 97, 255, -1));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
        const bytes = Uint8Array.from(real);
        for (const [at, byte] of changes) bytes[at] = byte < 0 ? 10 : byte;
        const parsed = read(bytes, forgetful());
        expect(read(bytes, new Scanner(module))).toEqual(parsed);
        expect(read(bytes, new Scanner(undefined))).toEqual(parsed);
      }),
      { numRuns: 100 },
    );
  });

  it('reads parts of a text beside one another as if it had been read in one go', () => {
    fc.assert(
      fc.property(texts, sizes, fc.array(fc.nat(1000), { maxLength: 4 }), (text, cut, where) => {
        // Sums of periods beyond 2^53 are not the same in every order.
        const bytes = bytesOf(`${pieces[0]}${text}`.replaceAll('99999999999999999', '9999999999999'));
        const starts = eventLines(bytes);
        const cuts = [...new Set(where.map((i) => starts[i % starts.length]!))].sort((a, b) => a - b);
        const reader = createScriptReader('script.txt');
        streamInParts(inputOf(bytes, cut), reader, cuts.length > 0 && cuts[0] === 0 ? cuts.slice(1) : cuts);
        expect(reader.end()).toEqual(read(bytes, new Scanner(module)));
      }),
      { numRuns: 1000 },
    );
  });

  it('counts by symbol where no address comes twice', () => {
    let text = '';
    for (let i = 0; i < 5000; i++) {
      text += `sink ${i % 7} [00${i % 4}] ${i}.000001:  250000 cpu-clock: \n`;
      text += `\t${(0xffffffff82000000n + BigInt(i)).toString(16)} udp_recvmsg+0x${i.toString(16)} ([kernel.kallsyms])\n`;
      text += `\t    ${(0x7f2000000000 + i).toString(16)} main+0x${i.toString(16)} (/usr/bin/sink)\n\n`;
    }
    const profile = onlyProfile(readScript(text));
    expect(profile.rows.map(({ symbol, self, total }) => [symbol, self, total])).toEqual([
      ['udp_recvmsg', 100, 100],
      ['main', 0, 100],
    ]);
    expect(profile.stacks[0]!.tree.parent).toHaveLength(3);
  });

  it('goes on when it has seen more lines than it keeps', () => {
    const lines = 400_000;
    const name = `${'a_long_name_of_a_template'.repeat(3)}`;
    let text = 'a 1 1.000001: cycles: \n';
    // an object with parentheses: such lines are only known as a whole
    for (let i = 0; i < lines; i++) text += `\t${(0x7f2000000000 + i).toString(16)} ${name} (/a (deleted))\n`;
    text = `${text}\na 1 2.000001: cycles: \n\tffffffff82047400 f+0x970 ([k])\n\n`.repeat(2);
    const profile = onlyProfile(readScript(text));
    expect(profile.samples!.count).toBe(4);
    expect(profile.rows.map(({ symbol, self }) => [symbol, self])).toEqual([
      [name, 50],
      ['f', 50],
    ]);
  });
});
