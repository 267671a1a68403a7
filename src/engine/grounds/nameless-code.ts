import { type CallTree, unshownFrame } from '../../model/call-tree.ts';
import type { Row } from '../../model/profile.ts';
import type { View } from '../view/view.ts';
import { percent } from '../words.ts';
import type { UnnamedCost } from './unnamed-cost.ts';

/** From this part of a view on, in percent, it may be the cause that is looked for. */
const worthAWord = 10;

/**
 * Kernel code that perf has no name for, and whose callers the text does not show. BPF programs that were made from classic filters (SO_ATTACH_FILTER, seccomp, tcpdump, xt_bpf) are
 * never listed in /proc/kallsyms (kernel/bpf/core.c, bpf_prog_kallsyms_candidate), and each of their addresses is a row of its
 * own, too small for perf report to print a call graph below it.
 */
export function namelessCode(views: readonly View[]): UnnamedCost | undefined {
  let most: { readonly share: number; readonly of: string } | undefined;
  for (const view of views) {
    const { rows, stacks, base, of } = view;
    if (base <= 0 || stacks.some(({ row }) => row === undefined)) continue;
    let nameless = rows.filter((row) => row.self && isNameless(row));
    // Most reports have none, and looking through their trees takes time.
    if (shareOf(nameless, base) >= worthAWord) nameless = withoutCallers(nameless, view);
    const share = shareOf(nameless, base);
    if (share >= worthAWord && share > (most?.share ?? 0)) most = { share, of };
  }
  if (!most) return undefined;
  return {
    says: `${percent(most.share)} of ${most.of} are in kernel code without a name, as BPF made from classic filters (SO_ATTACH_FILTER, seccomp, tcpdump) always is, and nothing shows what runs it.`,
    next: 'recording',
    because: 'the recording itself has the callers of each sample',
    comesFirst: false,
  };
}

function shareOf(rows: readonly Row[], base: number): number {
  return (rows.reduce((sum, row) => sum + row.self!, 0) * 100) / base;
}

/** Rows below the percent limit have no tree: what stands for their callers is one frame that was not printed. */
function withoutCallers(rows: readonly Row[], { stacks, profile }: View): Row[] {
  const left = new Set(rows);
  for (const { row, tree } of stacks) {
    const owner = profile.rows[row!]!;
    if (left.has(owner) && showsCallers(tree)) left.delete(owner);
  }
  return [...left];
}

function showsCallers({ symbol, symbols }: CallTree): boolean {
  const printed = new Set(Array.from(symbol, (id) => symbols[id]));
  printed.delete(unshownFrame);
  printed.delete(undefined);
  return printed.size > 1;
}

/** [k] 0xffffffffc002b49f */
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
