import type { Line } from '../../model/source.ts';

/** Lines after a repair, and what it did in words a reader of the report understands. */
export interface Repaired {
  readonly lines: readonly Line[];
  /** `joined 3 wrapped lines`: becomes a note. */
  readonly did: string;
  /** First line it touched. */
  readonly line: number;
}

/**
 * Undoes one thing that mail, tickets, terminals or editors do to text. A repair never guesses: without its own signature
 * it leaves the text alone.
 */
export interface Repair {
  readonly name: string;
  /**
   * A cheap sign without which there is nothing to do, looked for in the whole text, so that a clean report pays for one
   * scan per repair and nothing else. `isAscii` tells whether the text is printable ASCII throughout, found out once for all.
   */
  sign(text: string, isAscii: () => boolean): boolean;
  /** Undefined when the signature is absent after all. */
  apply(lines: readonly Line[]): Repaired | undefined;
}

/** Rewrites lines one by one; undefined when none changed. `did` is told the number of changed lines. */
export function rewriteLines(
  lines: readonly Line[],
  rewrite: (text: string) => string,
  did: (count: number) => string,
): Repaired | undefined {
  let out: Line[] | undefined;
  let count = 0;
  let first = 0;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    const text = rewrite(line.text);
    if (text === line.text) continue;
    out ??= lines.slice();
    out[i] = { text, number: line.number };
    if (count++ === 0) first = line.number;
  }
  return out && { lines: out, did: did(count), line: first };
}

/** `1 line`, `3 lines`. */
export function countOf(count: number, what: string, plural = `${what}s`): string {
  return `${count} ${count === 1 ? what : plural}`;
}

/** `line 4`, `lines 12-340`. */
export function lineRange(first: number, last: number): string {
  return first === last ? `line ${first}` : `lines ${first}-${last}`;
}

export function isBlank(line: Line | undefined): boolean {
  if (line === undefined) return false;
  const { text } = line;
  const last = text.charCodeAt(text.length - 1);
  return last > 32 && last < 127 ? false : text.trim() === '';
}
