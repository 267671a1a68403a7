import type { Line } from '../../model/source.ts';
import { countOf, type Repair } from './repair.ts';

// --More--(24%)      (END)      lines 1-50/120 42%      Press RETURN to continue
const pagerLine =
  /^[ \t]*(?:--More--(?:\(\d{1,3}%\))?|\(END\)|lines \d+-\d+(?:\/\d+)?(?: \(END\))?(?: \d{1,3}%)?|-- ?More ?--.{0,40}|\(?[Pp]ress (?:RETURN|Enter|SPACE).{0,40})[ \t]*$/;
// The prompt of less, and what less and vi show below the end. Dropped only next to one of the above.
const emptyPrompt = /^(?::|~)$/;
// --More--(24%)    12.02%  udp-tx        the prompt was not erased before the next line
const prefix = /^--More--(?:\(\d{1,3}%\))?[ ]{0,2}(?=[ \t]*\S)/;
const sign = /--[ ]?More|\(END\)|^lines \d+-\d|ress (?:RETURN|Enter|SPACE)/m;

/** What `more` and `less` left between the lines. */
export const pagers: Repair = {
  name: 'pagers',
  sign: (text) => sign.test(text),
  apply(lines) {
    const paged = lines.some((line) => pagerLine.test(line.text) || prefix.test(line.text));
    if (!paged) return undefined;
    const out: Line[] = [];
    let dropped = 0;
    let first = 0;
    for (const line of lines) {
      if (pagerLine.test(line.text) || emptyPrompt.test(line.text)) {
        first ||= line.number;
        dropped++;
      } else if (prefix.test(line.text)) {
        first ||= line.number;
        dropped++;
        out.push({ text: line.text.replace(prefix, ''), number: line.number });
      } else out.push(line);
    }
    return { lines: out, did: `dropped ${countOf(dropped, 'prompt')} of a pager`, line: first };
  },
};
