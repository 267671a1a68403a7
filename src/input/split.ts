import type { Line, Note } from '../model/source.ts';

/**
 * Longest line kept, in characters. A line of perf is hundreds of characters, a folded stack of deep recursion thousands;
 * beyond this it is something else in one line, which no parser may spend its time on.
 */
export const longestLine = 64 * 1024;

/** Most lines kept: a perf script of 400 MB has nine million, and each costs memory of its own. */
export const mostLines = 10_000_000;

/**
 * Text to lines. LF and CR LF end lines (CR CR LF too: converted twice); a lone CR does where the text has no LF at all,
 * and otherwise starts a line of the same number, since editors and `grep -n` count it as part of its line.
 */
export function splitLines(text: string): { lines: Line[]; notes: Note[] } {
  const lines: Line[] = [];
  const cut: { number: number; length: number }[] = [];
  const end = text.includes('\r') && !text.includes('\n') ? '\r' : '\n';
  let nextReturn = end === '\r' ? -1 : text.indexOf('\r');
  let crLf = 0;
  let overwritten = 0;

  const push = (piece: string, number: number) => {
    if (piece.length > longestLine) cut.push({ number, length: piece.length });
    lines.push({ text: piece.length > longestLine ? piece.slice(0, longestLine) : piece, number });
  };

  let from = 0;
  for (let number = 1; from < text.length && lines.length < mostLines; number++) {
    const at = text.indexOf(end, from);
    const to = at < 0 ? text.length : at;
    if (nextReturn < 0 || nextReturn >= to) {
      push(text.slice(from, to), number);
    } else {
      let last = to;
      while (last > from && text.charCodeAt(last - 1) === 13) last--;
      if (nextReturn === last) {
        push(text.slice(from, last), number);
        crLf++;
      } else {
        // A progress line or a pager's prompt, overwritten on the screen: what was blanked out is no line.
        const pieces = text.slice(from, last).split('\r');
        const shown = pieces.filter((piece) => piece.trim() !== '');
        for (const piece of shown.length > 0 ? shown : ['']) push(piece, number);
        overwritten++;
      }
      nextReturn = text.indexOf('\r', to);
    }
    from = to + 1;
  }
  const notes = notesOf(end, crLf, overwritten, cut);
  if (from < text.length) {
    const rest = text.length - from;
    notes.push({ kind: 'truncated', text: `read the first ${mostLines} lines; ${rest} characters were not read` });
  }
  return { lines, notes };
}

function notesOf(end: string, crLf: number, overwritten: number, cut: { number: number; length: number }[]): Note[] {
  const notes: Note[] = [];
  if (end === '\r') notes.push({ kind: 'repaired', text: 'split lines at lone CR' });
  if (crLf > 0) notes.push({ kind: 'repaired', text: 'dropped the CR of CR LF line ends' });
  if (overwritten > 0) notes.push({ kind: 'repaired', text: 'split lines at CR inside of them' });
  if (cut.length > 0) {
    const dropped = cut.reduce((sum, line) => sum + line.length - longestLine, 0);
    const what = cut.length === 1 ? `line ${cut[0]!.number}` : `${cut.length} lines`;
    notes.push({
      kind: 'truncated',
      text: `cut ${what} to ${longestLine} characters; ${dropped} characters were not read`,
      line: cut[0]!.number,
    });
  }
  return notes;
}
