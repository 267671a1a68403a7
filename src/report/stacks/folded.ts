import type { Collapsed, CollapsedStack } from '../../collapse/collapsed.ts';
import { functionName, type Ids, isJit, isKernel, ownerName } from './names.ts';

export interface FoldedOptions {
  readonly ids?: Ids;
  /** `_[k]` behind the functions of the kernel, `_[j]` behind those compiled at run time. */
  readonly kernel?: boolean;
  readonly jit?: boolean;
}

/**
 * Folded stacks as stackcollapse-perf.pl and inferno write them, sorted: `comm;outermost;...;leaf COUNT`. In commands blanks
 * become `_`, in names the separator becomes `:`. `_[i]` marks what was inlined into the frame before it.
 */
export function foldedText(collapsed: Collapsed, options: FoldedOptions = {}): string {
  return foldedLines(collapsed, options).join('');
}

/** The same by line: all of them may be more than a string can hold. */
export function foldedLines(collapsed: Collapsed, options: FoldedOptions = {}): string[] {
  const names = namesOf(collapsed, options);
  const counts = new Map<string, number>();
  for (const stack of collapsed.stacks) {
    const count = stack.counts[0]!;
    const text = stackText(stack, collapsed, names, options.ids ?? 'none');
    counts.set(text, (counts.get(text) ?? 0) + count);
  }
  return [...counts.keys()].sort().map((text) => `${text} ${numberText(counts.get(text)!)}\n`);
}

interface Names {
  readonly plain: readonly string[];
  /** The same for frames below one of the kernel, where the text does not tell whose they are. */
  readonly inKernel: readonly string[];
}

function namesOf({ frames }: Collapsed, { kernel = false, jit = false }: FoldedOptions): Names {
  const name = (frame: Collapsed['frames'][number], inKernel: boolean) => {
    const text = functionName(frame).replaceAll(';', ':').replace(/\s+/g, ' ');
    if (frame.inlined) return `${text}_[i]`;
    if (kernel && (isKernel(frame) || (inKernel && frame.mark === ''))) return `${text}_[k]`;
    return jit && isJit(frame) ? `${text}_[j]` : text;
  };
  return {
    plain: frames.map((frame) => name(frame, false)),
    inKernel: frames.map((frame) => name(frame, true)),
  };
}

function stackText({ owner, frames }: CollapsedStack, collapsed: Collapsed, names: Names, ids: Ids): string {
  const root = ownerName(owner, ids)?.replaceAll(';', ':').replace(/\s/g, '_');
  const texts = root === undefined ? [] : [root];
  let inKernel = false;
  for (let i = 0; i < frames.length; i++) {
    const frame = frames[i]!;
    inKernel ||= isKernel(collapsed.frames[frame]!);
    texts.push((inKernel ? names.inKernel : names.plain)[frame]!);
  }
  return texts.length > 0 ? texts.join(';') : '[unknown]';
}

/** Sums of fractions without what doubles add to them. */
function numberText(count: number): string {
  return Number.isInteger(count) ? String(count) : String(Number(count.toFixed(6)));
}
