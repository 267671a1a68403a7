import fc from 'fast-check';
import { expect, it } from 'vitest';
import { restOfLine } from '../../src/kernel/sorted-lines.ts';

it('finds each key of sorted lines, and no other', () => {
  const key = fc.stringMatching(/^[a-d_.]{1,4}$/);
  fc.assert(
    fc.property(fc.dictionary(key, fc.stringMatching(/^[a-c ]{0,5}$/)), key, (rests, other) => {
      const keys = Object.keys(rests).sort();
      const lines = keys.map((one) => `${one} ${rests[one]}\n`).join('');
      for (const one of keys) expect(restOfLine(lines, one)).toBe(rests[one]);
      expect(restOfLine(lines, other)).toBe(Object.hasOwn(rests, other) ? rests[other] : undefined);
    }),
  );
});
