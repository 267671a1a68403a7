import { changeById } from '../kernel/change-by-id.ts';
import type { KernelKnowledge } from '../kernel/timeline.ts';
import type { Measure } from '../rules/rule.ts';
import { setNamed } from '../rules/symbol-sets.ts';
import type { Measured } from './measures/measured.ts';

/** `70.43 %` in what the engine says; the whole is `100 %`. */
export function percent(share: number): string {
  return `${share.toFixed(share >= 99.995 ? 0 : 2)} %`;
}

/** How a measured share reads without its number: the symbols, or the path from the inside out. */
export function measuredWords(value: Measured, what: Measure): string {
  if ('path' in what) {
    if (value.parts.length === 0) return `no stack has ${pathWords(what.path)}`;
    const path = shorten(value.parts.map((part) => part.name)).join(' <- ');
    if (value.how !== 'at-least') return path;
    return `${path}, at least: ${value.parts.map((part) => `${part.name} ${percent(part.share)}`).join(', ')} must overlap`;
  }
  if (value.parts.length === 0) {
    if ('comm' in what) return `no samples of ${what.comm}`;
    if ('space' in what) return 'nothing in user space';
    if ('readersCpu' in what) return 'the reader has a CPU with time left, or stays on none';
    return `nothing in ${symbolWords('self' in what ? what.self : 'ofAll' in what ? what.ofAll : what.inclusive)}`;
  }
  if ('readersCpu' in what) return tasksWords(value, what.readersCpu);
  if (value.parts.length === 1) return value.parts[0]!.name;
  const shown = value.parts.slice(0, 4).map((part) => `${part.name} ${percent(part.share)}`);
  const more = value.parts.length - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** `batch-job 60.12 % and kworker/1:0 4.01 %`; housekeeping is left out. */
function tasksWords({ parts }: Measured, whose: 'reader' | 'others'): string {
  const [first, ...rest] = parts;
  if (whose === 'reader') return `${first!.name} has ${percent(first!.share)}`;
  const others = rest.filter(({ share }) => share >= 1).slice(0, 3);
  if (others.length === 0) return first!.name;
  return [first!, ...others].map(({ name, share }) => `${name} ${percent(share)}`).join(', ');
}

/** A path's inner end and its outermost step; long middles say how many frames they hide. */
function shorten(frames: readonly string[]): string[] {
  if (frames.length <= 5) return [...frames];
  return [...frames.slice(0, 3), `(${frames.length - 4} more)`, frames.at(-1)!];
}

/** A rule's path in words, from the inside out: `a spinlock <- lock_sock_fast <- ... <- udp_recvmsg`. */
export function pathWords(path: readonly string[]): string {
  return [...path]
    .reverse()
    .map((step) => (step === '...' ? step : symbolWords(step.split('|'))))
    .join(' <- ');
}

/** A rule's list of symbols in words; sets by their title. */
export function symbolWords(names: readonly string[]): string {
  return names.map((name) => (name.startsWith('@') ? setNamed(name)?.title : undefined) ?? name).join(' or ');
}

/** What a change of the timeline is called; an id that has none stands for itself. */
export function changeTitle(id: string): string {
  const change = changeById(id);
  return change ? `"${change.title}"` : id;
}

/** The kernel at hand in words: `RHEL 7.3 (3.10.0-514.el7)`, `a kernel of 4.13 to 6.17 (inferred)`. */
export function kernelWords(kernel: KernelKnowledge): string {
  if (kernel.release) {
    const { product, text } = kernel.release;
    if (product === undefined) return `kernel ${text}`;
    return product === text ? product : `${product} (${text})`;
  }
  const { from, until } = kernel.inferred ?? {};
  if (from && until) return from === until ? `kernel ${from} (inferred)` : `a kernel of ${from} to ${until} (inferred)`;
  if (from) return `a kernel from ${from} on (inferred)`;
  if (until) return `a kernel up to ${until} (inferred)`;
  const streams = kernel.inferred?.streams;
  if (streams && streams.length > 0) return `${streams.join(' or ')} (inferred)`;
  return 'this kernel';
}
