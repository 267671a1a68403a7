import { describe } from './describe-symbol.ts';
import type { Role, SymbolInfo } from './symbol-info.ts';
import { rowOf } from './symbol-rows.ts';

/** What the symbol table says of a function. The executable looks it up in a file. */
export function knownSymbol(key: string): SymbolInfo | undefined {
  const row = rowOf(key);
  return row === undefined ? undefined : parseRow(key, row);
}

// udp-dequeue udp_rmem_release accounting 4.10 - UDP dequeue: rmem_alloc and forward memory release
function parseRow(name: string, line: string): SymbolInfo {
  const detailEnd = line.indexOf(' ');
  const detail = line.slice(0, detailEnd);
  const nameEnd = line.indexOf(' ', detailEnd + 1);
  const roleEnd = line.indexOf(' ', nameEnd + 1);
  const sinceEnd = line.indexOf(' ', roleEnd + 1);
  const untilEnd = line.indexOf(' ', sinceEnd + 1);
  const since = line.slice(roleEnd + 1, sinceEnd);
  const until = line.slice(sinceEnd + 1, untilEnd);
  return {
    ...describe(name, detail, line.slice(nameEnd + 1, roleEnd) as Role, line.slice(untilEnd + 1)),
    ...(since !== '-' && { since }),
    ...(until !== '-' && { until }),
    ...(line[detailEnd + 1] === '~' && { recalled: true as const }),
  };
}
