import type { Column } from './columns.ts';
import type { ReadRow } from './header-row.ts';

/** The separator and columns of a `-t SEP` header (`# Overhead,     Samples,Command    ,Symbol`), if it is one. */
export function readSeparatedHeader(names: string): { separator: string; columns: Column[] } | undefined {
  const header = names.trim();
  const first = /^(Overhead|Children|Self|Latency|Samples|Command|Symbol|Shared Object) *([^ \w].*)$/.exec(header);
  const separator = first?.[2]?.[0];
  if (!separator) return undefined;
  const columns = header.split(separator).map((cell): Column => {
    const name = cell.trim();
    const percent = /^(?:Overhead|Children|Self|Latency|sys|usr|guest sys|guest usr)$/.test(name);
    const kind = percent ? 'percent' : name === 'Samples' || name === 'Period' ? 'number' : 'text';
    return { name, kind, start: 0, end: 0, count: 0 };
  });
  return columns.length > 1 ? { separator, columns } : undefined;
}

/** Rows of a `-t SEP` table. perf replaces the separator inside names, so splitting is exact. */
export function separatedRowReader(columns: readonly Column[], separator: string): ReadRow {
  const numeric = columns.findIndex((column) => column.kind !== 'text');
  return (text) => {
    if (!text.includes(separator)) return undefined;
    const cells = text.split(separator).map((cell) => cell.trim());
    if (cells.length !== columns.length) return undefined;
    // a folded chain has the separator too, but its first cell is `12.02% name`
    return numeric < 0 || /^(?:[\d.,]+%?(?: +|$))+$/.test(cells[numeric]!) ? cells : undefined;
  };
}
