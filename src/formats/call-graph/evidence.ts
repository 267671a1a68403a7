import { type SymbolTable, unshownFrame } from '../../model/call-tree.ts';
import { nameOf } from './raw-tree.ts';
import type { NamedTree, TreeOptions } from './section.ts';

export type Order = 'caller' | 'callee';

/** Something found out about a section's trees, and from what. */
export interface Found<T> {
  readonly value: T;
  readonly because: string;
}

/** The words of `-g`/`--call-graph` of a perf report or perf top command line: `fractal,0.5,callee`. */
function graphWords(command: string | undefined): string[] {
  if (!command || !/\b(?:report|top|c2c)\b/.test(command)) return [];
  const words: string[] = [];
  for (const match of command.matchAll(/(?:\s-g|\s--call-graph)[ =]([\w.,]+)/g)) words.push(...match[1]!.split(','));
  if (/\s(?:-G|--inverted)(?:\s|$)/.test(command)) words.push('caller');
  return words;
}

// Room for one tree after the other. The row is at index 0, each node at its own + 1.
/** Value that holds at each node. */
let base = new Float64Array(0);
/** Sum and number of the values printed below it. */
let sum = new Float64Array(0);
let count = new Uint16Array(0);
/** For `endsOf`. */
let inner = new Uint8Array(0);
let ownRoot = new Uint8Array(0);

function growRoom(size: number): void {
  const room = Math.max(256, size * 2);
  base = new Float64Array(room);
  sum = new Float64Array(room);
  count = new Uint16Array(room);
  inner = new Uint8Array(room);
  ownRoot = new Uint8Array(room);
}

/**
 * Whether branch values are percent of what passes through the parent (`-g fractal`, the default before perf 4.4) or of all
 * samples (`-g graph`). A child above its parent, or siblings that sum to 100 below less, can only be relative.
 */
export function isRelative(trees: readonly NamedTree[], options: TreeOptions): Found<boolean> {
  const words = graphWords(options.command);
  if (words.includes('fractal')) return { value: true, because: 'the command line says fractal' };
  if (words.includes('graph')) return { value: false, because: 'the command line says graph' };
  let relative = 0;
  let absolute = 0;
  let oldRoots = 0;
  for (const { raw, share } of trees) {
    if (raw.kind !== 'graph' || !raw.percent) continue;
    if (raw.oldRoot) oldRoots++;
    const { parent, value: values, from, size } = raw;
    if (size >= base.length) growRoom(size);
    base[0] = share ?? 100;
    sum.fill(0, 0, size + 1);
    count.fill(0, 0, size + 1);
    for (let node = 0; node < size; node++) {
      const up = parent[from + node]! + 1;
      const value = values[from + node]!;
      base[node + 1] = Number.isNaN(value) ? base[up]! : value;
      if (Number.isNaN(value)) continue;
      if (!options.live && value > base[up]! + 0.02) relative++;
      sum[up]! += value;
      count[up]!++;
    }
    for (let up = 0; up <= size; up++) {
      if (count[up] === 0 || base[up]! >= 99) continue;
      if (Math.abs(sum[up]! - 100) <= 0.05 + count[up]! * 0.005) relative++;
      else absolute++;
    }
  }
  if (relative > absolute) return { value: true, because: 'values of siblings sum to 100' };
  if (absolute > relative) return { value: false, because: 'values never exceed those above them' };
  return oldRoots > 0
    ? { value: true, because: 'the default of a perf that prints trees like this' }
    : { value: false, because: 'the default' };
}

/**
 * Whether the frames go from the outermost caller inwards or from the row's symbol outwards: the row's symbol stands at
 * one end of its tree.
 */
export function orderOf(trees: readonly NamedTree[], table: SymbolTable, options: TreeOptions): Found<Order> {
  let caller = 0;
  let callee = 0;
  for (const tree of trees) {
    const { raw, symbol, row } = tree;
    if (symbol < 0) continue;
    const ends = endsOf(tree);
    if (options.children) {
      // A function's callees start with it in either order; its own samples' stacks end in it only in caller order.
      if (ends.otherRootsEnding > 0) caller++;
      const leaf = row.self !== undefined && row.total !== undefined && row.self > 0 && row.total - row.self < 0.02;
      if (leaf && ends.roots === ends.rootsMatching && raw.size > ends.roots) callee++;
    } else if (ends.roots === ends.rootsMatching && ends.leavesMatching < ends.leaves) callee++;
    else if (ends.leaves === ends.leavesMatching && ends.rootsMatching < ends.roots) caller++;
  }
  if (caller !== callee) {
    return { value: caller > callee ? 'caller' : 'callee', because: "where the rows' symbols stand in their trees" };
  }
  const entries = entryOrder(trees, table);
  if (entries !== 0) {
    return { value: entries > 0 ? 'caller' : 'callee', because: 'which side system calls are entered from' };
  }
  const words = graphWords(options.command);
  for (const value of ['caller', 'callee'] as const) {
    if (words.includes(value)) return { value, because: `the command line says ${value}` };
  }
  const old = trees.some((tree) => tree.raw.oldRoot);
  return { value: options.children && !old ? 'caller' : 'callee', because: 'the default' };
}

interface Ends {
  roots: number;
  rootsMatching: number;
  leaves: number;
  leavesMatching: number;
  /** Leaves that are the row's symbol, below roots that are not. */
  otherRootsEnding: number;
}

function endsOf({ raw, key, symbol, elided }: NamedTree): Ends {
  const { parent, from, size } = raw;
  if (size >= base.length) growRoom(size);
  inner.fill(0, 0, size);
  for (const node of raw.folded) inner[node] = 1;
  const ends: Ends = { roots: 0, rootsMatching: 0, leaves: 0, leavesMatching: 0, otherRootsEnding: 0 };
  for (let node = 0; node < size; node++) {
    const up = parent[from + node]!;
    const matches = key[from + node] === symbol;
    if (up >= 0) {
      inner[up] = 1;
      ownRoot[node] = ownRoot[up]!;
    } else {
      ends.roots++;
      if (matches) ends.rootsMatching++;
      ownRoot[node] = matches ? 1 : 0;
    }
  }
  for (let node = 0; node < size; node++) {
    if (inner[node] || (elided && nameOf(raw, node) === unshownFrame)) continue;
    ends.leaves++;
    if (key[from + node] !== symbol) continue;
    ends.leavesMatching++;
    if (!ownRoot[node]) ends.otherRootsEnding++;
  }
  return ends;
}

// Each is called by the one before it, on x86-64 and arm64, in kernels from 2.6 on.
const threadStart = /^(?:__libc_start_main|__libc_start_call_main|__libc_start_main_impl|start_thread|_start)$/;
const kernelEntry = /^(?:entry_SYSCALL_64|system_call_fastpath|el0t_64_sync|el0_sync|el0_svc$|ret_from_fork)/;
const dispatch = /^(?:do_syscall_64|x64_sys_call|do_el0_svc|el0_svc_common|invoke_syscall|kthread$)/;
const systemCall = /^(?:__x64_sys_|__arm64_sys_|__se_sys_|__sys_|SyS_|SYSC_|sys_)/;

function depthOfEntry(name: string): number {
  if (threadStart.test(name)) return 1;
  if (kernelEntry.test(name)) return 2;
  if (dispatch.test(name)) return 3;
  return systemCall.test(name) ? 4 : 0;
}

/** Above 0 when trees enter system calls from the root side, below 0 when from the leaf side. */
function entryOrder(trees: readonly NamedTree[], table: SymbolTable): number {
  const depths = table.names.map(depthOfEntry);
  let votes = 0;
  for (const { raw, key } of trees) {
    for (let at = raw.from; at < raw.from + raw.size; at++) {
      const up = raw.parent[at]!;
      const mine = depths[key[at]!]!;
      const above = up < 0 ? 0 : depths[key[raw.from + up]!]!;
      if (mine > 0 && above > 0) votes += Math.sign(mine - above);
    }
  }
  return votes;
}
