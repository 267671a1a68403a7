import type { Side } from '../../kernel/stages.ts';
import type { Threshold } from '../../rules/rule.ts';
import { producerSide, readerSide } from '../view/roles.ts';
import type { View } from '../view/view.ts';
import { percent } from '../words.ts';
import type { Checked } from './checked.ts';

/** Below this share of the samples, where a side's functions ran is chance. */
const fewest = 10;

/** The share that one CPU has of the samples in the functions of a side; for tables sorted by CPU. */
export function checkOneCpu(side: Side, threshold: Threshold, views: readonly View[]): Checked {
  const belongs = side === 'producer' ? producerSide : (key: string) => readerSide.has(key);
  let most: Checked | undefined;
  for (const view of views) {
    if (view.side !== 'any' || view.base <= 0) continue;
    const cpus = new Set<number>();
    const byCpu = new Map<number, { share: number; line: number; top: number }>();
    let sum = 0;
    for (const { cpu, key, self, line } of view.rows) {
      if (cpu === undefined || self === undefined) continue;
      cpus.add(cpu);
      if (!belongs(key!)) continue;
      const share = (self * 100) / view.base;
      const part = byCpu.get(cpu) ?? { share: 0, line, top: 0 };
      byCpu.set(cpu, {
        share: part.share + share,
        line: share > part.top ? line : part.line,
        top: Math.max(share, part.top),
      });
      sum += share;
    }
    // A capture of one CPU has only that one to show.
    if (cpus.size < 2 || sum < fewest) continue;
    const [cpu, { share, line }] = [...byCpu].reduce((a, b) => (b[1].share > a[1].share ? b : a));
    const value = (share * 100) / sum;
    if (most && most.value! >= value) continue;
    most = {
      holds: value >= threshold.value,
      says: `${percent(value)} of what the ${side === 'producer' ? 'softirqs' : 'readers'} do is on CPU ${cpu}`,
      value,
      threshold,
      of: `the samples of the ${side === 'producer' ? 'softirqs' : 'readers'}`,
      file: view.profile.file,
      line,
    };
  }
  return most ?? { holds: 'unknown', says: 'CPUs are not told apart', missing: 'cpus' };
}
