import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeShared, fixture, sharedExists, sharedFolder } from '../../support/shared.ts';
import { readPath } from './reading.ts';

/** Names of docs/counters.md; `*` stands for any ending. */
function documented(): RegExp[] {
  const names: RegExp[] = [];
  for (const row of readFileSync(fixture('..', 'docs', 'counters.md'), 'utf8').matchAll(/^\| (`[^|]*) \|/gm)) {
    for (const name of row[1]!.matchAll(/`([^`]+)`/g)) {
      names.push(new RegExp(`^${name[1]!.replaceAll('.', '\\.').replaceAll('*', '.+')}$`));
    }
  }
  return names;
}

function texts(): string[] {
  const found: string[] = [];
  for (const folder of ['lab', 'kernels']) {
    if (!sharedExists('corpus', folder)) continue;
    for (const name of readdirSync(sharedFolder('corpus', folder))) {
      found.push(join(sharedFolder('corpus', folder), name, 'counters-after.txt'));
    }
  }
  const samples = sharedExists('perf-samples') ? readdirSync(sharedFolder('perf-samples')) : [];
  found.push(
    ...samples
      .filter((name) => /^(?:stat|lock|sched|trace|annotate)-/.test(name))
      .map((name) => sharedFolder('perf-samples', name)),
  );
  return found.filter((path) => !/labels\.tsv|README/.test(path));
}

describeShared('corpus', 'docs/counters.md', () => {
  it('has every name that real texts give', () => {
    const names = documented();
    const missing = new Set<string>();
    for (const path of texts()) {
      for (const { counters } of readPath(path).sets) {
        for (const { name } of counters) if (!names.some((shape) => shape.test(name))) missing.add(name);
      }
    }
    expect([...missing]).toEqual([]);
  });
});
