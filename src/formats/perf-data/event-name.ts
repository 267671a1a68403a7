import { eventType } from './abi.ts';
import type { Attr } from './attr.ts';

const hardware = [
  'cycles',
  'instructions',
  'cache-references',
  'cache-misses',
  'branches',
  'branch-misses',
  'bus-cycles',
  'stalled-cycles-frontend',
  'stalled-cycles-backend',
  'ref-cycles',
];
const software = [
  'cpu-clock',
  'task-clock',
  'page-faults',
  'context-switches',
  'cpu-migrations',
  'minor-faults',
  'major-faults',
  'alignment-faults',
  'emulation-faults',
  'dummy',
  'bpf-output',
  'cgroup-switches',
];
const caches = ['L1-dcache', 'L1-icache', 'LLC', 'dTLB', 'iTLB', 'branch', 'node'];
const operations = ['load', 'store', 'prefetch'];

/** The name perf gives an event of which the recording holds none: pipes before Linux 4.11 sent numbers only. */
export function eventNameOf(attr: Attr): string {
  return `${plainName(attr)}${modifiersOf(attr)}`;
}

function plainName({ type, config }: Attr): string {
  switch (type) {
    case eventType.hardware:
      return hardware[config] ?? 'unknown-hardware';
    case eventType.software:
      return software[config] ?? 'unknown-software';
    case eventType.cache: {
      const cache = caches[config & 0xff] ?? 'unknown-cache';
      return `${cache}-${operations[(config >> 8) & 0xff] ?? 'access'}${(config >> 16) & 0xff ? '-misses' : 's'}`;
    }
    case eventType.raw:
      return `raw 0x${BigInt.asUintN(64, BigInt(config)).toString(16)}`;
    case eventType.tracepoint:
      return 'unknown tracepoint';
    default:
      return `unknown event ${type}`;
  }
}

/** `:u`, `:k`, `:ppp`, `:H`: what was left out of counting, as perf writes it (evsel__add_modifiers). */
function modifiersOf({ excludes, excludesHost, excludesGuest, precise }: Attr): string {
  const { user, kernel, hypervisor } = excludes;
  let text = '';
  if (user || kernel || hypervisor) text = `${kernel ? '' : 'k'}${user ? '' : 'u'}${hypervisor ? '' : 'h'}`;
  text += 'p'.repeat(precise);
  if (excludesHost !== excludesGuest && excludesHost) text += 'G';
  return text === '' ? '' : `:${text}`;
}
