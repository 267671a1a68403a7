import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Attr, sampleLayout } from '../../../src/formats/perf-data/attr.ts';
import { newChunk } from '../../../src/formats/perf-data/bytes.ts';
import { KernelNames } from '../../../src/formats/perf-data/kernel-names.ts';
import { recordingSections } from '../../../src/formats/perf-data/reader.ts';
import type { MapRecord, SideBandRecord } from '../../../src/formats/perf-data/side-band.ts';
import { SampleTally } from '../../../src/formats/perf-data/tally.ts';
import { memorySource } from '../../../src/input/read-bytes-at.ts';
import { fixture } from '../../support/shared.ts';
import { fixtureSymbols } from './files.ts';

const attr: Attr = {
  type: 1,
  config: 0,
  // IP, TID, TIME, CALLCHAIN, PERIOD
  sampleType: 1 | 2 | 4 | 32 | 256,
  readFormat: 0,
  sampleIdAll: true,
  excludes: { user: false, kernel: false, hypervisor: false },
  excludesHost: false,
  excludesGuest: false,
  precise: 0,
  branchSampleType: 0,
};

/** Takes one record of 64-bit fields. */
function tallied(
  own: Attr,
  name: string,
  fields: readonly bigint[],
  raw?: { size: number; fields: readonly bigint[] },
) {
  const chunk = newChunk(1024);
  const rawFields = raw?.fields ?? [];
  const size = 8 + 8 * fields.length + (raw ? 8 + 8 * rawFields.length : 0);
  chunk.view.setUint32(0, 9, true);
  chunk.view.setUint16(6, size, true);
  for (const [i, field] of fields.entries()) chunk.view.setBigUint64(8 + 8 * i, BigInt.asUintN(64, field), true);
  if (raw) {
    const at = 8 + 8 * fields.length;
    chunk.view.setUint32(at, raw.size, true);
    for (const [i, field] of rawFields.entries())
      chunk.view.setBigUint64(at + 4 + 8 * i, BigInt.asUintN(64, field), true);
  }
  const owners: number[][] = [];
  const tally = new SampleTally({
    layouts: [sampleLayout(own, name)],
    eventOf: () => 0,
    ownersOf(pid, tid) {
      owners.push([pid, tid]);
      return { times: [Number.NEGATIVE_INFINITY], owners: [0] };
    },
  });
  expect(tally.take(chunk, 0, size, 0)).toBe(size);
  return { tally, owners };
}

const [kernel, deferred] = [-128n, -640n];

describe('what newer kernels and perfs write', () => {
  it('user stacks that are records of their own are left out of the stack, and counted', () => {
    const { tally } = tallied(attr, 'cycles', [0x10n, 0x500000005n, 7n, 3n, 4n, kernel, -0x1000000n, deferred, 0x99n]);
    expect(tally.malformed).toBe(0);
    expect(tally.deferred).toBe(1);
    expect([...tally.stacks.low.subarray(tally.stacks.start(0), tally.stacks.end(0))]).toEqual([-128, -0x1000000]);
  });

  it('time off the CPU is of the thread, the period and the stack in the raw bytes', () => {
    // IP, TID, TIME, RAW
    const own: Attr = { ...attr, config: 10, sampleType: 1 | 2 | 4 | 1024 };
    const chain = [-512n, 0x401000n];
    const raw = { size: 8 * 6 + 4, fields: [(9n << 32n) | 8n, 1234n, BigInt(chain.length), ...chain, 0n] };
    const { tally, owners } = tallied(own, 'offcpu-time', [0x10n, 0x500000005n, 7n], raw);
    expect(tally.malformed).toBe(0);
    expect(owners).toEqual([[8, 9]]);
    expect(tally.stacks.period(0)).toBe(1234);
    expect([...tally.stacks.low.subarray(tally.stacks.start(0), tally.stacks.end(0))]).toEqual([-512, 0x401000]);
  });

  it('records of kinds that are not known are passed over, in words', async () => {
    const bytes = new Uint8Array(readFileSync(fixture('perf-data', 'udp-flood.data')));
    const view = new DataView(bytes.buffer);
    const end = view.getUint32(40, true) + view.getUint32(48, true);
    const longer = new Uint8Array(bytes.length + 48);
    longer.set(bytes.subarray(0, end));
    const of = new DataView(longer.buffer);
    for (const [i, type] of [40, 200].entries()) {
      of.setUint32(end + 24 * i, type, true);
      of.setUint16(end + 24 * i + 6, 24, true);
    }
    // without a size, all that follows counts as records
    of.setBigUint64(48, 0n, true);
    const input = { name: 'perf.data', recording: memorySource(longer.subarray(0, end + 48)), parts: [] };
    const { notes } = await recordingSections(input, fixtureSymbols);
    expect(notes.map(({ text }) => text).join()).toMatch(/2 records are of kinds that are not known here/);
  });

  it('whose raw bytes are too short is malformed', () => {
    const own: Attr = { ...attr, config: 10, sampleType: 1 | 2 | 4 | 1024 };
    const raw = { size: 28, fields: [1n, 1n, 500n, 0n] };
    expect(tallied(own, 'offcpu-time', [0x10n, 0x500000005n, 7n], raw).tally.malformed).toBe(1);
  });
});

describe('names in modules', () => {
  const map = (file: string, start: number, length: number, offset = 0): SideBandRecord => {
    const of: Omit<MapRecord, 'start' | 'length' | 'offset' | 'file'> = {
      kind: 'map',
      time: 0,
      pid: -1,
      tid: 0,
      mode: 1,
      isExecutable: true,
      buildId: '',
    };
    return { ...of, file, start, length, offset };
  };
  const text = -0x7f000000;
  const place = -0x3fc00000;
  const records = [
    map('[kernel.kallsyms]_text', text, 0x1000000, text),
    map('/lib/modules/6.1.0/kernel/net/nf-conntrack.ko.xz', place, 0x2000),
  ];
  const hex = (address: number) => BigInt.asUintN(64, BigInt(address)).toString(16);
  const named = (module: number) => {
    const lines = [`${hex(text)} T _text`, `${hex(text + 64)} T udp_rcv`, `${hex(text + 128)} T _etext`];
    lines.push(
      `${hex(module)} t nf_conntrack_in\t[nf_conntrack]`,
      `${hex(module + 256)} t nf_conntrack_free\t[nf_conntrack]`,
    );
    const names = new KernelNames(records);
    const bytes = new TextEncoder().encode(`${lines.join('\n')}\n`);
    names.load({ ...fixtureSymbols, kernel: () => [{ path: 'kallsyms', bytes, isRunning: false }] }, '', undefined);
    return names;
  };

  it('are those of the text, as long as the module lies where it lay', () => {
    expect(named(place).name(place + 8)).toEqual({ symbol: 'nf_conntrack_in', object: '[nf_conntrack]' });
    const address = BigInt.asUintN(64, BigInt(place + 8));
    expect(named(place).locate(address)).toEqual({ symbol: 'nf_conntrack_in', start: address - 8n });
    expect(named(place - 0x100000).name(place + 8)).toEqual({ symbol: '[unknown]', object: '[nf_conntrack]' });
    expect(named(place - 0x100000).name(text + 70)).toEqual({ symbol: 'udp_rcv', object: '[kernel.kallsyms]' });
  });
});
