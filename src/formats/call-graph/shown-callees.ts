import type { CallTree } from '../../model/call-tree.ts';
import type { NamedTree } from './section.ts';

/** Two printed percentages of the same samples differ by no more. */
const rounding = 0.006;

interface Largest {
  /** By symbol: the largest share of a node with that name, and the number of nodes from it down. */
  share: Float64Array;
  size: Int32Array;
}

/**
 * What the trees read so far show below each function. A `--children` report prints what a function called below its own row
 * and again below each of its callers: where one of those has all of its samples, its own tree tells nothing more. Of a report
 * without limits that are four of five nodes.
 */
export class ShownCallees {
  readonly #byOwner = new Map<string, Largest>();

  /** Whether a tree of the same owner has all that is below a row's own symbol. `total`: the row's Children, in percent. */
  include(owner: string, tree: NamedTree, total: number): boolean {
    const largest = this.#byOwner.get(owner);
    if (!largest || tree.symbol >= largest.share.length) return false;
    if (largest.share[tree.symbol]! < total - rounding) return false;
    return largest.size[tree.symbol]! >= sizeOfCallees(tree);
  }

  add(owner: string, { parent, symbol, self, symbols }: CallTree): void {
    const { share, size } = this.#roomFor(owner, symbols.length);
    const nodes = parent.length;
    const total = Float64Array.from(self);
    const below = new Int32Array(nodes).fill(1);
    for (let node = nodes - 1; node > 0; node--) {
      const up = parent[node]!;
      total[up]! += total[node]!;
      below[up]! += below[node]!;
      const name = symbol[node]!;
      if (total[node]! <= share[name]!) continue;
      share[name] = total[node]!;
      size[name] = below[node]!;
    }
  }

  #roomFor(owner: string, names: number): Largest {
    const known = this.#byOwner.get(owner);
    if (known && known.share.length >= names) return known;
    const wider = { share: new Float64Array(2 * names), size: new Int32Array(2 * names) };
    if (known) {
      wider.share.set(known.share);
      wider.size.set(known.size);
    }
    this.#byOwner.set(owner, wider);
    return wider;
  }
}

/** Number of printed nodes at and below the roots that are the row's symbol. */
function sizeOfCallees({ raw, key, symbol }: NamedTree): number {
  const { from, size, parent } = raw;
  let count = 0;
  let isOwn = false;
  for (let node = 0; node < size; node++) {
    // Whatever stands below a root follows it.
    if (parent[from + node]! < 0) isOwn = key[from + node] === symbol;
    if (isOwn) count++;
  }
  return count;
}
