import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apportion } from '../../src/collapse/apportion.ts';

const weights = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 200 });

describe('apportion', () => {
  test('gives whole numbers with the very sum, none off by one or more', () => {
    fc.assert(
      fc.property(weights, fc.nat(2 ** 50), (shares, total) => {
        const sum = shares.reduce((all, share) => all + share, 0);
        fc.pre(sum > 1e-9);
        const parts = apportion(shares, total);
        expect(parts.reduce((all, part) => all + part, 0)).toBe(total);
        for (const [i, part] of parts.entries()) {
          expect(Number.isInteger(part) && part >= 0).toBe(true);
          expect(Math.abs(part - (shares[i]! / sum) * total)).toBeLessThan(1.01);
        }
      }),
    );
  });

  test('gives what is left over to those that lost most, the first of equals', () => {
    expect(apportion([1, 1, 1], 100)).toEqual([34, 33, 33]);
    expect(apportion([10, 1, 29], 3)).toEqual([1, 0, 2]);
  });

  test('gives nothing where there is nothing', () => {
    expect(apportion([], 10)).toEqual([]);
    expect(apportion([0, 0], 10)).toEqual([0, 0]);
  });
});
