import type { Line } from '../../model/source.ts';
import { looksLikeFrame } from './frame-name.ts';
import { RawTreeBuilder, type TreeAt } from './raw-tree.ts';
import { Kind, StdioLine } from './stdio-line.ts';

interface Open {
  /** Last frame of the chain. */
  tail: number;
  /** No bar before its dashes: nothing comes beside it any more. */
  readonly last: boolean;
  /** Bars that lines below it show because of it and what it hangs under. */
  readonly bars: number;
  /** What of its value no child has taken yet. */
  left: number;
}

/**
 * Reads a tree whose blanks were lost or collapsed. Bars survive that, and say where a branch hangs: each open branch
 * that is not the last child of its parent shows one. Where they do not fit, the value decides: a branch belongs to the
 * nearest open one that still has room for it.
 *
 *     ---__libc_start_call_main
 *     main
 *     |
 *     --72.56%--__send
 *     | --53.29%--udp_sendmsg
 */
export function readLostIndent(lines: readonly Line[], at: number): TreeAt | undefined {
  const tree = new RawTreeBuilder('graph');
  tree.guessed = true;
  const line = new StdioLine();
  const open: Open[] = [];
  let barsSeen = false;
  let end = at;
  for (let i = at; i < lines.length; i++) {
    const { text, number } = lines[i]!;
    line.scan(text);
    const { kind } = line;
    if (kind === Kind.bars) continue;
    if (kind === Kind.empty || kind === Kind.value || kind === Kind.number) break;
    if (kind === Kind.frame) {
      const top = open[open.length - 1];
      const name = line.bars > 0 ? line.name : line.name.replace(/^\|+/, '');
      if (!top || !looksLikeFrame(name)) break;
      top.tail = tree.push(top.tail, name, Number.NaN, number);
    } else if (kind === Kind.root) {
      if (open.length > 0) break;
      tree.oldRoot = line.spaced;
      const tail = tree.push(-1, line.name, Number.NaN, number);
      open.push({ tail, last: false, bars: 0, left: Number.POSITIVE_INFINITY });
    } else {
      barsSeen ||= line.bars > 0;
      tree.percent = line.percent;
      const depth = barsSeen ? depthByBars(open, line) : -1;
      while (open.length > (depth >= 0 ? depth : depthByValue(open, line.value))) open.pop();
      const above = open[open.length - 1];
      if (above) above.left -= line.value;
      const tail = tree.push(above?.tail ?? -1, line.name, line.value, number);
      open.push({ tail, last: !line.ownBar, bars: line.bars, left: line.value });
    }
    end = i + 1;
  }
  return tree.size > 0 ? { tree: tree.done(), end } : undefined;
}

/** How many open branches the new one hangs under, or -1 when the bars fit nowhere. */
function depthByBars(open: readonly Open[], line: StdioLine): number {
  const above = line.bars - (line.ownBar ? 1 : 0);
  for (let depth = open.length; depth >= 0; depth--) {
    const under = open[depth - 1];
    const beside = open[depth];
    if (beside?.last) continue;
    // A single root has no bar of its own, and nothing beside it.
    if (depth === 0 && open.length > 0 && open[0]!.bars === 0) continue;
    if ((under?.bars ?? 0) === above) return depth;
  }
  return -1;
}

function depthByValue(open: readonly Open[], value: number): number {
  let depth = open.length;
  while (depth > 0 && open[depth - 1]!.left < value - 0.015) depth--;
  return depth === 0 && open[0]?.bars === 0 && open[0].left === Number.POSITIVE_INFINITY ? 1 : depth;
}
