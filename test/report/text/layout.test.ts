import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bar } from '../../../src/report/text/bars.ts';
import { columns } from '../../../src/report/text/columns.ts';
import { count, grouped, percent, times } from '../../../src/report/text/numbers.ts';
import { displayWidth, pad, printable, shorten } from '../../../src/report/text/width.ts';
import { wrap } from '../../../src/report/text/wrap.ts';

describe('width', () => {
  test.each([
    ['udp_recvmsg', 11],
    ['漢字', 4],
    ['e\u0301', 1],
    ['données', 7],
    ['🔥', 2],
    ['한국', 4],
    ['', 0],
  ])('%s takes %i columns', (text, columnsTaken) => {
    expect(displayWidth(text)).toBe(columnsTaken);
  });

  test('padding counts columns, not characters', () => {
    expect(pad('漢', 4)).toBe('漢  ');
    expect(pad('abcdef', 4)).toBe('abcdef');
  });

  test('long names keep both ends', () => {
    expect(shorten('/home/user/tickets/4711/report.txt', 20)).toBe('/home/use...port.txt');
    expect(displayWidth(shorten('漢'.repeat(50), 21))).toBeLessThanOrEqual(21);
  });
});

describe('printable', () => {
  test.each([
    ['\u001b[2J', '\\x1b[2J'],
    ['a\tb', 'a b'],
    ['a\nb', 'a b'],
    ['a\u202eb', 'a\\u202eb'],
    ['\u009b31m', '\\x9b31m'],
    ['\ud800', '\ufffd'],
    ['données 漢字', 'données 漢字'],
  ])('%j is shown as %j', (raw, shown) => {
    expect(printable(raw)).toBe(shown);
  });
});

describe('wrap', () => {
  test('breaks at spaces', () => {
    expect(wrap('the quick brown fox', 10)).toEqual(['the quick', 'brown fox']);
  });

  test('keeps numbers and their percent signs together', () => {
    expect(wrap('is 93.27 % of', 8)).toEqual(['is', '93.27 %', 'of']);
  });

  test('breaks a word that is longer than the line', () => {
    expect(wrap('a std::map<Key>::find', 8)).toEqual(['a', 'std::map', '<Key>::f', 'ind']);
  });

  test('loses nothing and keeps to the width', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 2, max: 60 }), (raw, width) => {
        const shown = printable(raw);
        const lines = wrap(shown, width);
        expect(lines.join('').replaceAll(' ', '')).toBe(shown.replaceAll(' ', ''));
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});

test('columns stand side by side and end without spaces', () => {
  const lines = columns([
    { text: 'ab', width: 4 },
    { text: '1.00 %', width: 8, align: 'right' },
    { text: 'one two three', width: 7 },
  ]);
  expect(lines).toEqual(['ab      1.00 %  one two', '                three']);
});

test('bars show that a small share is not nothing', () => {
  expect([bar(0, 10), bar(0.2, 10), bar(50, 10), bar(100, 10), bar(104, 10)]).toEqual([
    '',
    '#',
    '#####',
    '##########',
    '##########',
  ]);
});

test('numbers read the same everywhere', () => {
  expect(percent(7.8)).toBe('7.80 %');
  expect([times(4.0128), times(1.085), times(Number.POSITIVE_INFINITY), times(1000)]).toEqual([
    '4.0x',
    '1.08x',
    'over 100x',
    'over 100x',
  ]);
  expect([count(1, 'row'), count(24012, 'sample'), grouped(1234567)]).toEqual(['1 row', '24,012 samples', '1,234,567']);
});
