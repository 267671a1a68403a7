import type { Line, Note } from '../model/source.ts';
import { chopped } from './repairs/chopped.ts';
import { commentMarks } from './repairs/comment-marks.ts';
import { commonIndent } from './repairs/common-indent.ts';
import { diffPlus } from './repairs/diff-plus.ts';
import { type Blanks, doubledBlanks, isDoubled } from './repairs/doubled-blanks.ts';
import { escapeLost } from './repairs/escape-lost.ts';
import { fences } from './repairs/fences.ts';
import { fixedWraps } from './repairs/fixed-wraps.ts';
import { html } from './repairs/html.ts';
import { joinedRows } from './repairs/joined-rows.ts';
import { linePrefix } from './repairs/line-prefix.ts';
import { mailQuotes } from './repairs/mail-quotes.ts';
import { markdownTable } from './repairs/markdown-table.ts';
import { ocr } from './repairs/ocr.ts';
import { pagers } from './repairs/pagers.ts';
import { pipeQuotes } from './repairs/pipe-quotes.ts';
import { quotedPrintable } from './repairs/quoted-printable.ts';
import { remarks } from './repairs/remarks.ts';
import type { Repair } from './repairs/repair.ts';
import { scrollBar } from './repairs/scroll-bar.ts';
import { sideBySide } from './repairs/side-by-side.ts';
import { spreadsheet } from './repairs/spreadsheet.ts';
import { terminal } from './repairs/terminal.ts';
import { typography } from './repairs/typography.ts';
import { mojibake, unicodeBlanks } from './repairs/unicode.ts';
import { wraps } from './repairs/wraps.ts';
import { splitLines } from './split.ts';
import { isPlainAscii } from './telltales.ts';

/**
 * The damage that came last is undone first. Quoted-printable encodes whatever the mail held, so it comes before all that
 * looks at characters; entities may hide blanks and `>`; blanks and characters must be right before anything looks at the
 * beginning of a line.
 */
const characters: readonly Repair[] = [quotedPrintable, terminal, escapeLost, html, mojibake, unicodeBlanks];

/**
 * What stands around a block lies in any order (a numbered listing inside a fence inside two quotes), so these are peeled
 * off until none is left. Quoted-printable again: quoted raw mail is decoded when its quotes are gone. Doubled lines hide from
 * each other how far they are indented.
 */
const containers: readonly Repair[] = [
  linePrefix,
  mailQuotes,
  pipeQuotes,
  diffPlus,
  commentMarks,
  fences,
  doubledBlanks,
  commonIndent,
  quotedPrintable,
];
const deepestNesting = 4;

/**
 * Then the lines themselves: prompts between them would keep wrapped lines apart, a second report beside
 * the first or a scroll bar would be taken for the end of a row, dashes tell a tree from the rest of a name; only then can
 * lines be joined, those cut at a fixed column first, because they need no knowledge of what was cut. Wrapped lines
 * between doubled ones hide that they are doubled, so that comes once more.
 */
const layout: readonly Repair[] = [
  pagers,
  chopped,
  markdownTable,
  spreadsheet,
  sideBySide,
  joinedRows,
  remarks,
  scrollBar,
  typography,
  ocr,
  fixedWraps,
  wraps,
  doubledBlanks,
];

/**
 * Undoes what mail, tickets, editors and terminals did to a text. Each line keeps the number of the line of `file` it began
 * on; a clean text comes back as it was, without notes. What cannot be known (lost indentation of trees, collapsed blanks)
 * is left to the parsers.
 */
export function cleanLines(text: string, file: string): { lines: Line[]; notes: Note[] } {
  const split = splitLines(text);
  const notes = split.notes.map((note) => ({ ...note, file }));
  let lines: readonly Line[] = split.lines;
  let whole: string | undefined = split.notes.length > 0 ? undefined : text;
  let ascii: boolean | undefined;

  const run = (repair: Repair): boolean => {
    whole ??= lines.map((line) => line.text).join('\n');
    const text = whole;
    const isAscii = (): boolean => (ascii ??= isPlainAscii(text));
    if (!repair.sign(text, isAscii)) return false;
    const repaired = repair.apply(lines);
    if (!repaired) return false;
    lines = repaired.lines;
    whole = undefined;
    ascii = undefined;
    notes.push({ kind: 'repaired', text: repaired.did, file, line: repaired.line });
    return true;
  };

  for (const repair of characters) run(repair);
  for (let round = 0; round < deepestNesting; round++) {
    if (!containers.map(run).includes(true)) break;
  }
  for (const repair of layout) run(repair);
  return { lines: lines as Line[], notes };
}

/**
 * True when `cleanLines` has nothing to do for a text. `sample` has all its lines but those that only repeat what others
 * show to the repairs. The lines left out are in `lines` without their text.
 */
export function isClean(sample: string, lines: readonly Line[], blanks: Blanks): boolean {
  let ascii: boolean | undefined;
  const isAscii = (): boolean => (ascii ??= isPlainAscii(sample));
  const repairs = new Set([...characters, ...containers, ...layout]);
  repairs.delete(doubledBlanks);
  for (const repair of repairs) if (repair.sign(sample, isAscii) && repair.apply(lines)) return false;
  return !isDoubled(blanks);
}
