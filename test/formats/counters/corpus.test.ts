import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { differences } from '../../../src/formats/counters/index.ts';
import { describeShared, sharedExists, sharedFolder } from '../../support/shared.ts';
import { amountOf, readPath } from './reading.ts';

function cases(folder: string): string[] {
  if (!sharedExists('corpus', folder)) return [];
  const root = sharedFolder('corpus', folder);
  const found = readdirSync(root, { withFileTypes: true });
  return found.filter((entry) => entry.isDirectory()).map((entry) => join(root, entry.name));
}

for (const folder of ['lab', 'kernels']) {
  describeShared(`corpus/${folder}`, `counters of corpus/${folder}`, () => {
    for (const path of cases(folder)) {
      const before = readPath(join(path, 'counters-before.txt'));
      const after = readPath(join(path, 'counters-after.txt'));
      const name = path.slice(path.lastIndexOf('/') + 1);

      it(`${name}: every section is read, and the moment known`, () => {
        for (const [reading, moment] of [
          [before, 'before'],
          [after, 'after'],
        ] as const) {
          const text = readFileSync(join(path, `counters-${moment}.txt`), 'utf8');
          // Outside of the lab's namespaces some files could not be read: a heading with nothing below it.
          const headings = text.match(/^== .*\n(?!== )/gm)!.length;
          expect(reading.rest).toEqual([]);
          expect(reading.notes).toEqual([]);
          // `== uname` gives facts and no counters; kernels/ begin with the time since boot, without a heading.
          const facts = folder === 'lab' ? 1 : 0;
          const uptime = folder === 'kernels' ? 1 : 0;
          expect(reading.sets).toHaveLength(headings - facts + uptime);
          expect(new Set(reading.sets.map((set) => set.moment))).toEqual(new Set([moment]));
        }
      });

      it(`${name}: what was counted in between`, () => {
        const between = differences([...before.sets, ...after.sets]);
        for (const { counters } of between) for (const { value } of counters) expect(value).toBeGreaterThanOrEqual(0);
        const lost = amountOf(between, 'Udp.RcvbufErrors') ?? 0;
        expect(amountOf(between, 'Udp.InErrors') ?? 0).toBeGreaterThanOrEqual(lost);
        expect(between.length).toBeGreaterThan(0);
        for (const { seconds } of between) expect(seconds ?? 0).toBeGreaterThan(folder === 'kernels' ? 5 : -1);
      });
    }
  });
}

describeShared('corpus/lab', 'drops of corpus/lab', () => {
  it('show in all three places', () => {
    const path = sharedFolder('corpus', 'lab', 'drops');
    const sets = ['before', 'after'].flatMap((moment) => readPath(join(path, `counters-${moment}.txt`)).sets);
    const between = differences(sets);
    expect(amountOf(between, 'Udp.RcvbufErrors')).toBe(3872223);
    expect(amountOf(between, 'udp.socket.drops', { port: '9999' })).toBe(3875911);
    expect(amountOf(between, 'softnet.dropped', { cpu: '0' })).toBe(0);
  });
});
