/** ELF's binding of a symbol: st_info >> 4. */
export const binding = { local: 0, global: 1, weak: 2 } as const;

const page = 4096;
/** Symbols before the nearest one that are looked at for one that reaches beyond it. */
const enclosing = 8;

/** Symbols in the order of their addresses; those of one address in the order they were read. */
export interface SymbolList {
  readonly count: number;
  readonly start: Float64Array;
  /** 0 where it is not known, as of all when there are none: then a symbol reaches to the next one. */
  readonly size: Float64Array | undefined;
  readonly binding: Uint8Array;
  name(index: number): string;
}

/**
 * The symbol an address lies in, and which of its aliases: by the rules of tools/perf/util/symbol.c (symbols__fixup_end, then
 * symbols__fixup_duplicate), so that the same name comes out.
 */
export class Symbols {
  readonly #list: SymbolList;
  /** The best of the aliases of an address, by the first of them. */
  readonly #chosen = new Map<number, number>();

  constructor(list: SymbolList) {
    this.#list = list;
  }

  get count(): number {
    return this.#list.count;
  }

  /** Number of the symbol, or -1. */
  find(address: number): number {
    const { start, size, count } = this.#list;
    let label = -1;
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (start[middle]! <= address) low = middle + 1;
      else high = middle;
    }
    let last = low - 1;
    for (let tries = 0; last >= 0 && tries < enclosing; tries++) {
      let first = last;
      while (first > 0 && start[first - 1] === start[last]) first--;
      const best = this.#best(first, last);
      const end = this.#end(best);
      const isIn = address < end || (address === end && end === start[best]);
      // a label within a function that is known to reach beyond it
      const isLabel = size !== undefined && size[best] === 0;
      if (isIn && !isLabel) return best;
      if (isIn) label = label < 0 ? best : label;
      last = first - 1;
    }
    return label;
  }

  name(index: number): string {
    return this.#list.name(index);
  }

  start(index: number): number {
    return this.#list.start[index]!;
  }

  /** Address of the first symbol called so. */
  addressOf(name: string): number | undefined {
    for (let i = 0; i < this.#list.count; i++) if (this.#list.name(i) === name) return this.#list.start[i]!;
    return undefined;
  }

  #end(index: number): number {
    const { start, size, count } = this.#list;
    const from = start[index]!;
    if (size !== undefined && size[index]! > 0) return from + size[index]!;
    if (index === count - 1) return pageUp(from) + page;
    return start[index + 1]!;
  }

  #best(first: number, last: number): number {
    if (first === last) return first;
    let best = this.#chosen.get(first);
    if (best === undefined) {
      best = first;
      for (let next = first + 1; next <= last; next++) if (this.#prefers(next, best)) best = next;
      this.#chosen.set(first, best);
    }
    return best;
  }

  /** True when alias `b` is a better name than alias `a`, which comes before it: choose_best_symbol. */
  #prefers(b: number, a: number): boolean {
    const { start, binding: bindings } = this.#list;
    const [lengthA, lengthB] = [this.#end(a) - start[a]!, this.#end(b) - start[b]!];
    if (lengthB === 0 && lengthA > 0) return false;
    if (lengthA === 0 && lengthB > 0) return true;
    const [weakA, weakB] = [bindings[a] === binding.weak, bindings[b] === binding.weak];
    if (weakA !== weakB) return weakA;
    const [globalA, globalB] = [bindings[a] === binding.global, bindings[b] === binding.global];
    if (globalA !== globalB) return globalB;
    const [nameA, nameB] = [this.name(a), this.name(b)];
    const [underscoresA, underscoresB] = [underscores(nameA), underscores(nameB)];
    if (underscoresA !== underscoresB) return underscoresB < underscoresA;
    if (nameA.length !== nameB.length) return nameB.length > nameA.length;
    return nameA.startsWith('SyS') || nameA.startsWith('compat_SyS');
  }
}

function underscores(name: string): number {
  let count = 0;
  while (name[count] === '_') count++;
  return count;
}

function pageUp(address: number): number {
  return Math.ceil(address / page) * page;
}

/** Numbers of the first `count` entries of `start`, so that their addresses grow; equal ones keep their order. */
export function inOrder(start: Float64Array, count: number): ArrayLike<number> | undefined {
  let sorted = true;
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < count; i++) {
    const address = start[i]!;
    if (address < most) sorted = false;
    if (address > most) most = address;
    if (address < least) least = address;
  }
  if (sorted) return undefined;
  // Address and number in one double are sorted many times faster than numbers by their addresses.
  if ((most - least + 1) * count < Number.MAX_SAFE_INTEGER) {
    const both = new Float64Array(count);
    for (let i = 0; i < count; i++) both[i] = (start[i]! - least) * count + i;
    both.sort();
    for (let i = 0; i < count; i++) both[i] = both[i]! % count;
    return both;
  }
  return Uint32Array.from({ length: count }, (_, i) => i).sort((a, b) => start[a]! - start[b]! || a - b);
}

/** Entries of `values` in another order. */
export function ordered<T extends Float64Array | Uint8Array | Uint32Array>(
  values: T,
  order: ArrayLike<number> | undefined,
): T {
  if (!order) return values;
  const sorted = values.slice(0, order.length) as T;
  for (let i = 0; i < order.length; i++) sorted[i] = values[order[i]!]!;
  return sorted;
}
