import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NotReadHere, recordingSections } from '../../../src/formats/perf-data/reader.ts';
import { memorySource } from '../../../src/input/read-bytes-at.ts';
import { fixture } from '../../support/shared.ts';
import { fixtureSymbols } from './files.ts';

const recordings = ['udp-flood.data', 'udp-flood-pipe.data', 'drops.data', 'drops-pipe.data'].map((name) =>
  readFileSync(fixture('perf-data', name)),
);

/** Either it is read, with what is wrong in words, or it is refused for a reason. */
async function readsOrRefuses(bytes: Uint8Array): Promise<void> {
  try {
    const input = { name: 'perf.data', recording: memorySource(bytes), parts: [] };
    const { captures, unread } = await recordingSections(input, fixtureSymbols);
    expect(captures.length + unread.length).toBeGreaterThan(0);
  } catch (error) {
    expect(error).toBeInstanceOf(NotReadHere);
    expect((error as Error).message).toMatch(/^its? \w/);
  }
}

describe('a damaged recording never throws, never loops', () => {
  it('cut anywhere', async () => {
    const cut = fc.tuple(fc.constantFrom(...recordings), fc.double({ min: 0, max: 1, noNaN: true }));
    await fc.assert(
      fc.asyncProperty(cut, ([bytes, share]) => readsOrRefuses(bytes.subarray(0, Math.floor(share * bytes.length)))),
      { numRuns: 150 },
    );
  });

  it('with any bytes changed', async () => {
    const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
    const changes = fc.array(fc.tuple(place, fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 12 });
    // headers, where a byte decides most, are a small part of the file
    const early = fc.array(fc.tuple(fc.integer({ min: 8, max: 900 }), fc.integer({ min: 0, max: 255 })), {
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...recordings), changes, early, (bytes, anywhere, first) => {
        const spoilt = new Uint8Array(bytes);
        for (const [share, value] of anywhere) spoilt[Math.floor(share * spoilt.length)] = value;
        for (const [at, value] of first) spoilt[at] = value;
        return readsOrRefuses(spoilt);
      }),
      { numRuns: 400 },
    );
  });

  it('with parts missing, doubled or moved', async () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...recordings), share, share, share, (bytes, a, b, c) => {
        const [from, to, at] = [a, b, c].map((one) => Math.floor(one * bytes.length)) as [number, number, number];
        const pieces = [
          bytes.subarray(0, at),
          bytes.subarray(Math.min(from, to), Math.max(from, to)),
          bytes.subarray(at),
        ];
        return readsOrRefuses(new Uint8Array(Buffer.concat(pieces)));
      }),
      { numRuns: 150 },
    );
  });
});
