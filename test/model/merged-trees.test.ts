import { expect, test } from 'vitest';
import { CallTreeBuilder, type StackSet, type TreeBasis, totals } from '../../src/model/call-tree.ts';
import { mergeTrees } from '../../src/model/merge-trees.ts';

function set(stacks: Record<string, number>, basis: TreeBasis, comm?: string): StackSet {
  const builder = new CallTreeBuilder();
  for (const [path, weight] of Object.entries(stacks)) builder.add(path.split(';'), weight, 1);
  return { basis, tree: builder.tree, ...(comm && { comm }) };
}

test('stacks of all rows become one tree', () => {
  const tree = mergeTrees([set({ 'main;a;b': 2 }, 'self'), set({ 'main;a': 3 }, 'self')]);
  expect(totals(tree)[0]).toBe(5);
  expect(tree.parent.length).toBe(4);
});

test('a Children report: trees of the outermost functions, once', () => {
  const tree = mergeTrees([
    set({ 'main;send;lock': 40, 'main;send': 30 }, 'callees', 'tx'),
    set({ 'send;lock': 40, send: 30 }, 'callees', 'tx'),
    set({ 'start_thread;recv': 20 }, 'callees', 'tx'),
    set({ '[...];lock': 40 }, 'self', 'tx'),
    set({ '[...];send': 30 }, 'self', 'tx'),
    set({ '[...];recv': 20 }, 'self', 'tx'),
  ]);
  expect(totals(tree)[0]).toBe(90);
  expect(tree.symbols.map((name) => name).sort()).toEqual(['lock', 'main', 'recv', 'send', 'start_thread']);
});

test('own stacks are kept where they tell more than the overlapping trees', () => {
  const tree = mergeTrees([set({ 'lock;slow': 5 }, 'callees'), set({ 'main;lock': 50, 'main;slow': 5 }, 'self')]);
  expect(totals(tree)[0]).toBe(55);
});

test('a builder finds its nodes again however many there are', () => {
  const builder = new CallTreeBuilder();
  for (let round = 0; round < 2; round++) {
    for (let i = 0; i < 3000; i++) builder.add(['root', `f${i % 60}`, `g${i}`], 1, i);
  }
  expect(builder.tree.parent.length).toBe(2 + 60 + 3000);
  expect(totals(builder.tree)[0]).toBe(6000);
});
