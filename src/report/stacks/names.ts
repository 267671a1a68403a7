import type { RecordedFrame, StackOwner } from '../../model/recorded-stacks.ts';

/** Which ids of its thread belong to the name of a stack's owner. */
export type Ids = 'none' | 'pid' | 'tid';

const jitObject = /(?:^|\/)perf-\d+\.map$|^\[JIT|(?:^|\/)jitted-/;

/** `[libc.so.6]` where only the object is known, as all collapsers of perf script write it. */
export function functionName({ symbol, dso }: RecordedFrame): string {
  if (symbol !== '[unknown]' || dso === undefined || dso === symbol) return symbol;
  const base = dso.replace(/^.*\/(?=.)/, '');
  return base.startsWith('[') ? base : `[${base}]`;
}

export function isKernel({ mark }: RecordedFrame): boolean {
  return mark === 'k' || mark === 'g';
}

export function isJit({ dso }: RecordedFrame): boolean {
  return dso !== undefined && jitObject.test(dso);
}

/** `udp-tx`, `udp-tx-11468`, `udp-tx-11468/11480`; `?` for an id that the text does not tell. */
export function ownerName({ comm, pid, tid }: StackOwner, ids: Ids): string | undefined {
  if (comm === undefined || ids === 'none') return comm;
  return ids === 'pid' ? `${comm}-${pid ?? '?'}` : `${comm}-${pid ?? '?'}/${tid ?? '?'}`;
}
