import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineOf, partOf, setsWith } from '../../src/engine/paths/forest.ts';
import type { PathStep } from '../../src/engine/paths/path-pattern.ts';
import { shareInStacks } from '../../src/engine/paths/path-query.ts';
import { CallTreeBuilder, type StackSet, SymbolTable, type TreeBasis } from '../../src/model/call-tree.ts';

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
  const sink = [
    set({
      'recvmsg;udp_recvmsg;skb_free;lock_sock_fast;_raw_spin_lock_bh': 20,
      'recvmsg;udp_recvmsg;skb_free;lock_sock_fast;_raw_spin_lock_bh;native_queued_spin_lock_slowpath': 40,
      'recvmsg;udp_recvmsg;skb_free;lock_sock_fast': 5,
      'recvmsg;udp_recvmsg;lock_sock_nested;_raw_spin_lock_bh': 3,
      'main;loop': 32,
    }),
  ];

  test('functions inlined into the next one are passed over, and may be a step, too', () => {
    const one = tree({ 'udp_recvmsg;helper;lock_sock_fast;spin_lock;_raw_spin_lock_bh': 7, 'main;helper': 3 });
    expect(shareInStacks([{ basis: 'self', tree: one }], [fast, spin]).share).toBe(0);
    const inlined = new Set(['spin_lock', 'helper'].map((name) => one.symbols.indexOf(name)));
    const sets = [{ basis: 'self' as const, tree: { ...one, inlined } }];
    expect(shareInStacks(sets, [recvmsg, fast, spin]).share).toBe(7);
    expect(shareInStacks(sets, [recvmsg, new Set(['helper']), fast]).share).toBe(7);
    expect(shareInStacks(sets, [recvmsg, spin]).share).toBe(0);
  });

  test('neighbours, gaps, and frames of one step in a row', () => {
    expect(shareInStacks(sink, [fast, spin]).share).toBe(60);
    expect(shareInStacks(sink, [recvmsg, spin]).share).toBe(0);
    expect(shareInStacks(sink, [recvmsg, '...', spin]).share).toBe(63);
    expect(shareInStacks(sink, [recvmsg, '...', fast]).share).toBe(65);
    expect(shareInStacks(sink, [spin, '...', recvmsg]).share).toBe(0);
    expect(shareInStacks(sink, [new Set(['nowhere']), '...', spin]).share).toBe(0);
  });

  test('a gap may be empty', () => {
    expect(shareInStacks(sink, [fast, '...', spin]).share).toBe(60);
  });

  test('stacks with a frame that is not wanted do not count', () => {
    expect(shareInStacks(sink, [spin], fast).share).toBe(3);
    expect(shareInStacks(sink, [recvmsg], spin).share).toBe(5);
  });

  test('of what a softirq interrupted, frames that are not wanted bar nothing that begins in the softirq', () => {
    const lock = [new Set(['lock'])];
    const without = new Set(['sendmsg']);
    const nested = [set({ 'sendmsg;net_rx_action;lock': 3, 'net_rx_action;sendmsg;lock': 4, 'sendmsg;lock': 5 })];
    expect(shareInStacks(nested, lock, without).share).toBe(3);
    const begun = [set({ 'sendmsg;lock;net_rx_action;copy': 3 })];
    expect(shareInStacks(begun, lock, without).share).toBe(0);
  });

  test('the line is that of the heaviest match', () => {
    expect(shareInStacks(sink, [spin]).line).toBe(1);
    const two = [set({ 'a;lock': 1, 'b;lock': 2 })];
    expect(shareInStacks(two, [new Set(['lock'])])).toEqual({ share: 3, line: 2, path: ['b', 'lock'] });
    expect(shareInStacks(two, [new Set(['c'])])).toEqual({ share: 0, line: 0, path: [] });
  });

  test('recursion counts a sample once', () => {
    const recursive = [set({ 'f;g;f;g;leaf': 10, 'f;g': 5 })];
    expect(shareInStacks(recursive, [new Set(['f']), new Set(['g'])]).share).toBe(15);
    expect(shareInStacks(recursive, [new Set(['f'])]).share).toBe(15);
  });
});

test('any stacks and path: the same as asking every stack by itself', () => {
  const names = ['a', 'b', 'c', 'd'];
  const frames = fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 8 });
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.subarray(names, { minLength: 1, maxLength: 2 }).map((keys) => new Set(keys)) },
    { weight: 1, arbitrary: fc.constant('...' as const) },
  );
  const steps = fc.array(step, { minLength: 1, maxLength: 5 });
  const stack = fc.record({ frames, weight: fc.integer({ min: 0, max: 9 }), row: fc.nat(3) });
  const stacks = fc.array(stack, { minLength: 1, maxLength: 12 });
  const unwanted = fc.subarray(names, { maxLength: 1 }).map((keys) => new Set(keys));
  const question = fc.record({ path: steps, without: unwanted });
  fc.assert(
    fc.property(stacks, fc.array(question, { minLength: 1, maxLength: 4 }), (all, questions) => {
      const table = new SymbolTable();
      const builders = [0, 1, 2, 3].map(() => new CallTreeBuilder(table));
      for (const { frames, weight, row } of all) builders[row]!.add(frames, weight, 1);
      const sets = builders.map(({ tree }, row): StackSet => ({ basis: 'self', tree, row, comm: `task${row % 2}` }));
      const ofTask = partOf(sets, ({ comm }) => comm === 'task1');
      for (const { path, without } of questions) {
        const holding = all.filter(({ frames }) => !frames.some((name) => without.has(name)) && matches(frames, path));
        const shareOf = (of: typeof all) => of.reduce((sum, { weight }) => sum + weight, 0);
        expect(shareInStacks(sets, path, without).share).toBe(shareOf(holding));
        expect(shareInStacks(ofTask, path, without).share).toBe(shareOf(holding.filter(({ row }) => row % 2 === 1)));
      }
    }),
    { numRuns: 2000 },
  );
});

/** By trying every place for every step. */
function matches(stack: readonly string[], path: readonly PathStep[]): boolean {
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
  return ends.size > 0;
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
    expect(
      shareInStacks(
        partOf(sets, ({ comm }) => comm === 'other'),
        [recvmsg],
      ).share,
    ).toBe(5);
  });

  test('stacks of callers count as those of callees do', () => {
    const sets = [set({ 'a;lock_sock_fast': 9 }, 'callers'), set({ 'b;lock_sock_fast': 4 }, 'callers')];
    expect(shareInStacks(sets, [new Set(['a']), fast]).share).toBe(9);
    expect(shareInStacks(sets, [fast]).share).toBe(9);
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

test('sets and lines by the names of their frames, of frames without samples too', () => {
  const sets = [
    set({ 'main;udp_recvmsg': 2 }, 'self', { comm: 'sink' }),
    set({ 'main;loop': 3, 'main;udp_recvmsg': 0 }, 'callees', { comm: 'other' }),
  ];
  const isReader = (name: string) => name === 'udp_recvmsg';
  expect(setsWith(sets, isReader)).toEqual(sets);
  expect(setsWith(sets, (name) => name === 'loop')).toEqual([sets[1]]);
  const others = partOf(sets, ({ comm }) => comm === 'other');
  expect(setsWith(others, isReader)).toEqual([sets[1]]);
  expect(lineOf(sets, 'udp_recvmsg')).toBe(1);
  expect(lineOf(others, 'udp_recvmsg')).toBe(2);
  expect(lineOf(sets, 'nowhere')).toBeUndefined();
});
