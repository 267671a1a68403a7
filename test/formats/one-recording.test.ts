import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { partOf } from '../../src/engine/paths/forest.ts';
import { shareInStacks } from '../../src/engine/paths/path-query.ts';
import { readCase } from '../../src/formats/read-case.ts';
import type { Profile } from '../../src/model/profile.ts';
import { fixture } from '../support/shared.ts';

/** The same recording printed by perf in all its ways: each must give every symbol the same shares. */
const recordings = readdirSync(fixture('one-recording'));

function read(recording: string, file: string): Profile {
  const bytes = readFileSync(fixture('one-recording', recording, file));
  return readCase([{ name: file, bytes }]).captures[0] as Profile;
}

/** Self shares by command and symbol; the library's functions that perf prints under one name are one symbol. */
function selfShares({ rows }: Profile): Map<string, number> {
  const shares = new Map<string, number>();
  for (const { comm, key, self } of rows) {
    if (key === undefined || self === undefined) continue;
    const name = `${comm} ${key}`;
    shares.set(name, (shares.get(name) ?? 0) + self);
  }
  return shares;
}

/** perf prints two decimals; a few functions of one name add their rounding up. */
const rounding = 0.03;

function expectSame(found: ReadonlyMap<string, number>, expected: ReadonlyMap<string, number>): void {
  const different: string[] = [];
  for (const name of new Set([...found.keys(), ...expected.keys()])) {
    const [a, b] = [found.get(name) ?? 0, expected.get(name) ?? 0];
    if (Math.abs(a - b) > rounding) different.push(`${name}: ${a.toFixed(2)} instead of ${b.toFixed(2)}`);
  }
  expect(different).toEqual([]);
}

describe.each(recordings)('%s', (recording) => {
  const script = read(recording, 'script.txt');
  const exact = selfShares(script);

  it('has samples enough to compare', () => {
    expect(script.samples!.count).toBeGreaterThan(150);
    expect([...exact.values()].reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 6);
  });

  it.each(['flat.txt', 'callee.txt', 'caller.txt', 'folded.txt', 'csv.txt', 'children.txt', 'hierarchy.txt'])(
    '%s gives the self shares of perf script',
    (file) => expectSame(selfShares(read(recording, file)), exact),
  );

  it('children.txt gives the total shares of the stacks of perf script', () => {
    const different: string[] = [];
    for (const { comm, key, total, line } of read(recording, 'children.txt').rows) {
      const { share } = shareInStacks(
        partOf(script.stacks, (set) => set.comm === comm),
        [new Set([key!])],
      );
      // Functions of one name in two objects have a row each.
      if (Math.abs(share - total!) > rounding && share < total! - rounding)
        different.push(`line ${line}: ${key} ${total}, ${share}`);
    }
    expect(different).toEqual([]);
  });

  it.each(['callee.txt', 'caller.txt', 'folded.txt'])('%s gives the shares of whole paths', (file) => {
    const profile = read(recording, file);
    const callers = [
      'udp_recvmsg',
      'udp_sendmsg',
      'net_rx_action',
      '__udp4_lib_rcv',
      'sock_def_readable',
      'do_syscall_64',
    ];
    for (const caller of callers) {
      const steps = [new Set([caller])];
      const expected = shareInStacks(script.stacks, steps).share;
      expect(Math.abs(shareInStacks(profile.stacks, steps).share - expected), caller).toBeLessThan(1);
    }
  });
});
