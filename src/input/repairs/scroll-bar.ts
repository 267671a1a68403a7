import type { Line } from '../../model/source.ts';
import { lineEndsInLone } from '../telltales.ts';
import { countOf, type Repair, type Repaired, rewriteLines } from './repair.ts';

//  -   12.02%  udp-tx  [k] f           ▒
const drawnBar = /[ \t]*[◆▒▮█▓░■][ \t]*$/;
// The same in a terminal without UTF-8 (a and `), or with only the first byte of it left (â).
const plainBar = /[ ][a`â][ ]*$/;
// Lines of one screen that must end in the bar at one column before it is believed to be one.
const fewestLines = 5;

/** The scroll bar at the right edge of perf's TUI. */
export const scrollBar: Repair = {
  name: 'scroll-bar',
  sign: (text, isAscii) => lineEndsInLone(text, 'a`â') || (!isAscii() && /[◆▒▮█▓░■][ \t]*$/m.test(text)),
  apply(lines) {
    const drawn = rewriteLines(lines, (text) => text.replace(drawnBar, ''), did);
    const plain = withoutPlainBar(drawn?.lines ?? lines);
    return plain ?? drawn;
  },
};

const did = (count: number) => `removed the scroll bar from ${countOf(count, 'line')}`;

function withoutPlainBar(lines: readonly Line[]): Repaired | undefined {
  const columns = new Map<number, number[]>();
  for (const [i, { text }] of lines.entries()) {
    if (!plainBar.test(text)) continue;
    const column = text.trimEnd().length;
    const at = columns.get(column);
    if (at) at.push(i);
    else columns.set(column, [i]);
  }
  let bar: number[] = [];
  for (const at of columns.values()) if (at.length > bar.length) bar = at;
  if (bar.length < fewestLines) return undefined;
  const start = bar[0]!;
  const end = bar.at(-1)! + 1;
  let text = 0;
  for (let i = start; i < end; i++) if (lines[i]!.text.trim() !== '') text++;
  if (bar.length < text * 0.8) return undefined;
  const out = lines.slice();
  for (const i of bar) out[i] = { text: lines[i]!.text.trimEnd().slice(0, -1).trimEnd(), number: lines[i]!.number };
  return { lines: out, did: did(bar.length), line: lines[start]!.number };
}
