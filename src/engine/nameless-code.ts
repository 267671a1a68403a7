import { type StackSet, unshownFrame } from '../model/call-tree.ts';
import type { Row } from '../model/profile.ts';
import type { View } from './view.ts';

/** Kernel code that perf has no name for, and whose callers the text does not show. */
export interface NamelessCode {
  readonly share: number;
  readonly of: string;
}

/** From this part of a view on, in percent, it may be the cause that is looked for. */
const worthAWord = 10;

/**
 * The view with most of it. BPF programs that were made from classic filters (SO_ATTACH_FILTER, seccomp, tcpdump, xt_bpf) are
 * never listed in /proc/kallsyms (kernel/bpf/core.c, bpf_prog_kallsyms_candidate), and each of their addresses is a row of its
 * own, too small for perf report to print a call graph below it.
 */
export function namelessCode(views: readonly View[]): NamelessCode | undefined {
  let most: NamelessCode | undefined;
  for (const { rows, stacks, base, of, profile } of views) {
    if (base <= 0 || stacks.some(({ row }) => row === undefined)) continue;
    const told = new Set(stacks.filter(showsCallers).map(({ row }) => profile.rows[row!]));
    let sum = 0;
    for (const row of rows) if (row.self && isNameless(row) && !told.has(row)) sum += row.self;
    const share = (sum * 100) / base;
    if (share >= worthAWord && share > (most?.share ?? 0)) most = { share, of };
  }
  return most;
}

/** Rows below the percent limit have no tree: what stands for their callers is one frame that was not printed. */
function showsCallers({ tree }: StackSet): boolean {
  const printed = new Set(Array.from(tree.symbol, (id) => tree.symbols[id]));
  printed.delete(unshownFrame);
  printed.delete(undefined);
  return printed.size > 1;
}

function isNameless({ key, mark }: Row): boolean {
  return mark !== '.' && mark !== 'u' && key!.includes('ffff') && isAddress(key!);
}

/** 0xffffffffc002b49f  00007f065f8173cd  [unknown] */
export function isAddress(key: string): boolean {
  // Few names begin like one: a pattern need not be asked of the others.
  const first = key.charCodeAt(0);
  if ((first < 48 || first > 57) && (first < 97 || first > 102) && first !== 91) return false;
  return /^(?:0x)?[0-9a-f]{8,16}$|^\[unknown\]$/.test(key);
}
