import { expect, test } from 'vitest';
import { colourWanted } from '../../src/cli/colour.ts';
import { didYouMean } from '../../src/cli/did-you-mean.ts';

test('a terminal is coloured unless it is dumb or the user said no', () => {
  const tty = { flag: undefined, tty: true };
  expect(colourWanted({ ...tty, env: {} })).toBe(true);
  expect(colourWanted({ ...tty, env: { TERM: 'dumb' } })).toBe(false);
  expect(colourWanted({ ...tty, env: { NO_COLOR: '1' } })).toBe(false);
  expect(colourWanted({ ...tty, env: { NO_COLOR: '' } })).toBe(true);
  expect(colourWanted({ ...tty, env: { FORCE_COLOR: '0' } })).toBe(false);
  expect(colourWanted({ ...tty, flag: false, env: { FORCE_COLOR: '1' } })).toBe(false);
});

test('a misspelt id finds its neighbour, another word does not', () => {
  const ids = ['socket-lock', 'receive-queue-lock', 'page-frag-free'];
  expect(didYouMean('soket-lock', ids)).toBe('socket-lock');
  expect(didYouMean('page_frag_free', ids)).toBe('page-frag-free');
  expect(didYouMean('queue', ids)).toBe('receive-queue-lock');
  expect(didYouMean('report.txt', ids)).toBeUndefined();
});
