import { kernelThreadEntry, skid } from '../../kernel/symbol-sets.ts';
import { lookupSymbol } from '../../kernel/symbols.ts';
import type { View } from '../view/view.ts';
import { isUdpReceive, kindOf, stacksThreshold } from './kinds-of-work.ts';

/** A table that ends above this share, in percent, may leave out all functions that only UDP receive has. */
const highLimit = 0.3;
/** The least part of what a cut table shows that must be of receiving packets of some kind, where it shows most of all. */
const packetPart = 0.1;
/** From so many of the samples on, in percent, what a table leaves out is not worth a word. */
export const almostAll = 95;
/** Some of UDP receive, in percent: with more of it in what is left out, it may be what the profile is about. */
const someOfUdp = 1;

/**
 * What a cut table shows of the busy samples, in percent, and whether UDP receive may be in what it leaves out. Undefined for
 * a table that is whole. `ofUdp`: percent of the busy samples that are known to be of UDP receive.
 */
export function cutOff(
  view: View,
  forwarded: boolean,
  ofUdp: number,
): { readonly shown: number; readonly mayHide: boolean } | undefined {
  const { profile, rows, stacks, base } = view;
  if (base <= 0 || !(profile.truncated || (stacks.length === 0 && hasLimit(profile)))) return undefined;
  const ofTcp = rows.some(
    ({ key, mark }) => lookupSymbol(key!)?.detail === 'tcp' || (mark === 'k' && namesTcp.test(key!)),
  );
  const inclusive = rows.some(({ total }) => total !== undefined);
  const shown = inclusive ? coveredBy(view) : rows.reduce((sum, { self }) => sum + (self ?? 0), 0);
  const more = ofUdp >= someOfUdp && (base - shown) * 100 >= stacksThreshold * base;
  const below = inclusive ? mayBeBelowChildren : mayBeBelowSelf;
  const mayHide = !ofTcp && !forwarded && (more || below(view, shown));
  return { shown: Math.min((shown * 100) / base, 100), mayHide };
}

/** Users of TCP inside the kernel: `svc_tcp_recvfrom`, `nvme_tcp_recv_skb`. */
const namesTcp = /(?:^|_)tcp_/;

/**
 * True for the first rows of a list that all are of what every kind of work has: locks, copies, the allocators, system calls.
 * However much of the samples they are, whose they are is in the rows that were left out.
 */
export function onlyCommonWork({ rows, stacks }: View): boolean {
  if (stacks.length > 0) return false;
  let common = 0;
  let shown = 0;
  for (const { key, self, total, mark } of rows) {
    if (self === undefined || total !== undefined || self < highLimit) return false;
    const detail = lookupSymbol(key!)?.detail ?? '';
    if (detail === 'tcp') return false;
    shown += self;
    if (mark !== '.' && commonDetails.has(detail)) common += self;
  }
  return common >= mostCommon * shown && shown > 0;
}

/** perf report --percent-limit leaves out rows as a cut does, only that the text ends as it should. */
function hasLimit({ rows, population: { comms, filters } }: View['profile']): boolean {
  if (comms.length + filters.length > 0) return false;
  let shown = 0;
  let limit = Number.POSITIVE_INFINITY;
  for (const { self = 0, total } of rows) {
    shown += self;
    limit = Math.min(limit, total ?? self);
  }
  return limit >= highLimit && shown < almostAll;
}

/** The functions that only UDP receive has are small parts of its cost; those above them serve other protocols, too. */
function mayBeBelowSelf({ rows, base }: View, shown: number): boolean {
  let packets = 0;
  let others = 0;
  let hooks = 0;
  let sent = 0;
  let ofUdp = false;
  let limit = Number.POSITIVE_INFINITY;
  for (const { key, self, mark, dso } of rows) {
    if (self === undefined) continue;
    limit = Math.min(limit, self);
    const known = mark === '.' ? undefined : lookupSymbol(key!);
    if (known?.detail === 'udp-tx') sent += self;
    ofUdp ||= isUdpReceive(key!) === 'only';
    // One such row is enough, however small.
    if (isUdpReceive(key!) === 'only' || receives.test(key!)) packets += shown;
    else if (known === undefined) others += kindOf(key!, mark, dso) === 'user space' ? self : 0;
    else if (otherWork.has(known.detail) && !sending.has(known.detail)) others += self;
    else if (packetDetails.has(known.detail) && !skid.has(key!)) packets += self;
    if (known?.stage === 'netfilter') hooks += self;
  }
  if (!ofUdp && sent >= sendersOnly * limit && rows.some(({ key }) => leavesHost(key!))) return false;
  const lifted = base > hooks ? (limit * base) / (base - hooks) : limit;
  const enoughHidden = lifted >= highLimit && (base - shown) * 100 >= stacksThreshold * base;
  // Locks, copies, the slab allocator and system calls are of all work: of less than half they say nothing of the rest.
  return enoughHidden && others * 2 < shown && (packets >= packetPart * shown || shown * 2 < base);
}

/** Sorted by what functions call, a table begins with what all work has in common: entries of system calls and interrupts. */
function mayBeBelowChildren({ rows, base, stacks }: View, shown: number): boolean {
  let limit = Number.POSITIVE_INFINITY;
  let user = 0;
  let others = 0;
  let common = 0;
  let own = 0;
  const away = rows.some(({ key }) => leavesHost(key!));
  for (const { key, total, self, mark, dso } of rows) {
    if (total === undefined) continue;
    if (kindOf(key!, mark, dso) === 'user space') own += self ?? 0;
    limit = Math.min(limit, total);
    if (kernelThreadEntry.has(key!)) continue;
    const detail = lookupSymbol(key!)?.detail;
    if (detail === 'user' || (detail === undefined && kindOf(key!, mark, dso) === 'user space')) {
      user = Math.max(user, total);
      // Frames without a name, or with one that is not known, say nothing of what runs.
    } else if (detail === undefined) continue;
    else if (otherWork.has(detail) && (away || !sending.has(detail))) others = Math.max(others, total);
    else common = Math.max(common, total);
  }
  // Stacks show all that the rows call.
  const hidden = stacks.length > 0 ? base - shown : limit;
  return hidden * 100 >= stacksThreshold * base && common > 0 && Math.max(own, others, user - common) * 2 < base;
}

/** At least so many of the busy samples passed the functions that a table with Children shows: those of one task overlap. */
function coveredBy({ rows, profile, base }: View): number {
  const largest = new Map<string, number>();
  for (const { comm = '', total = 0 } of profile.rows) largest.set(comm, Math.max(largest.get(comm) ?? 0, total));
  const all = [...largest.values()].reduce((sum, total) => sum + total, 0);
  const idling = profile.rows.length > rows.length ? 100 - base : 0;
  return Math.min(Math.max(all - idling, 0), base);
}

/** Parts of the kernel that every kind of work enters. */
const commonDetails: ReadonlySet<string> = new Set(
  'lock skid copy slab page-alloc skb-free syscall mitigation sched wakeup timer rcu'.split(' '),
);
/** The part of what is shown from which on they leave nothing that would tell the kind of work. */
const mostCommon = 0.95;

/** Parts of the kernel that packets of all protocols pass on their way in. */
const packetDetails: ReadonlySet<string> = new Set(
  'softirq driver-rx gro netif-rx rps-backlog ip-rcv route defrag netfilter flow-hash tap lsm-audit epoll-poll'.split(
    ' ',
  ),
);

/** What calls the receive of a socket of whatever protocol: `sock_recvmsg`, `__sys_recvfrom`, `__libc_recvmsg`. */
const receives = /^(?:inet6?|sock)_recvmsg|(?:^|_)recv(?:m?msg|from)?$/;

/** Work that is not receiving packets. Where most of what is shown is of these, the rest will be, too. */
const otherWork: ReadonlySet<string> = new Set(
  'udp-tx driver-tx forward block fs user crypto virt debug perf ipc bpf xdp-tc mm tunnel proc'.split(' '),
);
/**
 * To receive costs no less than to send, and has four main functions: lookup, enqueue, dequeue and udp_recvmsg. Where
 * sending takes this many times the limit of the list and each of the four is below it, little is received.
 */
const sendersOnly = 4;

/** True for what hands packets to a network card: those are received elsewhere. */
function leavesHost(key: string): boolean {
  return lookupSymbol(key)?.detail === 'driver-tx' && !/^(?:loopback|veth|tun|tap|macvtap)_/.test(key);
}

/** Over loopback and veth the softirqs that receive run inside of these. */
const sending: ReadonlySet<string> = new Set(['udp-tx', 'driver-tx']);
