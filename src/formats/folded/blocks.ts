import type { Line } from '../../model/source.ts';
import type { Format } from '../format.ts';
import { FoldedStacks } from './reader.ts';

/** Deepest stack that BPF records, in frames: the kernel's and the program's each. */
const deepest = 127;

interface Block {
  /** Index behind its last line. */
  readonly end: number;
  /** Innermost first. */
  readonly frames: readonly string[];
  readonly count: number;
  readonly comm?: string;
}

/**
 * Stacks with a frame in each line, innermost first, and their count at the end: what profile and offcputime of bcc print,
 * and bpftrace for `@[kstack] = count()`.
 *
 *         udp_recvmsg                         @[
 *         __sys_recvfrom                          udp_recvmsg+301
 *         -                sink (2049)            __sys_recvfrom+221
 *             41                              ]: 41
 */
export const stackBlocks: Format = {
  name: 'folded',
  // Not in the midst of frames: each line of a long list of words would be looked at once for each line above it.
  starts: (lines, at) => (at === 0 || !frameOf(lines[at - 1]!.text)) && blockAt(lines, at) !== undefined,
  read(lines, at, context) {
    const stacks = new FoldedStacks(context.file);
    let end = at;
    const leaves = new Map<string, number>();
    for (let i = at; i < lines.length; ) {
      const block = blockAt(lines, i);
      if (block) {
        const { frames, count, comm } = block;
        const folded = [...(comm === undefined ? [] : [comm]), ...[...frames].reverse()].join(';');
        if (frames.length > 0) stacks.add(`${folded} ${count}`, lines[i]!.number);
        leaves.set(frames[0] ?? '', (leaves.get(frames[0] ?? '') ?? 0) + count);
        end = block.end;
        i = end;
      } else if (lines[i]!.text.trim() === '' && i - end < 3) i++;
      else break;
    }
    return { end, ...stacks.result(context, eventOf(commandAbove(lines, at), leaves)) };
  },
};

function blockAt(lines: readonly Line[], at: number): Block | undefined {
  const text = lines[at]!.text;
  // @[      @stacks[      @[sink,
  const opened = /^@\w*\[(?:([^\]]{1,60}),)?\s*$/.exec(text);
  return opened ? bpftraceBlock(lines, at + 1, opened[1]) : bccBlock(lines, at);
}

// ]: 41      , sink]: 41
const closing = /^(?:, ?([^\]]{1,60}))?\]: (\d{1,20})$/;

function bpftraceBlock(lines: readonly Line[], from: number, before: string | undefined): Block | undefined {
  const frames: string[] = [];
  for (let i = from; i < lines.length && i - from < 2 * deepest; i++) {
    const text = lines[i]!.text.trimEnd();
    const closed = closing.exec(text);
    if (closed) {
      const comm = [before, closed[1]].find((one) => one !== undefined && !/^\d+$/.test(one.trim()));
      return { end: i + 1, frames, count: Number(closed[2]), ...(comm !== undefined && { comm: comm.trim() }) };
    }
    const frame = frameOf(text);
    if (frame === undefined) return undefined;
    if (frame !== '') frames.push(frame);
  }
  return undefined;
}

//     -                sink (2049)
const owner = /^\s{2,}-\s{2,}(\S.{0,15}?) \(\d+\)$/;
const amount = /^\s+(\d{1,20})$/;

function bccBlock(lines: readonly Line[], at: number): Block | undefined {
  const frames: string[] = [];
  for (let i = at; i < lines.length && i - at <= 2 * deepest; i++) {
    const text = lines[i]!.text.trimEnd();
    const comm = owner.exec(text)?.[1];
    if (comm !== undefined) {
      const count = amount.exec(lines[i + 1]?.text.trimEnd() ?? '')?.[1];
      return count === undefined ? undefined : { end: i + 2, frames, count: Number(count), comm };
    }
    const frame = frameOf(text);
    if (frame === undefined) return undefined;
    // The mark between the stacks of the kernel and of the program.
    if (frame !== '') frames.push(frame);
  }
  return undefined;
}

/** A frame's name without its offset; empty for a mark or a blank line, undefined for what is no frame. */
function frameOf(text: string): string | undefined {
  if (text.trim() === '' || /^\s+--?$/.test(text)) return text.startsWith(' ') ? '' : undefined;
  //     udp_recvmsg+301      b'udp_recvmsg'      recvfrom+23 (/usr/lib/libc.so.6)      [unknown]
  const found = /^\s{2,}(?:b')?([^\s;':]\S{0,300}?)'?(?:\+(?:0x)?[0-9a-f]+)?(?: \(\S+\))?$/.exec(text);
  return found?.[1];
}

/** The call of bpftrace or bcc, which stands above the stacks with a line or two of what it says when it begins. */
function commandAbove(lines: readonly Line[], at: number): string {
  for (let i = at - 1; i >= 0 && i >= at - 8; i--) {
    if (/\bbpftrace\b|\bprofile\b|\boffcputime\b|\bstackcount\b/.test(lines[i]!.text)) return lines[i]!.text;
  }
  return '';
}

/** What was counted, where it is not the time of a CPU: a probe, as the command says, or as all stacks end in one function. */
function eventOf(command: string, leaves: ReadonlyMap<string, number>): string | undefined {
  const probe =
    /\b(?:tracepoint|t|rawtracepoint|rt|kprobe|k|kretprobe|kr|kfunc|fentry|uprobe|usdt|software|s):[\w:.*/-]+/.exec(
      command,
    )?.[0];
  if (probe !== undefined) return probe;
  const [only] = leaves.keys();
  return leaves.size === 1 && only !== '' && !/\bprofile\b/.test(command) ? `calls of ${only}` : undefined;
}
