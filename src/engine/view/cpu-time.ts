import type { Profile } from '../../model/profile.ts';

// Software events and hardware counters whose samples are not spread like the time of a CPU.
const otherCounts =
  /^(?:(?:minor-|major-|page-|alignment-|emulation-)?faults|context-switches|cs|cgroup-switches|cpu-migrations|migrations|dummy|bpf-output|(?:cpu\/)?(?:cache|branch|mem|node|llc|l1|l2|l3|dtlb|itlb)[-_.]|ibs_op|ibs_fetch|arm_spe|mem:0x)/i;

// skb:kfree_skb  sched:sched_switch  net:*, but not the modifiers of cycles:ppp or cpu-clock:pppH
const tracepoint = /^[\w-]+:(?![ukhGHpPSDeIWb]+$)[\w*?-]+/;

// What stacks without samples count: offcputime, and probes of bpftrace.
const ofStacks = /^(?:time off the CPU|calls of )/;

/** Usual events, told without a pattern: those above are long, and most profiles are of these. */
const cpuTime: ReadonlySet<string> = new Set(['cycles', 'cpu-cycles', 'cpu-clock', 'task-clock', 'instructions']);

// cycles of cycles:ppp
function withoutModifiers(event: string): string {
  const at = event.indexOf(':');
  return at < 0 ? event : event.slice(0, at);
}

/** Whether a profile's shares are shares of CPU time: only then do they say what the CPU is spent on. */
export function isCpuTime({ format, event }: Profile): boolean {
  if (format === 'perf-mem') return false;
  if (event === undefined || cpuTime.has(withoutModifiers(event))) return true;
  return !otherCounts.test(event) && !tracepoint.test(event) && !ofStacks.test(event);
}

/** Whether only user space was recorded: `cycles:u`, which perf takes by itself without the right to record the kernel. */
export function isUserOnly({ event, population }: Profile): boolean {
  if (population.filters.includes('kernel symbols hidden')) return true;
  const modifiers = /[:/]([a-zA-Z]+)$/.exec(event ?? '')?.[1];
  return modifiers !== undefined && /^[uppPSDeIWb]+$/.test(modifiers) && modifiers.includes('u');
}
