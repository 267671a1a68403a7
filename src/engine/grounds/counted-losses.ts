import type { CounterSet } from '../../model/counters.ts';
import { counterReading } from '../measures/counter-reading.ts';
import { percent } from '../words.ts';

/** A part of all packets that one CPU does not get by chance, where there are at least four. */
const nearlyAll = 80;
const severalCpus = 4;
/** Below this part of what was received, stray datagrams for closed ports are on every machine, in percent. */
const strays = 1;
/** Percent of a CPU from which on ksoftirqd has more to do than is done on the side. */
const busySoftirqs = 20;
/** Percent of the time waited for locks, so that no other one matters as much. */
const mostWaits = 50;
/** Bytes that wait in one socket: less is there whenever somebody looks. */
const manyBytes = 65_536;

/**
 * What counters alone tell of datagrams that were lost or wait, where no profile shows why: a sentence each, with the line it
 * was read from.
 */
export function countedLosses(sets: readonly CounterSet[]): string[] {
  return [
    ...atSockets(sets),
    ...unheard(sets),
    ...waiting(sets),
    ...beforeSockets(sets),
    ...onOneCpu(sets),
    ...ksoftirqd(sets),
    ...lockWaits(sets),
  ];
}

function atSockets(sets: readonly CounterSet[]): string[] {
  return protocols.flatMap(({ udp, over }) => {
    const full = counted(`${udp}.RcvbufErrors`, sets);
    const any = counted(`${udp}.InErrors`, sets);
    const said: string[] = [];
    if (full) {
      const part = partOf(udp, 'RcvbufErrors', sets);
      said.push(`${full.number} datagrams${over} lost at full receive buffers ${full.when}${part} (${full.at})`);
    }
    // They include those at full buffers; what is far more has other reasons, or is of a kernel that counts fewer (change rcvbuf-errors-counted).
    if (any && any.number > 2 * (full?.number ?? 0)) {
      said.push(`${any.number} receive errors${over} ${any.when}${partOf(udp, 'InErrors', sets)} (${any.at})`);
    }
    return said;
  });
}

function unheard(sets: readonly CounterSet[]): string[] {
  return protocols.flatMap(({ udp, over }) => {
    const part = counterReading({ counter: `${udp}.NoPorts`, per: `${udp}.InDatagrams` }, sets);
    const all = counted(`${udp}.NoPorts`, sets);
    if (!all || part === undefined || part === 'unrated' || part.value < strays) return [];
    return [`${all.number} datagrams${over} for ports nobody listens on ${all.when} (${all.at})`];
  });
}

const protocols = [
  { udp: 'Udp', over: '' },
  { udp: 'Udp6', over: ' over IPv6' },
] as const;

function waiting(sets: readonly CounterSet[]): string[] {
  const queue = counterReading({ counter: 'udp.socket.rx_queue', of: 'largest' }, sets);
  if (queue === undefined || queue === 'unrated' || queue.value < manyBytes) return [];
  const { set, counter } = queue;
  return [`${queue.value} bytes wait in a socket of port ${counter.labels?.port ?? '?'} (${set.file}:${counter.line})`];
}

/** Packets that the NIC or the backlog of a CPU lost. */
function beforeSockets(sets: readonly CounterSet[]): string[] {
  const nic = ['nic.rx_missed', 'nic.rx_no_buffer', 'nic.rx_out_of_buffer', 'nic.rx_fifo_errors', 'dev.rx_missed'];
  const lost = nic.map((name) => counted(name, sets)).find((one) => one !== undefined);
  const backlog = counted('softnet.dropped', sets);
  return [
    ...(lost ? [`${lost.number} packets lost by the NIC ${lost.when} (${lost.at})`] : []),
    ...(backlog ? [`${backlog.number} packets dropped at a full backlog ${backlog.when} (${backlog.at})`] : []),
  ];
}

function onOneCpu(sets: readonly CounterSet[]): string[] {
  const cpus = counterReading({ counter: 'softnet.processed', of: 'number', by: 'cpu' }, sets);
  const share = counterReading({ counter: 'softnet.processed', of: 'largest-share', by: 'cpu' }, sets);
  if (cpus === undefined || cpus === 'unrated' || cpus.value < severalCpus) return [];
  if (share === undefined || share === 'unrated' || share.value < nearlyAll) return [];
  const { set, counter } = share;
  return [`CPU ${counter.labels?.cpu} took ${percent(share.value)} of all packets (${set.file}:${counter.line})`];
}

function ksoftirqd(sets: readonly CounterSet[]): string[] {
  let busiest: { name: string; value: number; at: string } | undefined;
  for (const { file, counters } of sets) {
    for (const { name, value, labels, line } of counters) {
      const comm = labels?.comm ?? '';
      if (name !== 'process.cpu' || !comm.startsWith('ksoftirqd/') || value < busySoftirqs) continue;
      if (value > (busiest?.value ?? 0)) busiest = { name: comm, value, at: `${file}:${line}` };
    }
  }
  return busiest ? [`${busiest.name} takes ${busiest.value} % of its CPU (${busiest.at})`] : [];
}

/** Where most of the time is waited that perf lock counted. */
function lockWaits(sets: readonly CounterSet[]): string[] {
  const waits = counterReading({ counter: 'lock.total_wait', of: 'largest-share', by: 'caller' }, sets);
  if (waits === undefined || waits === 'unrated' || waits.value < mostWaits) return [];
  const { set, counter } = waits;
  return [
    `${percent(waits.value)} of the time waited for locks is in ${counter.labels?.caller} (${set.file}:${counter.line})`,
  ];
}

function counted(name: string, sets: readonly CounterSet[]) {
  const reading = counterReading({ counter: name }, sets);
  if (reading === undefined || reading === 'unrated' || reading.value <= 0) return undefined;
  const { value, set, counter } = reading;
  return {
    number: value,
    when: set.interval ? 'between the snapshots' : 'since boot',
    at: `${set.file}:${counter.line}`,
  };
}

function partOf(udp: string, name: string, sets: readonly CounterSet[]): string {
  const reading = counterReading({ counter: `${udp}.${name}`, per: `${udp}.InDatagrams` }, sets);
  if (reading === undefined || reading === 'unrated' || reading.value > 100) return '';
  return `, ${reading.value < 0.01 ? 'below 0.01 %' : percent(reading.value)} of those read`;
}
