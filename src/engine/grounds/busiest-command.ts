import type { Profile } from '../../model/profile.ts';
import { percent } from '../words.ts';

/** The softirqs of one CPU that were too many to be done on the side: `ksoftirqd/3`. */
const softirqThread = /^ksoftirqd\/(\d+)$/;
/** Samples of this command are idle CPUs. */
const idleTask = /^(?:swapper|:?0)$/;

/**
 * Which command has most of a list that has no symbols (`perf report --sort comm`), in words. It says where to look, not
 * what the time goes to.
 */
export function busiestCommands(profiles: readonly Profile[]): string[] {
  return profiles.flatMap(({ rows }) => {
    if (rows.some(({ symbol }) => symbol !== undefined)) return [];
    const shares = new Map<string, number>();
    for (const { comm, self } of rows) {
      if (comm !== undefined && !idleTask.test(comm)) shares.set(comm, (shares.get(comm) ?? 0) + (self ?? 0));
    }
    const [busiest] = [...shares].sort(([, a], [, b]) => b - a);
    if (!busiest || busiest[1] <= 0) return [];
    const cpu = softirqThread.exec(busiest[0])?.[1];
    return `${busiest[0]}${cpu === undefined ? '' : `, the softirqs of CPU ${cpu},`} has ${percent(busiest[1])} of the samples`;
  });
}
