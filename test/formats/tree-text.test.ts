import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compiled, TreeScanner } from '../../src/formats/call-graph/scanner/tree-scanner.ts';
import { cut } from '../../src/formats/cut.ts';
import { readCase } from '../../src/formats/read-case.ts';
import { readTreeText } from '../../src/formats/tree-text.ts';
import { cleanLines } from '../../src/input/clean.ts';
import { decodeText } from '../../src/input/decode.ts';
import type { Sink, TextSource } from '../../src/input/input.ts';
import type { Profile } from '../../src/model/profile.ts';
import { folded, grow, type Stack, stdio, styles } from './call-graph/render.ts';

const head = [
  "# Samples: 980K of event 'cpu-clock'",
  '# Event count (approx.): 245000000000',
  '#',
  '# Overhead  Command   Shared Object      Symbol',
  '# ........  ........  .................  ..........................',
  '#',
];
const row = (share: number, name: string) =>
  `${share.toFixed(2).padStart(9)}%  udp_sink  [kernel.kallsyms]  [k] ${name}`;

const stacks: Stack[] = [
  { frames: ['lock_fn', 'lock_sock', 'udp_recvmsg', '__sys_recvfrom', 'main'], share: 0.06 },
  { frames: ['lock_fn', 'lock_sock', 'tcp_recvmsg', '0xffffffff', 'main'], share: 0.03 },
  { frames: ['lock_fn', 'queue', '[unknown]', 'std::vector<int>::push'], share: 0.02 },
];
const treeOf = (style: keyof typeof styles) => [row(0.11, 'lock_fn'), ...stdio(grow(stacks), styles[style])];
const chainsOf = (value: string) => [
  row(0.11, 'lock_fn'),
  ...folded(stacks.slice(0, 2)).map((line) => line.replace(/^\S+/, value)),
  '',
];

/** Rows with call graphs, more than a report needs to be large. */
function repeated(block: readonly string[], least = 270_000): string[] {
  const lines = [...head];
  for (let size = 0; size < least; size += block.join('\n').length) lines.push(...block);
  return lines;
}

const bytesOf = (lines: readonly string[]) => new TextEncoder().encode(`${lines.join('\n')}\n`);

/** What the text holds, read as text. */
function asText(bytes: Uint8Array) {
  const decoded = decodeText(bytes, 'f');
  if ('unread' in decoded) throw new Error(decoded.unread.looksLike);
  const clean = cleanLines(decoded.text, 'f');
  return { ...cut(clean.lines, 'f'), repaired: [...decoded.notes, ...clean.notes] };
}

/** The same, its call graphs read from the bytes, or undefined when they must be read as text. */
function asTrees(bytes: Uint8Array, source: TextSource = bytes, as: 'compiled' | 'plain' = 'compiled') {
  const scanner = () => new TreeScanner(as === 'plain' ? undefined : compiled());
  const text = readTreeText(bytes, source, 'f', bytes.length, scanner);
  const sections = text && cut(text.lines, 'f');
  return text?.unopened.opened ? undefined : sections;
}

describe('call graphs of a large report', () => {
  const styled = Object.keys(styles) as (keyof typeof styles)[];
  test.each(styled)('are read from the bytes as from the text, of %s', (style) => {
    const bytes = bytesOf(repeated(treeOf(style)));
    const { repaired, ...text } = asText(bytes);
    expect(repaired).toEqual([]);
    expect(asTrees(bytes)).toEqual(text);
  });

  test.each(['30', '6.80%'])('of -g folded too, with values like %s', (value) => {
    const bytes = bytesOf(repeated(chainsOf(value)));
    const { repaired, ...text } = asText(bytes);
    expect(repaired).toEqual([]);
    expect(asTrees(bytes)).toEqual(text);
  });

  test('of two outputs in one text', () => {
    const one = repeated(treeOf(styled[0]!));
    const bytes = bytesOf([...one, '', ...one]);
    const { repaired, ...text } = asText(bytes);
    expect(repaired).toEqual([]);
    expect(text.captures.length).toBe(2);
    expect(asTrees(bytes)).toEqual(text);
  });

  const inPieces = (bytes: Uint8Array, sizes: readonly number[]) => (to: Sink) => {
    for (let at = 0, i = 0; at < bytes.length; i++) {
      const count = Math.min(sizes[i % sizes.length]!, to.space().length, bytes.length - at);
      to.space().set(bytes.subarray(at, at + count));
      to.filled(count);
      at += count;
    }
  };

  test('do not depend on the pieces they come in', () => {
    const bytes = bytesOf(repeated(treeOf('4.10')));
    const whole = asTrees(bytes);
    const sizes = fc.array(fc.integer({ min: 20, max: 5000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(sizes, (cut) => {
        expect(asTrees(bytes, inPieces(bytes, cut))).toEqual(whole);
      }),
      { numRuns: 10 },
    );
  });

  test('of several megabytes are read from the bytes as from the text', () => {
    const bytes = bytesOf(repeated([...treeOf('4.10'), ...treeOf('4.10')], 3_000_000));
    const { repaired, ...text } = asText(bytes);
    expect(repaired).toEqual([]);
    expect(asTrees(bytes)).toEqual(text);
    expect(asTrees(bytes, inPieces(bytes, [100_000]))).toEqual(text);
  });

  test('are compiled here', () => expect(compiled()).toBeDefined());

  test('a line that is kept as text leaves the rest of its tree as it was', () => {
    const tree = treeOf('4.10');
    const foreign = tree.map((line) => line.replace(/udp_recvmsg$/, '.udp_recvmsg'));
    expect(foreign).not.toEqual(tree);
    const bytes = bytesOf(repeated([...tree, ...foreign]));
    const { repaired, ...text } = asText(bytes);
    expect(repaired).toEqual([]);
    expect(asTrees(bytes)).toEqual(text);
  });

  test('of rows without samples have nothing to share', () => {
    const none = treeOf('4.10').map((line) => line.replace(/ \d\.\d\d% {2}/, ' 0.00%  '));
    const bytes = bytesOf([...repeated(treeOf('4.10')), ...none, ...none]);
    const { repaired, ...text } = asText(bytes);
    expect(repaired).toEqual([]);
    expect(asTrees(bytes)).toEqual(text);
    const { rows, stacks } = text.captures[0] as Profile;
    expect(rows.filter(({ self }) => self === 0)).toHaveLength(2);
    expect(stacks.every(({ row }) => rows[row!]!.self! > 0)).toBe(true);
  });

  test('below 32 levels, where perf draws no bars, are read the same', () => {
    const below = [0, 1].map((n) => [...Array.from({ length: 40 }, (_, i) => `f${i}`), `end${n}`]);
    const deep: Stack[] = below.map((frames) => ({ frames, share: 0.1 }));
    for (let i = 1; i < 40; i++) deep.push({ frames: [...below[0]!.slice(0, i), 'other', 'leaf'], share: 0.05 });
    const tree = stdio(grow(deep), styles['4.10']).map((line) =>
      /^[ |]{430,}$/.test(line) ? ' '.repeat(line.length) : line,
    );
    expect(tree.some((line) => /^ {430,}$/.test(line))).toBe(true);
    const bytes = bytesOf(repeated([row(2.15, 'f0'), ...tree]));
    const { repaired, ...text } = asText(bytes);
    expect(repaired).toEqual([]);
    expect(asTrees(bytes)).toEqual(text);
  });

  // Lines that people, editors and mail leave in a report, and those that perf prints in other tables.
  const odd = [
    '',
    '            ',
    ' '.repeat(40),
    '\t|',
    '            |',
    '            |          ',
    '            |--5.00%---x',
    '            |--1.00%--',
    '            |--1.00%-- spaced',
    '            --100.00%--a b',
    '            ---root',
    '            --- root',
    '            |          0',
    '            |          0xffff ',
    '            |          name=',
    '            |          |name',
    '            |          `a',
    '            |          ```',
    '            |–6.80%–name',
    '            |--6,80%--name',
    '            (*) x',
    '            ...',
    '            -->x',
    '            a',
    '            12.00%',
    '            [...]',
    '          10 short',
    '       short',
    'left',
    '12',
    '12 a;b',
    '13 a;b c;d',
    '14 [k];x',
    '0.15% a;b',
    '0.15% std::vector<char,;b',
    '0.16% a;;b',
    'udp-tx  [k] continued',
    '> quoted',
    '| piped',
    '#',
    '# ....................................................................',
    '  42  100.00% other',
    '   0.01%  c  [kernel]  [k] f',
    'carriage\r',
    'nul\0',
    'größe',
    '...',
    '&lt;pre&gt;',
  ];
  const change = fc.record({
    at: fc.nat(),
    text: fc.constantFrom(...odd),
    how: fc.constantFrom('insert', 'replace', 'cut'),
  });
  const block = fc.constantFrom(
    ...styled.map(treeOf),
    chainsOf('30'),
    chainsOf('6.80%'),
    chainsOf('6.80%').slice(0, -1),
  );

  test('among odd lines are read the same, or as text', () => {
    let packed = 0;
    fc.assert(
      fc.property(fc.array(block, { maxLength: 6 }), fc.array(change, { maxLength: 4 }), (blocks, changes) => {
        const lines = blocks.flat();
        for (const { at, text, how } of changes) {
          const place = at % (lines.length + 1);
          if (how === 'cut') lines[place] = lines[place]?.slice(0, at % 40) ?? text;
          else lines.splice(place, how === 'insert' ? 0 : 1, text);
        }
        const bytes = bytesOf([...padding, ...lines]);
        const trees = asTrees(bytes);
        expect(asTrees(bytes, bytes, 'plain')).toEqual(trees);
        if (!trees) return;
        packed++;
        const { repaired, ...text } = asText(bytes);
        expect(repaired).toEqual([]);
        expect(trees).toEqual(text);
      }),
      { numRuns: 150 },
    );
    expect(packed).toBeGreaterThan(20);
  });
  const padding = repeated(treeOf('4.10'), 110_000);
});

test('a repair that a large report needs is made', () => {
  const lines = repeated(treeOf('4.10')).map((line) => `> ${line}`);
  const { captures, notes } = readCase([{ name: 'f', bytes: bytesOf(lines) }]);
  expect(captures[0]).toHaveProperty(
    'stacks.length',
    repeated(treeOf('4.10')).filter((line) => line.includes('[k]')).length,
  );
  expect(notes[0]?.text).toContain('quote');
});

test('a pipe that holds a report is read once', () => {
  const bytes = bytesOf(repeated(treeOf('4.10')));
  const pipe = {
    name: 'f',
    head: bytes.subarray(0, 262_144),
    stream: () => {
      throw new Error('read in pieces, and then?');
    },
    whole: () => bytes,
  };
  expect(readCase([pipe])).toEqual(readCase([{ name: 'f', bytes }]));
});
