import { symbolTable } from './symbol-table.ts';

let rows: Map<string, string> | undefined;

/**
 * Rows of the symbol table by name, each behind its part of the kernel: `udp_rmem_release accounting` gives
 * `udp-dequeue udp_rmem_release accounting 4.10 - ...`.
 */
export function rowOf(name: string): string | undefined {
  return allRows().get(name);
}

export function allRows(): ReadonlyMap<string, string> {
  if (rows) return rows;
  rows = new Map();
  let detail = '';
  for (const line of symbolTable.split('\n')) {
    if (line === '') continue;
    if (line.startsWith('@')) detail = line.slice(1);
    else rows.set(line.slice(line.startsWith('~') ? 1 : 0, line.indexOf(' ')), `${detail} ${line}`);
  }
  return rows;
}
