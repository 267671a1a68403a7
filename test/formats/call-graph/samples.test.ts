import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { PathStep } from '../../../src/engine/paths/path-pattern.ts';
import { shareInStacks } from '../../../src/engine/paths/path-query.ts';
import { cleanLines } from '../../../src/input/clean.ts';
import { describeShared, sharedExists, sharedFolder } from '../../support/shared.ts';
import { excess, listStacks, readTable, readTableFile, sumsOfRow, type Table } from './tables.ts';

function filesOf(folder: string, pattern: RegExp): string[] {
  if (!sharedExists(...folder.split('/'))) return [];
  return readdirSync(sharedFolder(...folder.split('/'))).filter((name) => pattern.test(name));
}

function casesOf(...folders: string[]): string[] {
  return folders.flatMap((folder) => filesOf(folder, /^[^.]*[^v]$|^[\d.]+/).map((name) => `${folder}/${name}`));
}

/** Lines below a row that hold a frame and are in no tree. */
function framesNotRead(table: Table): string[] {
  const read = new Set<number>();
  for (const { at, end } of table.trees) for (let i = at; i < end; i++) read.add(i);
  const firstRow = table.lines.findIndex((line) => line.number === table.rows[0]?.line);
  return table.lines
    .filter(({ text }, i) => i > firstRow && firstRow >= 0 && !read.has(i) && /^[ |]{10,}(?:--|[\w[])/.test(text))
    .filter(({ text }) => !/^\s*\d+[.,]\d\d%|no entry >=/.test(text))
    .map(({ text, number }) => `${number}: ${text}`);
}

function framesInTrees(table: Table): number {
  const chain = /^[ |]*(?:---|--[\d.,]+%?--)?\s*(.*)$/;
  let frames = 0;
  for (const { at, end, tree } of table.trees) {
    for (let i = at; i < end; i++) {
      const { text } = table.lines[i]!;
      if (tree.kind === 'folded') frames += text.split(/[;|]/).length;
      else if (!/^[ |]*$|^\s*\d+[.,]\d\d%\s*$/.test(text) && chain.test(text)) frames++;
    }
  }
  return frames;
}

/** Each row's own stacks sum to what the row shows, and no set goes beyond. */
function expectSums(table: Table): void {
  for (const [index, row] of table.rows.entries()) {
    const sums = sumsOfRow(table, index);
    const size = table.trees.find((tree) => tree.row === index)?.tree.name.length ?? 0;
    const shown = row.symbol !== undefined || size > 0;
    if (row.self && shown && table.trees.length > 0) {
      expect(Math.abs((sums.self ?? 0) - row.self), `row on line ${row.line}`).toBeLessThan(0.02 + 0.001 * size);
    }
    if (sums.callees !== undefined) expect(Math.abs(sums.callees - row.total!)).toBeLessThan(0.02);
    if (sums.callers !== undefined) expect(Math.abs(sums.callers - row.total!)).toBeLessThan(0.02);
  }
}

describeShared('perf-samples', 'call graphs of every perf release', () => {
  const notStdio = /color|mmaps|stats|tasks|header/;
  const reports = filesOf('perf-samples', /^(?:report-|top-.*stdio)/).filter((name) => !notStdio.test(name));
  test.each(reports)('%s', (name) => {
    const table = readTableFile(sharedFolder('perf-samples', name), 'stdio', name.startsWith('top'));
    // This screen starts in the middle of a tree.
    if (!/top-6.1-stdio-callgraph/.test(name)) expect(framesNotRead(table)).toEqual([]);
    expect(table.trees.reduce((sum, { tree }) => sum + tree.name.length, 0)).toBe(framesInTrees(table));
    expectSums(table);
    const absolute =
      /graph|default|children|deep/.test(name) && !/fractal|count|period|^report-3\.1.-default|^top/.test(name);
    for (const { tree, row } of table.trees) {
      const share = table.rows[row]!.total ?? table.rows[row]!.self!;
      if (absolute && tree.kind === 'graph') expect(excess(tree, share)).toBeLessThan(0.011);
    }
  });

  test.each(filesOf('perf-samples', /^(?:tui|top)-.*tui.*(?<!ansi)\.txt$|^tui-[^.]*\.[^.]*(?<!ansi)\.txt$/))(
    '%s',
    (name) => {
      const table = readTableFile(sharedFolder('perf-samples', name), 'tui', name.startsWith('top'));
      expectSums(table);
      const absolute = !/fractal|^top|3\.1/.test(name);
      for (const { tree, row } of table.trees) {
        const share = table.rows[row]!.total ?? table.rows[row]!.self!;
        if (absolute) expect(excess(tree, share)).toBeLessThan(0.011);
      }
    },
  );

  const modes: [string, RegExp, string][] = [
    ['report-4.10-fractal-caller.txt', /callers first.*shares of their parent/, 'fractal'],
    ['report-3.10-default.txt', /symbol first.*shares of their parent/, 'old default'],
    ['report-3.10-graph-callee.txt', /symbol first.*shares of all samples/, 'old layout, absolute'],
    ['report-3.18-default.txt', /symbol first.*shares of their parent/, 'old Children'],
    ['report-6.1-children-caller.txt', /callers first.*shares of all samples/, 'Children'],
    ['report-6.1-sort-sym.txt', /symbol first/, 'trees without their first frame'],
    ['report-6.1-graph-count.txt', /numbers of events/, 'counts'],
  ];
  test.each(modes)('%s: %s (%s)', (name, wanted) => {
    const { notes } = readTableFile(sharedFolder('perf-samples', name));
    expect(notes[0]!.text).toMatch(wanted);
    expect(notes[0]!.kind).toBe('inferred');
  });

  test('a count, a period, a percentage and a fraction of the same stacks are the same share', () => {
    const steps: PathStep[] = [
      new Set(['udp_sendmsg']),
      '...',
      new Set(['sock_def_readable']),
      new Set(['_raw_spin_unlock_irqrestore']),
    ];
    for (const kind of ['nochildren-graph-callee', 'nochildren-graph-caller', 'graph-count', 'graph-period']) {
      const { stacks } = readTableFile(sharedFolder('perf-samples', `report-6.1-${kind}.txt`));
      expect(shareInStacks(stacks, steps).share, kind).toBeCloseTo(6.8, 1);
    }
    for (const kind of ['fractal-callee', 'fractal-caller', 'flat', 'folded']) {
      const { stacks } = readTableFile(sharedFolder('perf-samples', `report-6.1-nochildren-${kind}.txt`));
      expect(shareInStacks(stacks, steps).share, kind).toBeCloseTo(6.8, 1);
    }
    const children = readTableFile(sharedFolder('perf-samples', 'report-6.1-children-caller.txt')).stacks;
    expect(shareInStacks(children, steps).share).toBeCloseTo(6.8, 1);
    expect(shareInStacks(children, [new Set(['udp_sendmsg'])]).share).toBeCloseTo(53.29, 1);
  });

  // Each is the beginning of report-6.1-nochildren-graph-callee.txt, damaged in its own way.
  const damaged = [
    'blank-lines-doubled',
    'crlf',
    'decimal-comma',
    'html-pre',
    'leading-stripped-report',
    'line-numbers',
    'markdown-fence',
    'more-pager',
    'nbsp',
    'prompt-stderr',
    'quote-gt',
    'quote-pipe',
    'smart-dashes',
    'trailing-stripped',
  ];
  test.each(damaged)('mangled-%s: the same stacks as undamaged', (name) => {
    const text = readFileSync(sharedFolder('perf-samples', `mangled-${name}.txt`), 'utf8');
    const got = listStacks(readTable(cleanLines(text, 'report.txt').lines, 'stdio').stacks);
    const want = listStacks(
      readTableFile(sharedFolder('perf-samples', 'report-6.1-nochildren-graph-callee.txt')).stacks,
    );
    expect(Object.keys(got).length).toBeGreaterThan(2);
    // The text ends within the last stack, above its outermost frames.
    for (const [path, share] of Object.entries(got)) {
      expect(
        Object.entries(want).some(([whole, same]) => whole.endsWith(path) && same === share),
        path,
      ).toBe(true);
    }
  });

  test('collapsed blanks: bars place every branch where it was', () => {
    const text = readFileSync(sharedFolder('perf-samples', 'mangled-collapsed-spaces.txt'), 'utf8');
    const { tree } = readTable(cleanLines(text, 'report.txt').lines, 'stdio').trees[0]!;
    const whole = readTableFile(sharedFolder('perf-samples', 'report-6.1-children-caller.txt')).trees[0]!.tree;
    expect(tree.name).toEqual(whole.name.slice(0, tree.name.length));
    expect(tree.parent).toEqual(whole.parent.slice(0, tree.name.length));
    expect(tree.name.length).toBeGreaterThan(20);
  });

  test('a tree deeper than the 32 levels perf draws bars for keeps all its frames', () => {
    const { trees } = readTableFile(sharedFolder('perf-samples', 'report-6.1-deep-tree.txt'));
    const { tree } = trees[0]!;
    const depth: number[] = [];
    for (const up of tree.parent) depth.push(up < 0 ? 1 : depth[up]! + 1);
    expect(Math.max(...depth)).toBe(62);
  });
});

describeShared('corpus/kernels', 'call graphs of real recordings', () => {
  const cases = casesOf('corpus/kernels', 'corpus/lab').filter((folder) => !/README|labels/.test(folder));
  const graph = /^(?:p-)?(?:callgraph|caller|children)(?:-sink|-perf[\d.]+)?\.txt$/;
  test.each(cases)('%s: nothing lost, rows add up', (folder) => {
    for (const name of filesOf(folder, graph)) {
      const table = readTableFile(sharedFolder(...folder.split('/'), name));
      expect(framesNotRead(table), name).toEqual([]);
      expect(
        table.trees.reduce((sum, { tree }) => sum + tree.name.length, 0),
        name,
      ).toBe(framesInTrees(table));
      expectSums(table);
      for (const { tree, row } of table.trees) {
        const share = table.rows[row]!.total ?? table.rows[row]!.self!;
        expect(excess(tree, share), name).toBeLessThan(0.021);
      }
      expect(table.notes[0]?.text ?? '', name).toMatch(/callgraph/.test(name) ? /symbol first|^$/ : /callers first|^$/);
    }
  });

  // p-folded.txt shows every stack of the receiver, so that each other rendering can be held against it.
  const withFolded = cases.filter((folder) => sharedExists(...folder.split('/'), 'p-folded.txt'));
  test.each(withFolded)('%s: every rendering gives the same shares', (folder) => {
    const load = (name: string) => readTableFile(sharedFolder(...folder.split('/'), name)).stacks;
    const exact = load('p-folded.txt');
    const leaves = new Set(exact.flatMap((set) => (set.basis === 'self' ? [innermost(set.tree)] : [])));
    let compared = 0;
    for (const leaf of leaves) {
      for (const { key, share } of callersOf(exact, leaf).slice(0, 2)) {
        if (share < 3 || key === '' || key === '[...]') continue;
        const steps = [new Set([key]), new Set([leaf])];
        const expected = shareInStacks(exact, steps).share;
        for (const rendering of ['p-callgraph.txt', 'p-caller.txt', 'p-children.txt']) {
          const found = shareInStacks(load(rendering), steps);
          // perf leaves out callers below 0.5 % of all samples, and stacks that round to nothing.
          expect(found.share, `${rendering}: ${key} > ${leaf}`).toBeGreaterThan(expected * 0.7 - 0.6);
          expect(found.share, `${rendering}: ${key} > ${leaf}`).toBeLessThan(expected * 1.03 + 0.6);
          expect(found.line).toBeGreaterThan(0);
          compared++;
        }
      }
    }
    expect(compared).toBeGreaterThan(5);
  });
});

/** Shares of a function by its direct caller, the largest first. */
function callersOf(sets: Table['stacks'], leaf: string): { key: string; share: number }[] {
  const shares = new Map<string, number>();
  for (const { tree } of sets) {
    for (let node = 1; node < tree.parent.length; node++) {
      if (tree.symbols[tree.symbol[node]!] !== leaf) continue;
      const up = tree.parent[node]!;
      const key = up > 0 ? tree.symbols[tree.symbol[up]!]! : '';
      shares.set(key, (shares.get(key) ?? 0) + tree.self[node]!);
    }
  }
  return [...shares].map(([key, share]) => ({ key, share })).sort((a, b) => b.share - a.share);
}

function innermost(tree: Table['stacks'][number]['tree']): string {
  return tree.symbols[tree.symbol[tree.self.findIndex((weight) => weight > 0)]!] ?? '';
}
