import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLines } from '../../src/input/clean.ts';
import { decodeText } from '../../src/input/decode.ts';
import { longestLine } from '../../src/input/split.ts';

/** Pieces that repairs look for, in any order. */
const pieces = [
  '    12.02%  udp_sink  [kernel.kallsyms]  [k] f',
  '    12.02%  udp_sink  [kernel.kallsyms]  [k]',
  '   PerfTop:    1513 irqs/sec  kernel:91.1%  lost: 0/0',
  "Samples: 4K of event 'cycles', Event count (approx.):",
  '# Overhead  Command  Symbol',
  '# ........  .......  ......',
  '            |--6.80%--f',
  '|–6.80%–f',
  'drop: 0/0 [4000Hz cycles],  (all, CPU: 8)',
  'symbol=',
  '=20',
  '=C2=A0',
  '> ',
  '>> >',
  '| ',
  '|---|---|',
  '| 12.02% | a |',
  '"12,02%";"udp"',
  '+',
  '```',
  '{code}',
  '<pre>',
  '&lt;',
  '<br>',
  '<script>',
  '\x1b[31m',
  '\x1b[H\x1b[2J',
  '\b',
  '\r',
  '[m',
  '--More--(24%)',
  '(END)',
  '     7\t',
  'perf.txt:12:',
  '2026-03-01T10:11:12.000Z ',
  '\u00a0',
  'â\u0096\u0092',
  '▒',
  'O.45%',
  '$ perf report \\',
  '    ',
  '\t',
  '-'.repeat(72),
  'x'.repeat(80),
];

const mangled = fc
  .array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom('', '', ' ', '\n', '\n', '\n\n')), { maxLength: 40 })
  .map((parts) => parts.map(([piece, end]) => piece + end).join(''));

/** Lines as an editor counts them. */
function lineCount(text: string): number {
  const count = text.includes('\n') ? text.split('\n').length : text.split('\r').length;
  return Math.max(count, 1);
}

describe('whatever comes in', () => {
  it('never throws, and says what it is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        const decoded = decodeText(bytes, 'x');
        if ('unread' in decoded) {
          expect(decoded.unread.looksLike).not.toBe('');
          expect(decoded.unread.lastLine).toBeGreaterThanOrEqual(decoded.unread.firstLine);
        } else cleanLines(decoded.text, 'x');
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps line numbers within the file and in order', () => {
    fc.assert(
      fc.property(fc.oneof(mangled, fc.string({ unit: 'binary', maxLength: 300 })), (text) => {
        const { lines, notes } = cleanLines(text, 'x');
        let previous = 1;
        for (const line of lines) {
          expect(line.text.length).toBeLessThanOrEqual(2 * longestLine);
          expect(line.text).not.toMatch(/[\n\r]/);
          expect(line.number).toBeGreaterThanOrEqual(previous);
          previous = line.number;
        }
        expect(previous).toBeLessThanOrEqual(lineCount(text));
        for (const note of notes) {
          expect(note).toMatchObject({ file: 'x' });
          if (note.line !== undefined) expect(note.line).toBeLessThanOrEqual(lineCount(text));
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('gives the same for the same, and a note whenever it changes anything', () => {
    fc.assert(
      fc.property(mangled, (text) => {
        const cleaned = cleanLines(text, 'x');
        expect(cleanLines(text, 'x')).toEqual(cleaned);
        const same = cleaned.lines.map((line) => line.text).join('\n') === text.replace(/\n$/, '');
        if (!same) expect(cleaned.notes.length).toBeGreaterThan(0);
      }),
      { numRuns: 2000 },
    );
  });

  it('loses no share of any row', () => {
    const rows = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 9999 }), fc.constantFrom('[kernel]', 'libc.so.6', 'rx worker 0')),
      {
        minLength: 3,
        maxLength: 30,
      },
    );
    const prefix = fc.constantFrom('', '> ', '> > >>> ', '>>', '| ', '    ', '\t', '\u00a0');
    fc.assert(
      fc.property(rows, prefix, (cells, before) => {
        const text = cells
          .map(([share, dso], i) => `${before}${(share / 100).toFixed(2).padStart(9)}%  ${dso}  [k] symbol_${i}`)
          .join('\n');
        const { lines } = cleanLines(text, 'x');
        expect(lines.map((line) => line.text.trim())).toEqual(
          cells.map(([share, dso], i) => `${(share / 100).toFixed(2)}%  ${dso}  [k] symbol_${i}`),
        );
      }),
    );
  });
});

describe('work grows with the text, not with its square', () => {
  // A repair that looks back over a line for each of its characters needs minutes for these, not a second.
  it.each(pieces.concat(' ', '<', '(', '12.02% [k] ', 'irqs/sec ', '\\x1b', "'", '1 ', '# .', 'a;b;'))(
    '%j',
    (piece) => {
      const line = piece.replaceAll('\n', '').repeat(Math.floor(longestLine / piece.length));
      for (const prefix of ['', '    12.02%  x  [k] ', '> ', '|', '+', '# ', '   ']) {
        const text = Array(4)
          .fill(prefix + line)
          .join('\n');
        expect(cleanLines(text, 'x').lines.length).toBeGreaterThan(0);
      }
    },
    5_000,
  );
});
