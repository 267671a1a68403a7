import { describe, expect, it } from 'vitest';
import type { CallTree } from '../../src/model/call-tree.ts';
import { type PathOptions, type PathStep, shareThrough } from '../../src/model/path-query.ts';

const names = Array.from({ length: 400 }, (_, i) => `f${i}`);

/** A tree of so many nodes, some names more often than others; weights are no whole numbers. */
function treeOf(size: number, seed: number): CallTree {
  let state = seed;
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const parent = new Int32Array(size).fill(-1, 0, 1);
  const symbol = new Int32Array(size).fill(-1, 0, 1);
  const self = new Float64Array(size);
  for (let node = 1; node < size; node++) {
    // Chains, mostly: that is what stacks are.
    parent[node] = random(4) === 0 ? random(node) : node - 1;
    symbol[node] = random(3) === 0 ? random(names.length) : random(20);
    self[node] = random(3) === 0 ? random(1000) / 7 : 0;
  }
  return { parent, symbol, self, line: Int32Array.from(parent, (_, node) => 10 * node), symbols: names };
}

const step = (...ids: number[]): PathStep => new Set(ids.map((id) => `f${id}`));
const questions: [PathStep[], PathOptions?][] = [
  [[step(100)]],
  [[step(100, 101, 102)], { selfOnly: true }],
  [[step(3), '...', step(200, 201)]],
  [[step(3, 4, 5), step(210, 211, 6)]],
  [[step(1, 2), '...', step(30, 31), step(40, 41)], { selfOnly: true }],
  [[step(120), '...', step(120)]],
  [[step(300, 301)], { selfOnly: true, without: new Set(['f1', 'f2', 'f300']) }],
  [[step(300, 301)], { without: new Set(['f1', 'f2']) }],
];

describe('of a large tree only the nodes that matter are looked at from the second question on', () => {
  it.each([1, 2, 3])('and the answers stay the same to the last bit (%i)', (seed) => {
    for (const [steps, options] of questions) {
      // The first question to a tree looks at all of it.
      const all = shareThrough(treeOf(20_000, seed), steps, options);
      const tree = treeOf(20_000, seed);
      shareThrough(tree, [step(0)]);
      for (let again = 0; again < 2; again++) expect(shareThrough(tree, steps, options)).toEqual(all);
    }
  });
});
