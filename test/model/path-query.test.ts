import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CallTreeBuilder, type StackSet, type TreeBasis } from '../../src/model/call-tree.ts';
import { type PathStep, shareInStacks, shareThrough } from '../../src/model/path-query.ts';

const spin = new Set(['_raw_spin_lock_bh', 'native_queued_spin_lock_slowpath']);
const fast = new Set(['lock_sock_fast']);
const recvmsg = new Set(['udp_recvmsg']);

function tree(stacks: Record<string, number>) {
  const builder = new CallTreeBuilder();
  let line = 0;
  for (const [path, weight] of Object.entries(stacks)) builder.add(path.split(';'), weight, ++line);
  return builder.tree;
}

function set(stacks: Record<string, number>, basis: TreeBasis = 'self', more: Partial<StackSet> = {}): StackSet {
  return { basis, tree: tree(stacks), ...more };
}

describe('share of a path in one tree', () => {
  const sink = tree({
    'recvmsg;udp_recvmsg;skb_free;lock_sock_fast;_raw_spin_lock_bh': 20,
    'recvmsg;udp_recvmsg;skb_free;lock_sock_fast;_raw_spin_lock_bh;native_queued_spin_lock_slowpath': 40,
    'recvmsg;udp_recvmsg;skb_free;lock_sock_fast': 5,
    'recvmsg;udp_recvmsg;lock_sock_nested;_raw_spin_lock_bh': 3,
    'main;loop': 32,
  });

  test('neighbours, gaps, and frames of one step in a row', () => {
    expect(shareThrough(sink, [fast, spin]).share).toBe(60);
    expect(shareThrough(sink, [recvmsg, spin]).share).toBe(0);
    expect(shareThrough(sink, [recvmsg, '...', spin]).share).toBe(63);
    expect(shareThrough(sink, [recvmsg, '...', fast]).share).toBe(65);
    expect(shareThrough(sink, [spin, '...', recvmsg]).share).toBe(0);
    expect(shareThrough(sink, [new Set(['nowhere']), '...', spin]).share).toBe(0);
  });

  test('a gap may be empty', () => {
    expect(shareThrough(sink, [fast, '...', spin]).share).toBe(60);
  });

  test('samples taken in the last step itself', () => {
    expect(shareThrough(sink, [fast], { selfOnly: true }).share).toBe(5);
    expect(shareThrough(sink, [fast, spin], { selfOnly: true }).share).toBe(60);
    expect(shareThrough(sink, [recvmsg], { selfOnly: true }).share).toBe(0);
  });

  test('stacks with a frame that is not wanted do not count', () => {
    expect(shareThrough(sink, [spin], { without: fast }).share).toBe(3);
    expect(shareThrough(sink, [recvmsg], { without: spin }).share).toBe(5);
  });

  test('of what a softirq interrupted, frames that are not wanted bar nothing that begins in the softirq', () => {
    const lock = [new Set(['lock'])];
    const without = new Set(['sendmsg']);
    const nested = tree({ 'sendmsg;net_rx_action;lock': 3, 'net_rx_action;sendmsg;lock': 4, 'sendmsg;lock': 5 });
    expect(shareThrough(nested, lock, { without }).share).toBe(3);
    const begun = tree({ 'sendmsg;lock;net_rx_action;copy': 3 });
    expect(shareThrough(begun, lock, { without }).share).toBe(0);
  });

  test('the line is that of the heaviest match', () => {
    expect(shareThrough(sink, [spin]).line).toBe(1);
    const two = tree({ 'a;lock': 1, 'b;lock': 2 });
    expect(shareThrough(two, [new Set(['lock'])]).line).toBe(2);
    expect(shareThrough(two, [new Set(['c'])])).toEqual({ share: 0, line: 0, node: 0 });
  });

  test('recursion counts a sample once', () => {
    const recursive = tree({ 'f;g;f;g;leaf': 10, 'f;g': 5 });
    expect(shareThrough(recursive, [new Set(['f']), new Set(['g'])]).share).toBe(15);
    expect(shareThrough(recursive, [new Set(['f'])]).share).toBe(15);
  });
});

test('any tree and path: the same as asking every stack by itself', () => {
  const names = ['a', 'b', 'c', 'd'];
  const frames = fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 8 });
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.subarray(names, { minLength: 1, maxLength: 2 }).map((keys) => new Set(keys)) },
    { weight: 1, arbitrary: fc.constant('...' as const) },
  );
  const steps = fc.array(step, { minLength: 1, maxLength: 5 });
  const stacks = fc.array(fc.tuple(frames, fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 12 });
  const options = fc.record({
    selfOnly: fc.boolean(),
    without: fc.subarray(names, { maxLength: 1 }).map((keys) => new Set(keys)),
  });
  fc.assert(
    fc.property(stacks, steps, options, (all, path, { selfOnly, without }) => {
      const builder = new CallTreeBuilder();
      let expected = 0;
      for (const [stack, weight] of all) {
        builder.add(stack, weight, 1);
        if (!stack.some((name) => without.has(name)) && matches(stack, path, selfOnly)) expected += weight;
      }
      expect(shareThrough(builder.tree, path, { selfOnly, without }).share).toBe(expected);
    }),
    { numRuns: 2000 },
  );
});

/** By trying every place for every step. */
function matches(stack: readonly string[], path: readonly PathStep[], selfOnly: boolean): boolean {
  const steps = path.filter((step) => step !== '...');
  if (steps.length === 0) return false;
  const gapBefore: boolean[] = [];
  let gap = false;
  for (const step of path) {
    if (step === '...') gap = true;
    else {
      gapBefore.push(gap);
      gap = false;
    }
  }
  /** Ends of all ways to match steps 0..i. */
  let ends = new Set<number>();
  for (const [i, keys] of steps.entries()) {
    const next = new Set<number>();
    for (let at = 0; at < stack.length; at++) {
      if (!keys.has(stack[at]!)) continue;
      const follows = i === 0 || [...ends].some((end) => (gapBefore[i] ? end < at : end === at - 1));
      if (follows || next.has(at - 1)) next.add(at);
    }
    ends = next;
  }
  return selfOnly ? ends.has(stack.length - 1) : ends.size > 0;
}

describe('share of a path over all trees of a profile', () => {
  test('own stacks add up, overlapping trees do not', () => {
    const steps: PathStep[] = [recvmsg, '...', spin];
    const own = [set({ 'udp_recvmsg;x;_raw_spin_lock_bh': 2 }), set({ 'udp_recvmsg;_raw_spin_lock_bh': 3 })];
    expect(shareInStacks(own, steps).share).toBe(5);
    const callees = [
      set({ 'udp_recvmsg;x;_raw_spin_lock_bh': 6, udp_recvmsg: 1 }, 'callees'),
      set({ 'sys_recvmsg;udp_recvmsg;x;_raw_spin_lock_bh': 7 }, 'callees'),
    ];
    expect(shareInStacks(callees, steps).share).toBe(7);
    expect(shareInStacks([...own, ...callees], steps).share).toBe(7);
    expect(shareInStacks([...own, ...callees], steps).path).toEqual([
      'sys_recvmsg',
      'udp_recvmsg',
      'x',
      '_raw_spin_lock_bh',
    ]);
  });

  test('commands and threads have no sample in common', () => {
    const sets = [
      set({ 'udp_recvmsg;f': 6 }, 'callees', { comm: 'sink' }),
      set({ 'udp_recvmsg;f': 4 }, 'callees', { comm: 'other' }),
      set({ 'udp_recvmsg;f': 1 }, 'callees', { comm: 'other', group: '1/2/' }),
    ];
    expect(shareInStacks(sets, [recvmsg]).share).toBe(11);
    expect(shareInStacks(sets, [recvmsg], { comms: new Set(['other']) }).share).toBe(5);
    expect(shareInStacks([set({ udp_recvmsg: 1 })], [recvmsg], { comms: new Set(['other']) }).share).toBe(0);
  });

  test('inclusive trees say nothing of samples in inner functions', () => {
    const sets = [set({ 'udp_recvmsg;skb_free': 3, 'udp_recvmsg;skb_free;lock_sock_fast': 9 }, 'callees')];
    expect(shareInStacks(sets, [new Set(['skb_free'])], { selfOnly: true }).share).toBe(0);
    expect(shareInStacks(sets, [fast], { selfOnly: true }).share).toBe(9);
    expect(shareInStacks([set({ 'a;lock_sock_fast': 9 }, 'callers')], [fast], { selfOnly: true }).share).toBe(0);
    expect(shareInStacks([set({ 'a;lock_sock_fast': 9 }, 'callers')], [new Set(['a']), fast]).share).toBe(9);
  });

  test('asked again, of many sets, the answer is the same', () => {
    const builder = new CallTreeBuilder();
    const sets: StackSet[] = [];
    for (let row = 0; row < 300; row++) {
      const stacks = { [`main;f${row % 7};lock`]: 1, [`main;g${row % 5};f${row % 3}`]: 2 };
      sets.push(row % 2 ? set(stacks) : set(stacks, 'callees', { comm: `c${row % 4}` }));
    }
    sets.push({ basis: 'self', tree: builder.tree });
    for (const steps of [
      [new Set(['f1'])],
      [new Set(['g2', 'f3']), '...', new Set(['lock', 'f2'])],
      [new Set(['none'])],
    ]) {
      const first = shareInStacks([...sets], steps as PathStep[]);
      for (let round = 0; round < 3; round++) expect(shareInStacks(sets, steps as PathStep[])).toEqual(first);
    }
  });

  test('nothing found', () => {
    expect(shareInStacks([], [recvmsg])).toEqual({ share: 0, line: 0, path: [] });
  });
});
