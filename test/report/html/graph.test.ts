import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallTreeBuilder } from '../../../src/model/call-tree.ts';
import { type Graph, layOut, widths } from '../../../src/report/html/graph.ts';
import { mark, type TreeView } from '../../../src/report/html/input.ts';

function viewOf(stacks: readonly (readonly [string, number])[], base = 100): TreeView {
  const builder = new CallTreeBuilder();
  for (const [stack, share] of stacks) builder.add(stack.split(';'), share, 1);
  const { tree } = builder;
  const marks = new Uint8Array(tree.parent.length);
  return { file: 'a.folded', of: 'the samples', side: 'any', base, tree, marks, marked: 0, idle: 0 };
}

interface Frame {
  readonly parent: number;
  readonly name: string;
  readonly folded: number;
  readonly left: number;
  readonly width: number;
}

function framesOf({ frames, names }: Graph): Frame[] {
  const list: Frame[] = [];
  for (let at = 0; at < frames.length; at += 9) {
    const [parent, id, left, width] = frames.slice(at, at + 4) as [number, number, number, number];
    list.push({ parent, name: id < 0 ? '' : names[id]![0], folded: id < 0 ? -id : 0, left, width });
  }
  return list;
}

describe('layout of a call graph', () => {
  it('gives each frame its share of the width, the largest first', () => {
    const [graph] = layOut([
      viewOf([
        ['main;recv', 60],
        ['main', 15],
        ['idle', 25],
      ]),
    ]);
    const frames = framesOf(graph!);
    expect(frames).toEqual([
      { parent: -1, name: 'all', folded: 0, left: 0, width: widths },
      { parent: 0, name: 'main', folded: 0, left: 0, width: widths * 0.75 },
      { parent: 1, name: 'recv', folded: 0, left: 0, width: widths * 0.6 },
      { parent: 0, name: 'idle', folded: 0, left: widths * 0.75, width: widths * 0.25 },
    ]);
  });

  it('leaves the part of the width empty that no stack in the text accounts for', () => {
    const [graph] = layOut([viewOf([['main;recv', 20]], 50)]);
    expect(framesOf(graph!).map(({ name, width }) => [name, width])).toEqual([
      ['all', widths],
      ['main', widths * 0.4],
      ['recv', widths * 0.4],
      ['no stack in the text', widths * 0.6],
    ]);
    expect(graph).toMatchObject({ total: 100, shown: 40 });
  });

  it('folds what no screen could show into one rectangle per caller, and says how many frames and samples', () => {
    const small = Array.from({ length: 50 }, (_, i): [string, number] => [`main;small${i};leaf`, 0.001]);
    const [graph] = layOut([viewOf([['main;recv', 99.95], ...small])]);
    const frames = framesOf(graph!);
    expect(frames.map(({ name, folded }) => name || folded)).toEqual(['all', 'main', 'recv', 100]);
    expect(frames.at(-1)).toMatchObject({ parent: 1, left: 999_500, width: 500 });
    expect(graph!.folded).toMatchObject({ frames: 100, into: 1 });
  });

  it('loses no sample, puts callees below their callers and stays small, whatever the tree', () => {
    const stack = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1, maxLength: 12 });
    const share = fc.double({ min: 0.0001, max: 5, noNaN: true });
    const stacks = fc.array(fc.tuple(stack, share), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(stacks, (list) => {
        const all = list.reduce((sum, [, weight]) => sum + weight, 0);
        const view = viewOf(
          list.map(([frames, weight]) => [frames.join(';'), weight]),
          all,
        );
        const graph = layOut([view])[0]!;
        expect(graph.total).toBeCloseTo(100, 6);
        const frames = framesOf(graph);
        const children = frames.map(() => 0);
        for (const { parent, left, width } of frames.slice(1)) {
          const up = frames[parent]!;
          expect(left).toBeGreaterThanOrEqual(up.left);
          expect(left + width).toBeLessThanOrEqual(up.left + up.width);
          children[parent]! += width;
        }
        const shown = frames.filter(({ folded }) => folded === 0).length - 1;
        const inTree = view.tree.parent.length - 1;
        expect(shown + graph.folded.frames).toBe(inTree);
      }),
    );
  });

  it('never shows more frames than a browser can handle, and keeps those of the culprit', () => {
    const wide = Array.from({ length: 30_000 }, (_, i): [string, number] => [`main;f${i}`, 100 / 30_001]);
    const view = viewOf([...wide, ['main;rare;spin', 100 / 30_001 / 3]]);
    const { tree, marks } = view;
    for (const [node, id] of tree.symbol.entries())
      if (/^(main|rare|spin)$/.test(tree.symbols[id] ?? '')) marks[node] = mark.culprit;
    const graph = layOut([view])[0]!;
    expect(framesOf(graph).length).toBeLessThan(5000);
    const folded = framesOf(graph).reduce((sum, frame) => sum + frame.folded, 0);
    expect(folded).toBeGreaterThan(25_000);
  });

  it('tells frames that are the culprit as a whole from those whose own samples are', () => {
    const view = viewOf([
      ['syscall;copy_from_user', 30],
      ['syscall', 20],
      ['syscall;udp_recvmsg', 50],
    ]);
    for (const [node, id] of view.tree.symbol.entries())
      if (/^(syscall|copy_from_user)$/.test(view.tree.symbols[id] ?? '')) view.marks[node] = mark.culprit;
    const { frames, names } = layOut([view])[0]!;
    const marks: Record<string, number> = {};
    for (let at = 0; at < frames.length; at += 9) marks[names[frames[at + 1]!]![0]] = frames[at + 8]!;
    expect(marks).toEqual({ all: 0, syscall: mark.own, copy_from_user: mark.culprit, udp_recvmsg: mark.none });
  });

  it('cuts names that no page could show', () => {
    const [graph] = layOut([viewOf([[`std::map<${'Key, '.repeat(2000)}>::find`, 100]])]);
    const name = graph!.names[2]![0];
    expect(name.length).toBeLessThanOrEqual(240);
    expect(name).toMatch(/^std::map<Key.*\.\.\..*>::find$/);
  });
});
