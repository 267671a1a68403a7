import type { Line } from '../../model/source.ts';
import { countOf, isBlank, type Repair } from './repair.ts';

// Fewer lines than this alternate with empty ones by chance (sections, messages, prose).
const shortestRun = 8;

/**
 * An empty line after every line. A region is doubled when all its text stands on every second line: the lines between go,
 * and what was empty before stays, since it too was doubled.
 */
export const doubledBlanks: Repair = {
  name: 'doubled-blanks',
  sign: (text) => text.includes('\n\n') || /\n[ \t]{0,9}\n/.test(text),
  apply(lines) {
    const isBlankAt = (at: number) => isBlank(lines[at]);
    const out: Line[] = [];
    let dropped = 0;
    let first = 0;
    for (let i = 0; i < lines.length; ) {
      const end = isBlank(lines[i]) ? i : endOfRun(lines.length, isBlankAt, i);
      if (end === i) {
        out.push(lines[i++]!);
        continue;
      }
      for (let j = i; j < end; j++) {
        if ((j - i) % 2 === 0) out.push(lines[j]!);
        else {
          first ||= lines[j]!.number;
          dropped++;
        }
      }
      i = end;
    }
    if (dropped === 0) return undefined;
    return { lines: out, did: `dropped ${countOf(dropped, 'empty line')} between all lines`, line: first };
  },
};

/** Which of `count` lines are blank. */
export interface Blanks {
  readonly count: number;
  /** Their indexes, in any order. */
  readonly all: readonly number[];
  is(at: number): boolean;
}

/** Whether there is something to do for `apply`. A doubled line has a blank one below it. */
export function isDoubled({ count, all, is }: Blanks): boolean {
  return all.some((at) => at > 0 && !is(at - 1) && endOfRun(count, is, at - 1) >= at);
}

/** `start` when no doubled region begins there. */
function endOfRun(count: number, isBlankAt: (at: number) => boolean, start: number): number {
  let text = 0;
  let end = start;
  for (let i = start; i < count; i++) {
    const blank = isBlankAt(i);
    if ((i - start) % 2 === 1) {
      if (!blank) break;
      continue;
    }
    if (blank) {
      if (i - end > 6) break;
      continue;
    }
    text++;
    end = i + 1;
  }
  if (text < shortestRun) return start;
  return end < count && isBlankAt(end) ? end + 1 : end;
}
