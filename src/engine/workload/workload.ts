import { kernelThreadEntry } from '../../kernel/symbol-sets.ts';
import { lookupSymbol } from '../../kernel/symbols.ts';
import type { Row } from '../../model/profile.ts';
import { resolveSymbols } from '../../rules/symbol-names.ts';
import { shareInStacks } from '../paths/path-query.ts';
import { certainReader } from '../view/roles.ts';
import type { View } from '../view/view.ts';
import { anyonesWork, type SelfSums } from './anyones-work.ts';
import { cutOff, onlyCommonWork } from './cut-table.ts';
import { type Doubt, doubtOf } from './doubt.ts';
import { delivery, isUdpReceive, kindOf, receiveEntry, stacksThreshold } from './kinds-of-work.ts';

/** How far the capture is about UDP receive, and what it is about otherwise. */
export interface Workload {
  /** `yes`, `no`, or `unclear` when too little is shown to say. */
  readonly udpReceive: 'yes' | 'no' | 'unclear';
  /** Share of busy samples on the UDP receive path, in percent; of self samples only when there are no stacks. */
  readonly share: number;
  /** What dominates, by share: `TCP`, `idle`, `block I/O`, ... */
  readonly dominant: { readonly what: string; readonly share: number };
  readonly of: string;
  /** Of a table that was cut: percent of the busy samples that its rows are. */
  readonly shown?: number;
  /** Why it is unclear. */
  readonly doubt?: Doubt;
}

/** GRO and early demux look sockets up for datagrams that are then forwarded, too. */
const lookups = resolveSymbols(['@udp-socket-lookup']);
const forwarding = resolveSymbols(['@forwarding']);

const input: ReadonlySet<string> = new Set(
  'ip_rcv ip_list_rcv ip_sublist_rcv ip_local_deliver ipv6_rcv ipv6_list_rcv ip6_input'.split(' '),
);
const hookRunner: ReadonlySet<string> = new Set(['nf_hook_slow', 'nf_hook_slow_list', 'nf_iterate']);
const udpInput: ReadonlySet<string> = new Set([
  'udp_rcv',
  'udpv6_rcv',
  '__udp4_lib_rcv',
  '__udp6_lib_rcv',
  'udp_unicast_rcv_skb',
  'udp6_unicast_rcv_skb',
]);
const otherInput: ReadonlySet<string> = new Set(
  'tcp_v4_rcv tcp_v6_rcv icmp_rcv icmpv6_rcv igmp_rcv sctp_rcv gre_rcv raw_local_deliver'.split(' '),
);

/** Without stacks only functions that nothing but UDP receive runs count, which are a small part of its cost. */
const selfThreshold = 1.5;

/** A text that shows less than this of the samples, in percent, says nothing about the rest. */
const leastShown = 15;

/** Rows with so small a part of the samples that passed them are callers. */
const callersOnly = 0.1;

export function workloadOf(whole: View): Workload {
  const { base, stacks, profile, of } = whole;
  const forwarded = isForwarding(whole);
  const sums = sumsOf(profile.rows, forwarded);
  const { kinds, own, hooks, shown } = sums;
  const scale = base > 0 ? 100 / base : 0;
  const entry = forwarded ? delivery : receiveEntry;
  const through = stacks.length > 0 ? shareInStacks(stacks, [entry]).share * scale : undefined;
  const self = own * scale;
  const share = Math.max(through ?? 0, childrenShare(whole, entry) * scale, self, readersShare(whole) * scale);
  // Hooks run before the protocol is known, and what they cost must not make the receive path look small.
  const lift = base > hooks ? base / (base - hooks) : 1;
  const filtered = forwarded ? 0 : hooksBefore(whole) * scale;
  const enough =
    share + filtered >= stacksThreshold ||
    share * lift >= stacksThreshold ||
    (through === undefined && self * lift >= selfThreshold);
  const sorted = [...kinds].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const tcpRules = through === undefined && (kinds.get('TCP') ?? 0) * scale > 2 * share;
  // A short list may show nothing but the lock that UDP receive waits for.
  const busiest = sorted.find(([kind]) => kind !== 'idle CPUs')?.[0];
  const short = shown < 90 && through === undefined && busiest === 'locks';
  const cut = cutOff(whole, forwarded, share);
  const common = onlyCommonWork(whole) ? whole.rows.reduce((sum, { self = 0 }) => sum + self, 0) * scale : undefined;
  const anyones = through === undefined ? anyonesWork(sums, scale, cut !== undefined) : undefined;
  const little = (short && !tcpRules) || mostShown(whole, cut ? undefined : shown) < leastShown;
  // Rows that only call others tell by what they call what the samples are about.
  const onlyCallers = cut !== undefined && shown * scale < callersOnly * cut.shown;
  const [what, part] = (onlyCallers ? largestByChildren(whole) : sorted[0]) ?? ['nothing', 0];
  const dominant = { what, share: part };
  const rest = { share, dominant, of, ...(cut && { shown: cut.shown }) };
  if (enough && !tcpRules) return { udpReceive: 'yes', ...rest };
  const doubt = doubtOf({ anyones, cut, common, dominant, little, of });
  return doubt ? { udpReceive: 'unclear', ...rest, doubt } : { udpReceive: 'no', ...rest };
}

/** Hooks on what is received here, as far as it is UDP: what passes them is told by the protocols that it reaches. */
function hooksBefore({ stacks }: View): number {
  if (stacks.length === 0) return 0;
  const hooks = shareInStacks(stacks, [input, '...', hookRunner]).share;
  if (hooks === 0) return 0;
  const udp = shareInStacks(stacks, [udpInput]).share;
  return udp > 0 ? (hooks * udp) / (udp + shareInStacks(stacks, [otherInput]).share) : 0;
}

function sumsOf(rows: readonly Row[], forwarded: boolean): SelfSums {
  const kinds = new Map<string, number>();
  let own = 0;
  let shared = 0;
  let hooks = 0;
  let shown = 0;
  let copied = 0;
  for (const { key, self, mark, dso, comm } of rows) {
    if (key === undefined || self === undefined) continue;
    shown += self;
    const kind = kindOf(key, mark, dso);
    kinds.set(kind, (kinds.get(kind) ?? 0) + self);
    const ofUdp = isUdpReceive(key);
    if (ofUdp === 'only' && !(forwarded && lookups.has(key))) own += self;
    else if (ofUdp === 'shared') shared += self;
    const known = lookupSymbol(key);
    if (known?.stage === 'netfilter') hooks += self;
    if (comm === undefined && (known?.detail === 'copy' || known?.detail === 'checksum')) copied += self;
  }
  return { kinds, own: own > 0 ? own + shared : 0, hooks, shown, copied };
}

/** At least so many of the samples are shown, in percent; without the sum of self shares, of the busy ones. */
function mostShown({ rows, profile, base }: View, shown: number | undefined): number {
  const busy = rows.reduce((sum, { self = 0 }) => sum + self, 0);
  const least = shown ?? (base > 0 ? (busy * 100) / base : 0);
  return profile.rows.reduce((most, { total = 0 }) => Math.max(most, total), least);
}

/** Of a table with Children, the kind of work of the row that most samples passed. */
function largestByChildren(whole: View): [string, number] | undefined {
  let largest: [string, number] | undefined;
  for (const { key, mark, dso, total = 0 } of whole.rows) {
    if (!kernelThreadEntry.has(key!) && total > (largest?.[1] ?? 0)) largest = [kindOf(key!, mark, dso), total];
  }
  return largest;
}

/** True when more is forwarded than delivered to sockets, as far as the functions that do either show. */
function isForwarding(whole: View): boolean {
  const passing = whole.stacks.length > 0 ? shareInStacks(whole.stacks, [forwarding]).share : 0;
  if (passing > 0) return passing > shareInStacks(whole.stacks, [delivery]).share;
  let passedOn = 0;
  let delivered = 0;
  for (const row of whole.rows) {
    const share = Math.max(row.total ?? 0, row.self ?? 0);
    if (forwarding.has(row.key!)) passedOn += share;
    else if (delivery.has(row.key!)) delivered += share;
  }
  return passedOn > delivered;
}

/** A command of which this part of the samples is in functions that only receive UDP lives on receiving. */
const readerPart = 3;
/** So does one that works more on what it received: if that part of its kernel samples, and this part of all, is there. */
const readerLeast = 0.3;
/**
 * What going to sleep, waking up and entering the kernel cost tells nothing of what a task does there, and what copying costs
 * goes with the bytes: of large datagrams it is nearly all there is.
 */
const anyTask: ReadonlySet<string> = new Set(
  'sched wakeup skid timer timestamp rcu idle syscall epoll-poll copy checksum'.split(' '),
);

/** Samples of the commands that live on receiving UDP, when the table tells commands apart. */
function readersShare(whole: View): number {
  const commands = new Map<string, { all: number; kernel: number; receiving: number; sending: number; tcp: number }>();
  for (const row of whole.rows) {
    if (row.comm === undefined || row.self === undefined) continue;
    const command = commands.get(row.comm) ?? { all: 0, kernel: 0, receiving: 0, sending: 0, tcp: 0 };
    const kind = kindOf(row.key!, row.mark, row.dso);
    command.all += row.self;
    if (kind !== 'user space' && !anyTask.has(lookupSymbol(row.key!)?.detail ?? '')) command.kernel += row.self;
    if (kind === 'sending UDP') command.sending += row.self;
    if (kind === 'TCP') command.tcp += row.self;
    if (certainReader.has(row.key!)) command.receiving += row.self;
    commands.set(row.comm, command);
  }
  let share = 0;
  for (const { all, kernel, receiving, sending, tcp } of commands.values()) {
    if (tcp > 2 * receiving) continue;
    const works = receiving * 100 >= readerPart * kernel && receiving * 100 >= readerLeast * all && receiving > sending;
    if (receiving * 100 >= readerPart * all || works) share += all;
  }
  return share;
}

function childrenShare(whole: View, entry: ReadonlySet<string>): number {
  let share = 0;
  for (const row of whole.rows) if (entry.has(row.key!)) share = Math.max(share, row.total ?? 0);
  return share;
}
