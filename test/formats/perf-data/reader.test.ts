import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { recordingSections } from '../../../src/formats/perf-data/reader.ts';
import { memorySource } from '../../../src/input/read-bytes-at.ts';
import type { Profile } from '../../../src/model/profile.ts';
import { fixture } from '../../support/shared.ts';
import { fixtureSymbols, recordingAt } from './files.ts';
import { plainLines, scriptLines } from './script-lines.ts';

const file = (name: string) => fixture('perf-data', name);

/** perf had the files of user space at hand; the fixtures do not. */
function withoutUserNames(line: string): string {
  return line.replace(/^([0-9a-f]+) .* (\((?!\[kernel).*\))$/, '$1 [unknown] $2');
}

describe('a recording', () => {
  it.each(['udp-flood', 'udp-flood-pipe'])('%s has the samples that perf script prints', (name) => {
    const printed = readFileSync(file(`${name}.expected`), 'utf8').split('\n');
    const own = [...scriptLines(recordingAt(file(`${name}.data`)), fixtureSymbols)];
    expect(own.map((line) => line.replace(/ \[\d{3}\] /, ' '))).toEqual([...plainLines(printed)].map(withoutUserNames));
  });

  it('becomes a profile per event, with the facts of its header and no lines', async () => {
    const { captures, facts, unread } = await recordingSections(recordingAt(file('udp-flood.data')), fixtureSymbols);
    const profiles = captures as Profile[];
    expect(profiles.map(({ format, event, samples }) => [format, event, samples?.count])).toEqual([
      ['perf-data', 'cpu-clock', 14],
      ['perf-data', 'task-clock', 14],
    ]);
    expect(profiles[0]!.rows.every(({ line }) => line === 0)).toBe(true);
    expect(profiles[0]!.stacks.every(({ tree }) => tree.line.every((line) => line === 0))).toBe(true);
    expect(profiles[0]!.population.scope).toBe('process');
    expect(Object.fromEntries(facts.map(({ name, value }) => [name, value]))).toMatchObject({
      kernel: '6.18.44-fc-v595',
      architecture: 'x86_64',
      cpus: '2',
      'perf-command': expect.stringMatching(/^\/usr\/bin\/perf record .*udpflood 1 1 1$/),
    });
    expect(unread).toEqual([]);
  });

  it('says which files have no names, and how to get them', async () => {
    const { notes } = await recordingSections(recordingAt(file('udp-flood.data')), fixtureSymbols);
    expect(notes).toEqual([
      {
        kind: 'inferred',
        file: file('udp-flood.data'),
        text: expect.stringMatching(/^no names of functions in \S+ \(not here, \d+ samples\).*perf archive/),
      },
    ]);
  });

  it('keeps its addresses without the symbols of its kernel, and says so', async () => {
    const none = { ...fixtureSymbols, *kernel() {} };
    const { captures, notes } = await recordingSections(recordingAt(file('udp-flood.data')), none);
    const { rows } = captures[0] as Profile;
    expect(rows.every(({ symbol }) => symbol === '[unknown]')).toBe(true);
    expect(rows.some(({ dso }) => dso === '[kernel.kallsyms]')).toBe(true);
    expect(notes.map(({ text }) => text).join('\n')).toMatch(/kernel's functions have no names: .*--kallsyms FILE/);
  });

  it('is not named by a kernel that hides its addresses, nor by one without the reference symbol', async () => {
    const lines = new TextDecoder().decode(readFileSync(file('kallsyms'))).split('\n');
    const reading = async (text: string, isRunning: boolean) => {
      const kernel = function* () {
        yield { path: '/proc/kallsyms', bytes: new TextEncoder().encode(text), isRunning };
      };
      const { notes } = await recordingSections(recordingAt(file('udp-flood.data')), { ...fixtureSymbols, kernel });
      return notes[0]!.text;
    };
    expect(await reading(lines.map((line) => line.replace(/^\w+/, '0'.repeat(16))).join('\n'), true)).toMatch(
      /hides all addresses from this user: .*kptr_restrict/,
    );
    expect(await reading(lines.filter((line) => !/_s?text$/.test(line)).join('\n'), false)).toMatch(/has no _text/);
  });

  it('is named by the symbols of the same kernel at another address: System.map', async () => {
    const moved = readFileSync(file('kallsyms'), 'utf8').replaceAll(/^ffffffff(\w{8})/gm, (_, low: string) => {
      return `ffffffff${(Number.parseInt(low, 16) + 0x1000000).toString(16)}`;
    });
    const kernel = function* () {
      yield { path: 'System.map', bytes: new TextEncoder().encode(moved), isRunning: false };
    };
    const own = [...scriptLines(recordingAt(file('udp-flood.data')), { ...fixtureSymbols, kernel })];
    expect(own).toEqual([...scriptLines(recordingAt(file('udp-flood.data')), fixtureSymbols)]);
  });

  it('that was killed before it was finished is read to its end', async () => {
    const bytes = new Uint8Array(readFileSync(file('udp-flood.data')));
    const view = new DataView(bytes.buffer);
    const end = view.getUint32(40, true) + view.getUint32(48, true);
    view.setBigUint64(48, 0n, true);
    const input = { name: 'perf.data', recording: memorySource(bytes.subarray(0, end - 40)), parts: [] };
    const { captures, notes } = await recordingSections(input, fixtureSymbols);
    expect((captures[0] as Profile).samples!.count).toBeGreaterThan(10);
    expect(notes[0]).toMatchObject({ kind: 'truncated', text: expect.stringMatching(/stopped before it finished/) });
  });

  it('of another byte order, or with stacks to unwind, is left to perf', async () => {
    const bytes = new Uint8Array(readFileSync(file('udp-flood.data')));
    bytes.set(new TextEncoder().encode('2ELIFREP'));
    const swapped = { name: 'perf.data', recording: memorySource(bytes), parts: [] };
    await expect(recordingSections(swapped, fixtureSymbols)).rejects.toThrow(/big-endian/);
    bytes.set(new TextEncoder().encode('PERFILE2'));
    // PERF_SAMPLE_STACK_USER in the first event
    bytes[new DataView(bytes.buffer).getUint32(24, true) + 25]! |= 1 << 5;
    await expect(recordingSections(swapped, fixtureSymbols)).rejects.toThrow(/unwound/);
  });
});
