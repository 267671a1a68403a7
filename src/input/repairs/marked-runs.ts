import type { Line } from '../../model/source.ts';
import { lineRange, type Repaired } from './repair.ts';

/** A character that a diff or a quoting program put before every line of a run. */
export interface Mark {
  readonly character: string;
  /** What is removed, in the words of the note: `"|" quotes`. */
  readonly called: string;
  /** Whether the mark of these lines is an addition, not perf's own character. */
  isAdded(run: readonly Line[]): boolean;
  /** Characters to take off each line of the run. */
  width(run: readonly Line[]): number;
}

/** Takes the mark off every run of lines that begin with it, where it was added; undefined when none was. */
export function removeMark(lines: readonly Line[], mark: Mark): Repaired | undefined {
  const out: Line[] = [];
  let first = 0;
  let last = 0;
  for (let i = 0; i < lines.length; ) {
    let end = i;
    while (end < lines.length && lines[end]!.text.startsWith(mark.character)) end++;
    if (end === i) {
      out.push(lines[i++]!);
      continue;
    }
    const run = lines.slice(i, end);
    i = end;
    if (!mark.isAdded(run)) {
      for (const line of run) out.push(line);
      continue;
    }
    first ||= run[0]!.number;
    last = run.at(-1)!.number;
    const width = mark.width(run);
    for (const line of run) out.push({ text: line.text.slice(width), number: line.number });
  }
  if (first === 0) return undefined;
  return { lines: out, did: `removed ${mark.called} from ${lineRange(first, last)}`, line: first };
}
