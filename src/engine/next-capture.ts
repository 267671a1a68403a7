import type { CaptureKind } from '../rules/rule.ts';
import type { NextCapture } from './diagnosis.ts';
import type { View } from './view.ts';

/** The shortest command that settles what the input leaves open. */
export function nextCapture(kind: CaptureKind, why: string, views: readonly View[]): NextCapture {
  return { why, command: commands[kind](targetOf(views)) };
}

const commands: Readonly<Record<CaptureKind, (target: string) => string>> = {
  'reader-callgraph': (target) =>
    `perf record -g -p ${target} -- sleep 5 && perf report --stdio --no-children -g caller > report.txt`,
  'system-callgraph': () => 'perf record -a -g -- sleep 5 && perf report --stdio --no-children -g caller > report.txt',
  c2c: () => 'perf c2c record -a -- sleep 5 && perf c2c report --stdio > c2c.txt',
  syscalls: (target) => `perf trace -s -p ${target} -- sleep 5 2> trace.txt; nstat UdpInDatagrams > nstat.txt`,
  counters: () =>
    '(nstat -az; cat /proc/net/softnet_stat /proc/net/udp) > before.txt; sleep 10; (nstat -az; cat /proc/net/softnet_stat /proc/net/udp) > after.txt',
  threads: (target) =>
    `perf record -g -p ${target} -- sleep 5 && perf report --stdio --no-children -s tid,sym -g caller > report.txt`,
};

/** What to put behind `-p`: a pid the input names, else the reader's command, else a placeholder. */
function targetOf(views: readonly View[]): string {
  for (const { profile, side } of views) {
    const { ids } = profile.population;
    if (ids.length > 0) return ids.join(',');
    if (side !== 'reader') continue;
    const comm = profile.population.comms[0] ?? profile.rows.find((row) => row.comm !== undefined)?.comm;
    if (profile.population.comms.length === 1 && comm && /^[\w.-]+$/.test(comm)) return `$(pidof ${comm})`;
    const own = /^([\w.-]+)'s? samples$/.exec(viewOwner(views));
    if (own) return `$(pidof ${own[1]})`;
  }
  return 'PID';
}

function viewOwner(views: readonly View[]): string {
  return views.find((view) => view.side === 'reader')?.of ?? '';
}
