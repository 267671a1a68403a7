import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeShared, sharedFolder } from '../support/shared.ts';
import { fromFile, stateOf, step } from './cases.ts';

const folder = (...parts: string[]) => sharedFolder('corpus', 'kernels', ...parts);

describeShared('corpus/kernels', 'recordings of real kernels', () => {
  const sets = readdirSync(folder(), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const pairs = [
    ['p-flat.txt', 'p-callgraph.txt'],
    ['p-callgraph.txt', 'p-caller.txt'],
    ['p-children.txt', 'p-flat.txt'],
    ['flat.txt', 'callgraph.txt'],
    ['flat.txt', 'flat-sink.txt'],
    ['callgraph.txt', 'children.txt'],
  ] as const;

  test.each(sets.map(({ name }) => name))(
    '%s: two renderings of one recording have nothing resolved, improved, worse or new',
    (set) => {
      const names = new Set(readdirSync(folder(set)));
      const changed: string[] = [];
      for (const [one, other] of pairs) {
        if (!names.has(one) || !names.has(other)) continue;
        for (const [from, to] of [
          [one, other],
          [other, one],
        ] as const) {
          const { findings, symbols } = step(fromFile(from, folder(set, from)), fromFile(to, folder(set, to)));
          for (const { id, state, why } of findings) {
            if (!['same', 'inconclusive', 'refused'].includes(state))
              changed.push(`${from} ${to} ${id} ${state}: ${why}`);
          }
          for (const { rose, fell } of symbols) {
            for (const { name, before, after } of [...rose, ...fell])
              changed.push(`${from} ${to} ${name} ${before} ${after}`);
          }
        }
      }
      expect(changed).toEqual([]);
    },
  );

  test('the kernel that accounts without the socket lock has it resolved', () => {
    for (const name of ['p-flat.txt', 'p-callgraph.txt', 'flat.txt', 'callgraph.txt']) {
      const changed = step(fromFile('4.9', folder('4.9.45-many', name)), fromFile('4.12', folder('4.12.0-many', name)));
      expect([name, ['resolved', 'moved'].includes(stateOf(changed, 'socket-lock') ?? '')]).toEqual([name, true]);
    }
  });

  test('the reader alone is compared with the reader in a capture of the whole system', () => {
    const changed = step(
      fromFile('system', folder('4.9.45-many', 'flat.txt')),
      fromFile('process', folder('4.9.45-many', 'p-flat.txt')),
    );
    expect(changed.populations.map(({ side, refused }) => [side, refused])).toContainEqual(['reader', []]);
    expect(stateOf(changed, 'socket-lock')).toBe('same');
  });

  test('without commands the whole system is not compared with one program', () => {
    const changed = step(
      fromFile('system', folder('4.9.45-many', 'flat.txt')),
      fromFile('top', folder('4.9.45-many', 'top-style.txt')),
    );
    expect(stateOf(changed, 'socket-lock')).toBe('same');
    expect(changed.findings.every(({ state }) => state === 'same' || state === 'refused')).toBe(true);
  });
});
