import type { CaptureKind } from '../rules/rule.ts';
import type { Evidences } from './clauses/checked.ts';
import type { NextCapture, Outcome } from './diagnosis.ts';
import type { Grounds } from './grounds/grounds.ts';
import type { Fired } from './judge.ts';
import type { View } from './view/view.ts';

/** The one capture that settles what the input leaves open; undefined when nothing is open, or the input has it already. */
export function nextCapture(
  primary: Fired | undefined,
  outcome: Outcome,
  grounds: Grounds,
  evidences: Evidences,
): NextCapture | undefined {
  const { views } = evidences;
  if (primary && primary.confidence !== 'confirmed') {
    const { id, capture } = primary.rule;
    return isThere(capture, evidences)
      ? undefined
      : captureOf(capture, `would settle ${id}: ${captureWords[capture]}`, views);
  }
  if (outcome === 'inconclusive') {
    const { unnamed, ownCode, workloads } = grounds;
    const [first] = unnamed;
    if (first?.next === 'recording') return { why: first.because, command: wholeStacks };
    if (first) return captureOf(first.next, first.because, views);
    if (ownCode) return captureOf('reader-callgraph', `shows whether ${ownCode.name} is the task that receives`, views);
    const isCut = workloads.some(({ doubt }) => doubt?.isCut);
    return captureOf('system-callgraph', isCut ? wholeTable : bySymbol, views);
  }
  if (outcome === 'no-single-culprit' && !isThere('counters', evidences)) {
    return captureOf('counters', captureWords.counters, views);
  }
  return undefined;
}

/** Whether the input already holds what a capture would give: asking for it again settles nothing. */
function isThere(kind: CaptureKind, { cacheLines, counters, views }: Evidences): boolean {
  if (kind === 'c2c') return cacheLines.length > 0;
  if (kind === 'counters' || kind === 'syscalls') return counters.length > 0;
  if (kind === 'threads') return false;
  return views.some(({ side, stacks }) => side === 'reader' && stacks.length > 0);
}

const wholeStacks = 'perf record -a -g -- sleep 5 && perfwhy perf.data';
const callersTell = 'callers name what is waited for';
const bySymbol = 'symbols with their callers, on all CPUs, show where the time goes';
const wholeTable = 'the whole table, with callers, shows what these rows leave out';

const captureWords = {
  'reader-callgraph': callersTell,
  'system-callgraph': 'callers on all CPUs show what leads there, and who else waits',
  c2c: 'cache line transfers show who shares the line',
  syscalls: 'calls per second against datagrams per second show what batching can save',
  counters: 'counters show whether datagrams are lost, and where',
  threads: 'thread by thread it shows who shares the socket',
} as const;

function captureOf(kind: CaptureKind, why: string, views: readonly View[]): NextCapture {
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
