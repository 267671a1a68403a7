import { resolveSymbols } from '../../rules/symbol-names.ts';
import { shareInStacks } from '../paths/path-query.ts';
import type { View } from '../view/view.ts';

/** A system call besides receiving that a reader spends much of its time in. */
export interface OtherCall {
  /** As in section 2 of the manual: `write`. */
  readonly call: string;
  readonly share: number;
  readonly of: string;
}

/** From this part of a reader's samples on, another call is worth a word where no cause stands out. */
const worthAWord = 30;

//  __x64_sys_write  __arm64_sys_write  ksys_write  __do_sys_brk  SyS_write  sys_write  __sys_sendmsg
const entry =
  /^(?:__(?:x64|arm64|ia32|se|riscv|s390x?|loongarch|do)_sys_|ksys_|SyS_|SYSC_|__sys_|sys_)([a-z][a-z0-9_]*)$/;
/** Calls that receive or wait for a datagram; what a reader reads with them is told by what they call. */
const receiving = /^(?:recv|read|p?poll|p?select|epoll_p?wait|io_uring_enter|io_getevents|(?:clock_)?nanosleep|futex)/;
const udpReceive = resolveSymbols(['@udp-recvmsg', 'udp_poll']);

/** The largest of them, over all readers; undefined where none takes much, or nothing tells. */
export function otherCallOfReaders(views: readonly View[]): OtherCall | undefined {
  let most: OtherCall | undefined;
  for (const view of views) {
    if (view.side !== 'reader' || view.base <= 0) continue;
    for (const [call, names] of callsOf(view)) {
      const share = shareOf(view, names);
      if (share >= worthAWord && share > (most?.share ?? 0)) most = { call, share, of: view.of };
    }
  }
  return most;
}

/** All spellings of each call that the text shows: one enters by several functions. */
function callsOf({ rows, stacks }: View): Map<string, Set<string>> {
  const calls = new Map<string, Set<string>>();
  const tables = new Set(stacks.map(({ tree }) => tree.symbols));
  for (const names of [rows.map(({ key }) => key!), ...tables]) {
    for (const name of names) {
      const call = entry.exec(name)?.[1];
      if (call === undefined || receiving.test(call)) continue;
      const spellings = calls.get(call);
      if (spellings) spellings.add(name);
      else calls.set(call, new Set([name]));
    }
  }
  return calls;
}

/** Percent of the view's samples; of a table of Children shares the largest of the spellings. */
function shareOf({ rows, stacks, base }: View, names: ReadonlySet<string>): number {
  // What receives is left out of few: to look for it in all that have the call is dear.
  const least = (worthAWord * base) / 100;
  const isMuch = stacks.length > 0 && shareInStacks(stacks, [names]).share >= least;
  const inStacks = isMuch ? shareInStacks(stacks, [names], udpReceive).share : 0;
  const inRows = rows.reduce((most, { key, total = 0 }) => (names.has(key!) ? Math.max(most, total) : most), 0);
  return (Math.max(inStacks, inRows) * 100) / base;
}
