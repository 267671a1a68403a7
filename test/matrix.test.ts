import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../src/engine/diagnose.ts';
import { readCase } from '../src/formats/read-case.ts';
import { rules } from '../src/rules/index.ts';
import { describeShared, fixture, sharedFolder } from './support/shared.ts';

/**
 * Every rule against every fixture, one line a case: the verdict, then every other finding, then the causes that were
 * considered and rejected (in brackets). A rule that fires where it did not before shows as a changed line.
 */
function lineOf(name: string, files: readonly string[]): string {
  const inputs = files.map((file) => ({ name: file.split('/').at(-1)!, bytes: readFileSync(file) }));
  const { verdict, findings, rivals } = diagnose(readCase(inputs));
  const primary = verdict.culprit ? findings[0] : undefined;
  const others = primary ? findings.slice(1) : findings;
  const words = (one: (typeof findings)[number]): string => `${one.id} ${one.confidence} ${one.share.toFixed(1)}`;
  const fired = new Set(findings.map(({ id }) => id));
  const rejected = rivals.flatMap(({ id }) => (fired.has(id) ? [] : [id]));
  return [
    name,
    primary ? words(primary) : verdict.outcome,
    others.map(words).join(', '),
    rejected.length > 0 ? `(${rejected.join(', ')})` : '',
  ]
    .filter(Boolean)
    .join('; ');
}

function* casesIn(folder: string, root: string): Generator<[name: string, files: string[]]> {
  for (const entry of readdirSync(folder).sort()) {
    const path = `${folder}/${entry}`;
    if (!statSync(path).isDirectory()) {
      if (entry.endsWith('.txt')) yield [relative(root, path), [path]];
    } else if (/^(?:fires|found|near|explained-by)-/.test(entry)) {
      yield [
        relative(root, path),
        readdirSync(path)
          .sort()
          .map((file) => `${path}/${file}`),
      ];
    } else yield* casesIn(path, root);
  }
}

function matrixOf(root: string, folders: readonly string[]): string {
  const lines: string[] = [];
  for (const folder of folders) {
    if (!existsSync(`${root}/${folder}`)) continue;
    for (const [name, files] of casesIn(`${root}/${folder}`, root)) lines.push(lineOf(name, files));
  }
  return `${lines.join('\n')}\n`;
}

describe(`${rules.length} rules`, () => {
  it('keep to their baseline over the fixtures', async () => {
    const matrix = matrixOf(fixture(), ['article', 'one-recording', 'perf-script', 'rules']);
    await expect(matrix).toMatchFileSnapshot('baselines/fixtures.txt');
  }, 120_000);
});

describeShared('corpus/public', 'rules over published reports', () => {
  it('keep to their baseline', async () => {
    await expect(matrixOf(sharedFolder('corpus'), ['public'])).toMatchFileSnapshot('baselines/public.txt');
  }, 120_000);
});
