import { type CallTree, type StackSet, unshownFrame } from './call-tree.ts';
import { groupKey, type StackOptions } from './path-query.ts';

/** Who called a function, and for how many percent of the samples. */
export interface Caller {
  /** `unshownFrame` when perf did not print it, '' when nothing called: the function is the outermost frame. */
  readonly key: string;
  readonly share: number;
  /** Line of the called function's heaviest frame below this caller. */
  readonly line: number;
}

type Callers = Map<string, { share: number; line: number; heaviest: number }>;

/**
 * Shares of the samples taken in one of `symbols`, by the nearest caller that is none of them (a slow path's caller is not
 * its fast path): who takes this lock, who copies. Largest first.
 */
export function directCallers(
  sets: readonly StackSet[],
  symbols: ReadonlySet<string>,
  options: Pick<StackOptions, 'comms'> = {},
): Caller[] {
  const own = new Map<string, Callers>();
  const inclusive = new Map<string, Callers>();
  const flags = new Map<readonly string[], Uint8Array>();
  for (const set of sets) {
    if (options.comms && !(set.comm !== undefined && options.comms.has(set.comm))) continue;
    const { symbols: names } = set.tree;
    const wanted = flags.get(names) ?? Uint8Array.from(names, (name) => (symbols.has(name) ? 1 : 0));
    flags.set(names, wanted);
    const found = callersInTree(set.tree, wanted, set.basis === 'self');
    if (found.size === 0) continue;
    const groups = set.basis === 'self' ? own : inclusive;
    const key = groupKey(set);
    const group = groups.get(key) ?? new Map();
    groups.set(key, group);
    for (const [caller, { share, line, heaviest }] of found) merge(group, caller, share, line, heaviest, set.basis);
  }
  const result: Callers = new Map();
  for (const key of new Set([...own.keys(), ...inclusive.keys()])) {
    const a = own.get(key);
    const b = inclusive.get(key);
    const better = named(b) > named(a) ? b : a;
    // A function's own tree has its samples once more, without the callers that other trees name.
    const unknown = b?.get(unshownFrame);
    if (better === b && unknown) unknown.share = Math.max(0, unknown.share - named(b));
    for (const [caller, { share, line, heaviest }] of better ?? []) {
      if (share > 0) merge(result, caller, share, line, heaviest, 'self');
    }
  }
  const callers = [...result].map(([key, { share, line }]) => ({ key, share, line }));
  return callers.sort((a, b) => b.share - a.share || (a.key < b.key ? -1 : 1));
}

/** Self shares add up; trees that overlap give the largest. */
function merge(
  into: Callers,
  caller: string,
  share: number,
  line: number,
  heaviest: number,
  basis: StackSet['basis'],
): void {
  const known = into.get(caller);
  if (!known) into.set(caller, { share, line, heaviest });
  else {
    known.share = basis === 'self' ? known.share + share : Math.max(known.share, share);
    if (heaviest > known.heaviest) Object.assign(known, { line, heaviest });
  }
}

function named(callers: Callers | undefined): number {
  let share = 0;
  for (const [caller, found] of callers ?? []) if (caller !== unshownFrame && caller !== '') share += found.share;
  return share;
}

function callersInTree(tree: CallTree, wanted: Uint8Array, complete: boolean): Callers {
  const callers: Callers = new Map();
  const { parent, symbol } = tree;
  for (let node = 1; node < parent.length; node++) {
    const weight = tree.self[node]!;
    if (!wanted[symbol[node]!] || weight === 0) continue;
    let up = parent[node]!;
    while (up > 0 && wanted[symbol[up]!]) up = parent[up]!;
    // The root of a row's own tree has callers that the tree does not show.
    const caller = up > 0 ? tree.symbols[symbol[up]!]! : complete ? '' : unshownFrame;
    merge(callers, caller, weight, tree.line[node]!, weight, 'self');
  }
  return callers;
}
