import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { looksLikeFrame } from '../../../src/formats/call-graph/frame-name.ts';
import { readTree } from '../../../src/formats/call-graph/read-tree.ts';
import { toStackSets } from '../../../src/formats/call-graph/to-stacks.ts';
import { totals } from '../../../src/model/call-tree.ts';
import { grow, stdio, styles, tui } from './render.ts';
import { linesOf } from './tables.ts';

const whole = grow([
  { frames: ['lock_fn', 'a', 'b', 'main'], share: 4 },
  { frames: ['lock_fn', 'a', 'c', 'd'], share: 3 },
  { frames: ['lock_fn', 'e'], share: 2.5 },
]);
const sources = [stdio(whole, styles['4.10']), stdio(whole, styles['3.18 fractal']), tui(whole)];
const scraps = [
  '',
  ' ',
  '|',
  '12.02%',
  '30',
  '            ---',
  '   |--6.80%--',
  '--',
  '%',
  '+',
  '- 1.00%',
  '   + 200.00% x',
  '-nan% f',
  '9999999999999999999999 f;g',
  '5.00% ;;;',
  '     [...]',
  '            |--99.99%--[...]',
  '2.00%--',
  '\t|\t--3.00%--tab',
];

/** A real tree with lines dropped, repeated, cut or replaced. */
const mangled = fc
  .tuple(
    fc.constantFrom(...sources),
    fc.array(fc.tuple(fc.nat(40), fc.constantFrom('drop', 'twice', 'cut', 'trim', 'scrap'), fc.nat(30)), {
      maxLength: 12,
    }),
  )
  .map(([source, edits]) => {
    const lines = [...source];
    for (const [where, how, n] of edits) {
      const at = where % Math.max(1, lines.length);
      const line = lines[at] ?? '';
      if (how === 'drop') lines.splice(at, 1);
      else if (how === 'twice') lines.splice(at, 0, line);
      else if (how === 'cut') lines[at] = line.slice(n);
      else if (how === 'trim') lines[at] = line.trim();
      else lines.splice(at, 0, scraps[n % scraps.length]!);
    }
    return lines;
  });

describe('whatever the text holds', () => {
  test('trees end, parents come before children, shares never exceed the row', () => {
    fc.assert(
      fc.property(
        mangled,
        fc.constantFrom('stdio' as const, 'tui' as const),
        fc.boolean(),
        (texts, layout, children) => {
          const lines = linesOf(texts.join('\n'));
          for (let at = 0; at < lines.length; at++) {
            const read = readTree(lines, at, layout);
            if (!read) continue;
            const { tree, end } = read;
            expect(end).toBeGreaterThan(at);
            expect(end).toBeLessThanOrEqual(lines.length);
            expect(tree.parent.length).toBeGreaterThan(0);
            for (const [node, up] of tree.parent.entries()) expect(up).toBeLessThan(node);
            const row = { line: 1, key: 'lock_fn', self: 9.5, ...(children && { total: 20 }) };
            const { stacks } = toStackSets([{ tree, row: 0 }], [row], { children, live: false }, 'f');
            const sums = { self: 0, callees: 0, callers: 0 };
            for (const set of stacks) {
              for (const weight of set.tree.self) expect(weight).toBeGreaterThanOrEqual(0);
              sums[set.basis] += totals(set.tree)[0]!;
            }
            expect(sums.self).toBeLessThan(9.51);
            expect(Math.max(sums.callees, sums.callers)).toBeLessThan(20.01);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('trees of hundreds of thousands of characters are read to their end', () => {
    const long = `${'x/'.repeat(30_000)}.c:1`;
    const suffixes = `f (${'predicted:1 '.repeat(5000)})`;
    const many = Array.from({ length: 20_000 }, (_, i) => `   ${i % 2 ? '-' : '+'} ${(i % 90) + 0.5}0% f${i % 50}`);
    const texts: [string, 'stdio' | 'tui'][] = [
      [`            |\n            ---${long}\n               ${suffixes}\n               a ${long}`, 'stdio'],
      [many.join('\n'), 'tui'],
      [many.map((line) => line.trim()).join('\n'), 'tui'],
      [many.map((_, i) => `- ${i % 2 ? '' : `${(9 - i / 4000).toFixed(2)}% `}f${i}`).join('\n'), 'tui'],
      [many.map((_, i) => `${'| '.repeat(i % 300)}|--1.00%--f`).join('\n'), 'stdio'],
      [`            |\n${many.map((_, i) => `            ${' '.repeat(i % 3000)}|--1.00%--f`).join('\n')}`, 'stdio'],
    ];
    for (const [text, layout] of texts) {
      const read = readTree(linesOf(text), 0, layout)!;
      const row = { line: 1, key: 'f', self: 10 };
      const { stacks } = toStackSets([{ tree: read.tree, row: 0 }], [row], { children: false, live: false }, 'f');
      expect(stacks).toHaveLength(1);
      looksLikeFrame(text.slice(0, 60_000));
    }
  });
});
