import { setsOf } from './sets-of-symbol.ts';
import { setNamed } from './symbol-sets.ts';

const resolved = new WeakMap<readonly string[], ReadonlySet<string>>();
const resolvedPaths = new WeakMap<readonly string[], readonly (ReadonlySet<string> | '...')[]>();

/** The symbol keys that a rule's list of symbols and `@names` stands for. */
export function resolveSymbols(names: readonly string[]): ReadonlySet<string> {
  let symbols = resolved.get(names);
  if (!symbols) {
    symbols = names.length === 1 ? symbolsOf(names[0]!) : new Set(names.flatMap((name) => [...symbolsOf(name)]));
    resolved.set(names, symbols);
  }
  return symbols;
}

function symbolsOf(name: string): ReadonlySet<string> {
  return name.startsWith('@') ? (setNamed(name)?.symbols ?? none) : new Set([name]);
}

/** The same, cut down to `shown`; `sets` are what `setsAmong` found there. */
export function resolveAmong(
  names: readonly string[],
  shown: ReadonlySet<string>,
  sets: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  if (names.length === 1 && names[0]!.startsWith('@')) return sets.get(names[0]!) ?? none;
  const found = new Set<string>();
  for (const name of names) {
    if (!name.startsWith('@')) {
      if (shown.has(name)) found.add(name);
    } else for (const symbol of sets.get(name) ?? none) found.add(symbol);
  }
  return found;
}

const none: ReadonlySet<string> = new Set();

/** A compiled program's name holds the tag of its instructions: no list has them. */
const bpfProgram = /^bpf_prog_[0-9a-f]{16}(?:_|$)/;
const bpfPrograms = ['@bpf-programs'];

/** What each `@name` has among the symbols, if anything. */
export function setsAmong(shown: ReadonlySet<string>): Map<string, Set<string>> {
  const sets = new Map<string, Set<string>>();
  for (const symbol of shown) {
    for (const name of bpfProgram.test(symbol) ? bpfPrograms : setsOf(symbol)) {
      const set = sets.get(name);
      if (set) set.add(symbol);
      else sets.set(name, new Set([symbol]));
    }
  }
  return sets;
}

/** The steps of a rule's path: `a|b`, `@name` or `...`. */
export function resolvePath(path: readonly string[]): readonly (ReadonlySet<string> | '...')[] {
  let steps = resolvedPaths.get(path);
  if (!steps) {
    steps = path.map((step) => (step === '...' ? '...' : resolveSymbols(step.split('|'))));
    resolvedPaths.set(path, steps);
  }
  return steps;
}
