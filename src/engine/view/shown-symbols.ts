import type { Profile } from '../../model/profile.ts';
import { resolveAmong, setsAmong } from '../../rules/symbol-names.ts';

/**
 * What rules ask for, cut down to the symbols that a profile shows at all, in rows or stacks. Of thousands of names a
 * capture has a few dozen, and most questions end with an empty set.
 */
interface Shown {
  readonly symbols: ReadonlySet<string>;
  readonly lists: Map<readonly string[], ReadonlySet<string>>;
  readonly sets: ReadonlyMap<string, ReadonlySet<string>>;
}

const shownBy = new WeakMap<Profile, Shown>();

/** The symbols of a rule's list, `@names` among them, that the profile shows. */
export function shownOf(profile: Profile, names: readonly string[]): ReadonlySet<string> {
  const { symbols, lists, sets } = shownIn(profile);
  let found = lists.get(names);
  if (!found) {
    found = resolveAmong(names, symbols, sets);
    lists.set(names, found);
  }
  return found;
}

/** All symbols that the profile shows, in rows or stacks. */
export function allShown(profile: Profile): ReadonlySet<string> {
  return shownIn(profile).symbols;
}

const pathSteps = new WeakMap<readonly string[], readonly (readonly string[] | '...')[]>();

/** The steps of a rule's path (`a|b`, `@name` or `...`), cut down alike; undefined when one of them is not shown. */
export function shownPath(
  profile: Profile,
  path: readonly string[],
): readonly (ReadonlySet<string> | '...')[] | undefined {
  let lists = pathSteps.get(path);
  if (!lists) {
    lists = path.map((step) => (step === '...' ? '...' : step.split('|')));
    pathSteps.set(path, lists);
  }
  const steps: (ReadonlySet<string> | '...')[] = [];
  for (const list of lists) {
    const step = list === '...' ? '...' : shownOf(profile, list);
    if (step !== '...' && step.size === 0) return undefined;
    steps.push(step);
  }
  return steps;
}

function shownIn(profile: Profile): Shown {
  let shown = shownBy.get(profile);
  if (!shown) {
    const symbols = symbolsIn(profile);
    shown = { symbols, lists: new Map(), sets: setsAmong(symbols) };
    shownBy.set(profile, shown);
  }
  return shown;
}

function symbolsIn({ rows, stacks }: Profile): Set<string> {
  const symbols = new Set<string>();
  for (const { key } of rows) if (key !== undefined) symbols.add(key);
  // The trees of a table share their names: thousands of trees, one list.
  let list: readonly string[] | undefined;
  for (const { tree } of stacks) {
    if (tree.symbols === list) continue;
    list = tree.symbols;
    for (const symbol of list) symbols.add(symbol);
  }
  return symbols;
}
