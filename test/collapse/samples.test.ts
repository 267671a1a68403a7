import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { choose } from '../../src/collapse/choose.ts';
import { type Collapsed, totalOf } from '../../src/collapse/collapsed.ts';
import { remarksOn } from '../../src/collapse/remarks.ts';
import { diagnose } from '../../src/engine/diagnose.ts';
import { readCase } from '../../src/formats/read-case.ts';
import type { Case } from '../../src/model/case.ts';
import type { Profile } from '../../src/model/profile.ts';
import { foldedText } from '../../src/report/stacks/folded.ts';
import { pprofBytes } from '../../src/report/stacks/pprof.ts';
import { speedscopeText } from '../../src/report/stacks/speedscope.ts';
import { describeShared, sharedFolder } from '../support/shared.ts';
import { totalsOfFolded } from './folded-totals.ts';

function* textsIn(folder: string): Generator<string> {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* textsIn(path);
    else if (name.endsWith('.txt')) yield path;
  }
}

function read(path: string): Case {
  return readCase([{ name: path, bytes: readFileSync(path) }]);
}

/** What all stacks of a profile must add up to; undefined where the text counts only roughly. */
function wholeOf({ eventCount, samples }: Profile, kind: Collapsed['measures'][number]['kind']): number | undefined {
  if (kind === 'share') return 10_000;
  if (kind !== 'samples') return eventCount;
  return samples?.exact ? samples.count : undefined;
}

/** Functions of a table that have more samples of their own than their rows say. */
function tooMuch({ stacks, frames, measures, profiles }: Collapsed): string[] {
  const [{ rows, format, eventCount, samples }] = profiles as [Profile];
  const whole = { share: 10_000, period: eventCount, samples: samples?.count, count: undefined }[measures[0]!.kind];
  // perf top lets old samples fade while it prints
  if (!whole || format === 'perf-top') return [];
  const left = new Map<string, number>();
  const add = (key: string, percent: number) => left.set(key, (left.get(key) ?? 0) + percent);
  for (const { comm = '', key, self } of rows) {
    const name = key?.replace(/^0x0+(?=[0-9a-f])/, '0x');
    if (name !== undefined && self !== undefined) add(`${comm} ${name}`, self + 0.05);
  }
  for (const { owner, frames: path, counts } of stacks) {
    const key = `${owner.comm ?? ''} ${frames[path[path.length - 1]!]?.symbol}`;
    if (left.has(key)) add(key, (-100 * counts[0]!) / whole);
  }
  return [...left].filter(([, percent]) => percent < -0.05).map(([key, percent]) => `${key}: ${-percent} too much`);
}

/** A text in which no stack is collapsed says so; of all others, what its stacks do not add up to. */
function wrongIn(path: string): string[] {
  const kase = read(path);
  const chosen = choose(kase, { room: 'everything' });
  const withStacks = kase.captures.some((capture) => capture.kind === 'profile' && capture.stacks.length > 0);
  if ('problem' in chosen) return withStacks ? [chosen.problem] : [];
  const wrong: string[] = [];
  for (const collapsed of chosen.collapsed) {
    const [profile] = collapsed.profiles as [Profile];
    for (const [i, { kind }] of collapsed.measures.entries()) {
      const [total, whole] = [totalOf(collapsed, i), wholeOf(profile, kind)];
      if (whole !== undefined && total !== Math.round((whole * (100 - collapsed.outside)) / 100))
        wrong.push(`${kind} ${total} instead of ${whole}`);
      if (collapsed.stacks.some(({ counts }) => counts[i]! < 0)) wrong.push(`${kind}: less than nothing`);
    }
    const folded = totalsOfFolded(foldedText(collapsed, { kernel: true, jit: true, ids: 'tid' }));
    if (folded.all !== totalOf(collapsed, 0)) wrong.push(`folded ${folded.all}`);
    const shown = profile.rows.reduce((sum, { self = 0 }) => sum + self, 0);
    const said = remarksOn(collapsed).some((remark) => /shows no stacks of|are not in it/.test(remark));
    if (!profile.columns.includes('Children') && shown < 98 && shown > 0 && !said) wrong.push(`${shown} % is not said`);
    if (!profile.recorded) wrong.push(...tooMuch(collapsed));
    pprofBytes([collapsed]);
  }
  const { profiles } = JSON.parse(speedscopeText(chosen.collapsed));
  for (const [i, collapsed] of chosen.collapsed.entries()) {
    const { weights, samples, endValue } = profiles[i];
    const total = weights.reduce((sum: number, weight: number) => sum + weight, 0);
    if (total !== totalOf(collapsed, 0) || total !== endValue || samples.length !== weights.length)
      wrong.push(`speedscope ${total}`);
  }
  return wrong;
}

const folders = ['perf-samples', 'corpus/kernels'];

for (const folder of folders) {
  describeShared(folder, `every text of ${folder}`, () => {
    test('is collapsed to what it counts, or has no stacks', () => {
      const wrong = new Map<string, string[]>();
      let seen = 0;
      for (const path of textsIn(sharedFolder(...folder.split('/')))) {
        const found = wrongIn(path);
        if (found.length > 0) wrong.set(path, found);
        seen++;
      }
      expect(seen).toBeGreaterThan(100);
      expect([...wrong]).toEqual([]);
    }, 120_000);
  });
}

describeShared('corpus/kernels', 'recordings of real kernels', () => {
  test('collapsed and read again have the same culprit', () => {
    const different: string[] = [];
    let culprits = 0;
    for (const path of textsIn(sharedFolder('corpus', 'kernels'))) {
      const kase = read(path);
      const chosen = choose(kase, { room: 'event' });
      if ('problem' in chosen) continue;
      const bytes = new TextEncoder().encode(foldedText(chosen.collapsed[0]!));
      const { culprit } = diagnose(kase).verdict;
      const again = diagnose(readCase([{ name: 'collapsed', bytes }])).verdict.culprit;
      if (culprit !== undefined) culprits++;
      if (culprit !== again) different.push(`${path}: ${culprit} -> ${again}`);
    }
    expect(culprits).toBeGreaterThan(50);
    expect(different).toEqual([]);
  }, 120_000);
});
