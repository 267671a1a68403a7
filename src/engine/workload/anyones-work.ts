import { stacksThreshold } from './kinds-of-work.ts';

/** Self shares of a list, by what they are of. */
export interface SelfSums {
  readonly kinds: ReadonlyMap<string, number>;
  /** What only UDP receive runs, with what it shares, if there is any. */
  readonly own: number;
  /** Firewalls and what else hooks into the way of packets. */
  readonly hooks: number;
  /** Copies and checksums in rows that name no command, which would tell whose they are. */
  readonly copied: number;
  readonly shown: number;
}

/** Work for anyone's data or packets, and its share of the busy samples in percent. */
export interface AnyonesWork {
  readonly what: string;
  readonly share: number;
}

const otherUses = ['TCP', 'block I/O', 'file systems'];

/** Undefined where the list shows whose it is, or has little of it. `scale` makes a share percent of the busy samples. */
export function anyonesWork(
  { kinds, own, hooks, copied }: SelfSums,
  scale: number,
  isCut: boolean,
): AnyonesWork | undefined {
  const uses = own > 0 ? otherUses : [...otherUses, 'sending UDP'];
  const others = uses.reduce((sum, kind) => sum + (kinds.get(kind) ?? 0), 0);
  if (others > own) return undefined;
  const isCopying = copied > hooks;
  const share = Math.max(copied, hooks) * scale;
  if (share < stacksThreshold || !(own > 0 || (isCopying && isCut))) return undefined;
  return { what: isCopying ? 'copies and checksums of data' : 'rules of firewalls and other hooks', share };
}
