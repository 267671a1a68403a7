import type { Counter } from '../../model/counters.ts';
import type { Line } from '../../model/source.ts';
import { type CounterReader, integer, words } from './counter-format.ts';

/**
 * /proc/net/sockstat and sockstat6. `mem` is in pages, of all UDP sockets together; `memory` of FRAG is in bytes.
 *
 *     sockets: used 22
 *     UDP: inuse 1 mem 79944
 *     FRAG: inuse 0 memory 0
 */
export const sockstatReader: CounterReader = {
  format: 'sockstat',
  begins: (lines, at) => cellsOf(lines[at]) !== undefined,
  read(lines, at) {
    const counters: Counter[] = [];
    let i = at;
    for (; i < lines.length; i++) {
      const cells = cellsOf(lines[i]);
      if (!cells) break;
      const family = cells[0]!.slice(0, -1);
      for (let cell = 1; cell + 1 < cells.length; cell += 2) {
        const key = cells[cell]!;
        const unit = key === 'mem' ? 'pages' : key === 'memory' ? 'bytes' : 'gauge';
        const name = `sockstat.${family}.${key}`;
        counters.push({ name, value: integer(cells[cell + 1]), unit, line: lines[i]!.number });
      }
    }
    return { end: i, counters };
  },
};

function cellsOf(line: Line | undefined): string[] | undefined {
  if (!line || line.text.length > 120) return undefined;
  // `UDP: inuse 1 mem 96`, `sockets: used 1`
  if (!/^\s*(?:sockets: used|(?:TCP|UDP|UDPLITE|RAW|FRAG)6?: inuse) \d/.test(line.text)) return undefined;
  const cells = words(line.text);
  for (let cell = 2; cell < cells.length; cell += 2) if (Number.isNaN(integer(cells[cell]))) return undefined;
  return cells.length % 2 === 1 ? cells : undefined;
}
