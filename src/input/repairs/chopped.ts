import { fitsAt } from '../telltales.ts';
import { countOf, type Repair, rewriteLines } from './repair.ts';

// # ........  .......  ...................>      the row of dots below a header, at the edge of the screen
const choppedDots = /^#[ .]{20,400}>$/;
const anywhere = /^#[ .]{20,400}>$/my;

/** `less -S` cuts lines at the edge of the screen and marks them there with `>`. The row of dots tells where that is. */
export const chopped: Repair = {
  name: 'chopped',
  sign: (text) => text.includes('.>') && fitsAt(text, '#', anywhere),
  apply(lines) {
    const width = lines.find((line) => choppedDots.test(line.text))?.text.length;
    if (width === undefined) return undefined;
    return rewriteLines(
      lines,
      (text) => (text.length === width && text.endsWith('>') ? text.slice(0, -1).trimEnd() : text),
      (count) => `removed the pager's mark from ${countOf(count, 'line')} cut at column ${width}`,
    );
  },
};
