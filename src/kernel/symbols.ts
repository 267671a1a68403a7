import { describe } from './describe-symbol.ts';
import { knownSymbol } from './known-symbols.ts';
import { familyOf } from './symbol-families.ts';
import type { SymbolInfo } from './symbol-info.ts';

/** What was asked for before; null for what nothing is known of. */
const known = new Map<string, SymbolInfo | null>();
/** A report has thousands of symbols; who reads one report after the other must not keep those of all. */
const mostKept = 1 << 17;

/**
 * What is known of a symbol, by its key (`symbolKey`): the table's row, or its family's (`mlx5e_*`, `*_clean_rx_irq`,
 * `__x64_sys_*`, `bpf_prog_*`). Undefined for symbols that say nothing by name.
 */
export function lookupSymbol(key: string): SymbolInfo | undefined {
  const before = known.get(key);
  if (before !== undefined) return before ?? undefined;
  const info = knownSymbol(key) ?? fromFamily(key);
  if (known.size === mostKept) known.clear();
  known.set(key, info ?? null);
  return info;
}

function fromFamily(key: string): SymbolInfo | undefined {
  // __pi_memcpy: the same function, callable before relocation; __pfx_memcpy: the padding before it
  const alias = /^__(?:pi|pfx)_(\w+)$/.exec(key);
  if (alias && !/^_{2}(?:pi|pfx)_/.test(alias[1]!)) return lookupSymbol(alias[1]!);
  const family = familyOf(key);
  return family && describe(key, family.detail, family.role, family.meaning);
}
