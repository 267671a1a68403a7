import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { diagnose } from '../../src/engine/diagnose.ts';
import { readCase } from '../../src/formats/read-case.ts';
import { describeShared, fixture, sharedFolder } from '../support/shared.ts';

function verdictOf(...files: string[]) {
  return diagnose(readCase(files.map((file) => ({ name: file.split('/').at(-1)!, bytes: readFileSync(file) }))))
    .verdict;
}

describeShared('perf-samples', 'perf c2c beside a flat profile', () => {
  const c2c = sharedFolder('perf-samples', 'c2c-6.1-default.txt');

  it.each([
    ['rhel74-flat.txt', 'rmem-alloc-cache-miss'],
    ['v411-flat.txt', 'receive-queue-lock'],
  ])('%s: the suspected cause is confirmed', (flat, culprit) => {
    expect(verdictOf(fixture('article', flat))).toMatchObject({ culprit, confidence: 'likely' });
    expect(verdictOf(fixture('article', flat), c2c)).toMatchObject({ culprit, confidence: 'confirmed' });
  });
});

describeShared('corpus/public', 'perf c2c of something else', () => {
  it.each([
    '162-c2c-joemario-numbered-lines.txt',
    '164-c2c-kernel-doc-lruvec.txt',
    '173-c2c-rwsem-table-tail-and-pareto.txt',
    '174-c2c-tcp-rr-hand-excerpt.txt',
  ])('%s leads to none of ours', (name) => {
    expect(verdictOf(sharedFolder('corpus', 'public', name)).culprit).toBeUndefined();
  });
});
