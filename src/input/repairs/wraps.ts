import type { Line } from '../../model/source.ts';
import { hasMark, isTreeLine, startsWithPercent } from '../perf-shapes.ts';
import { longestLine } from '../split.ts';
import { isDotRow, joinLines, lacksFrame } from './join.ts';
import { countOf, isBlank, type Repair } from './repair.ts';

// Mail programs break between these columns; a shorter line was not broken for its length.
const shortestBroken = 56;
const longestBroken = 100;
const breakColumn = 66;
// A shorter line behind `# ` may be a root prompt with its command.
const shortestComment = 40;
// Pieces that a header of columns is looked for in.
const mostPieces = 6;

//     2.83%  [kernel]                            [k]
const endsInMark = /[ \t]\[[k.guH]\][ \t]*$/;
//  dma_direct_sync_single_for_device      main::{lambda(int)#1}::operator()(int) const      (not: Thanks for looking)
const symbolAlone = /^ {0,2}(?:\S+\s*$|\S*(?:[<({]|::))/;
//  [k] blk_mq_make_request      [kernel.kallsyms]  [k] f
const startsWithMark = /^[ ]{0,2}(?:\[[\w.-]+\][ \t]+|[\w./+-]+[ \t]+)?\[[k.guH]\] \S/;
//  -   23.58%     0.25%  fio              [kernel.vmlinux]
const shareColumn = /\d[.,]\d\d%/;
//    PerfTop:    2730 irqs/sec  kernel:100.0%  exact: 100.0% lost: 0/0          (complete lines end in a parenthesis)
const perfTop = /\birqs\/sec\b/;
//  drop: 0/0 [4000Hz cycles],  (all, CPU: 8)      0/17899 [4000Hz cycles],  (all, 8 CPUs)
const restOfPerfTop =
  /^[ ]{0,2}(?:exact:|lost:|drop:|kernel:|us:|guest|\d{1,9}\/\d|\d{1,3}\.\d%|\[\d+|\S{0,60}\],|\((?:all|target_|uid)|CPUs?\b|CPU:|\d+ CPUs?\))/;
//  Samples: 220K of event 'cycles', 4000 Hz, Event count (approx.):
const samples = /^#? ?Samples: /;
const unfinishedSamples =
  /(?:of event|approx\.\):|Event count|Event|[,:/]|lost: \d+\/\d+|count|\bof|Samples: \S+)[ \t]*$/;
//  3463316966 lost: 0/0 drop: 0/0
const restOfSamples =
  /^[ ]{0,2}(?:\d{3,20}(?:[ \t]|$)|of event |event '|'|\d+ Hz|Event count|count \(|\(approx|lost: |drop: |Thread: |DSO: )/;
//  0x2a0 ([kernel.kallsyms])   below   ffffffff8204 __udp4_lib_rcv+0x957
const frame = /^[ \t]+[0-9a-f]{5,16} \S{1,400}[ ]*$/;
const restOfFrame = /^[ ]{0,2}\([^()]{1,200}\)$/;
const dashes = /^[ \t]*-{60,}$/;
const restOfDashes = /^-+$/;
//  ...................     below a row of dots
const restOfDotRow = /^[ ]{0,2}\.{3}[ .]*$/;

//  42     below it   __libc_recv;entry_SYSCALL_64_after_hwframe;do_syscall_64
const onlyValue = /^ *\d[\d.,]*%?$/;
const restOfChain = /^ {0,2}\S+;\S/;
//  # event : name = cpu-clock, type = 1,        (header of perf report and script)
const headerKey = /^# [\w -]{3,30} : /;

//  $ sudo perf report --no-children --call-graph graph,0.01,callee
const command = /^(?:[^|%]{0,80}[$#-] )?(?:sudo )?(?:\S*\/)?perf [a-z][\w-]* .{0,2000}$/;
const shortestCommand = 50;
//  --sort symbol
const optionFirst = /^ {0,2}--?[a-z][\w-]*(?:[ =]|$)/;

/**
 * Lines that a mail program broke at its width. Each kind is told by what perf always prints: a row has a mark and a
 * symbol behind it, a C++ name closes its brackets, the PerfTop line ends in a parenthesis, comments begin with `#`.
 */
export const wraps: Repair = {
  name: 'wraps',
  sign: (text) => sign.test(text),
  apply(lines) {
    const out: Line[] = [];
    let joined = 0;
    let first = 0;
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i]!;
      let { text } = line;
      // What `text` was last joined from: its length tells whether it was broken for its width.
      let piece = text;
      while (i + 1 < lines.length && text.length < longestLine && isContinued(text, piece, lines, i + 1)) {
        piece = lines[++i]!.text;
        text = joinLines(text, piece);
        first ||= line.number;
        joined++;
      }
      out.push(text === line.text ? line : { text, number: line.number });
    }
    if (joined === 0) return undefined;
    return { lines: out, did: `joined ${countOf(joined, 'wrapped line')}`, line: first };
  },
};

// The rest of a broken line begins at the left edge, where most of what perf prints does not.
const sign = /\n {0,2}(?:[^\s#+|-]|---|--?[a-z])/;
const indented = /^(?: {3}|\t)/;
const ownMark = /^[+|]/;

function isContinued(text: string, piece: string, lines: readonly Line[], next: number): boolean {
  const rest = lines[next]!;
  if (rest.text === '' || text === '' || indented.test(rest.text) || leftOut.test(rest.text)) return false;
  if (isTreeBroken(text, rest.text)) return true;
  if (ownMark.test(rest.text) || isBlank(rest)) return false;
  if (samples.test(text))
    return unfinishedSamples.test(text) && restOfSamples.test(rest.text) && !startsWithPercent(rest.text);
  if (perfTop.test(text)) return !/\)[ \t]*$/.test(text) && restOfPerfTop.test(rest.text) && !hasMark(rest.text);
  if (dashes.test(text)) return restOfDashes.test(rest.text) && piece.length >= breakColumn && piece.length <= 80;
  if (text.startsWith('#') && !command.test(text)) return isCommentContinued(text, piece, lines, next);
  if (command.test(text)) return isCommandContinued(text, rest.text);
  if (startsOwnLine(rest.text)) return false;
  if (frame.test(text)) return restOfFrame.test(rest.text);
  if (startsWithPercent(text)) {
    if (endsInMark.test(text)) return symbolAlone.test(rest.text);
    if (!hasMark(text) && shareColumn.test(text)) return startsWithMark.test(rest.text);
  }
  return isOpenName(text, piece, rest.text);
}

/** A line that cannot be the rest of the one above: a row, a comment, a tree, a rule, a prompt, deep indentation. */
function startsOwnLine(text: string): boolean {
  return (
    startsWithPercent(text) ||
    isTreeLine(text) ||
    /^(?:#|[-=]{4}|\$ |[ ]{3}|\t|Samples: |[ ]{0,2}PerfTop:)/.test(text) ||
    /\d[.,]\d\d%/.test(text)
  );
}

//  ...   [...]   [snip]   <snip 200 lines>   ```      what people put for what they left out
const leftOut = /^ {0,2}(?:\.{3}(?!\.)|…|\[\.{3}|[[<(]snip|`)/i;

/** A frame that did not fit behind its pipes stands at the left edge, where no line of an indented tree begins. */
function isTreeBroken(text: string, rest: string): boolean {
  if (lacksFrame(text))
    return /^\S/.test(rest) && (symbolAlone.test(rest) || isTreeLine(rest) || startsWithPercent(rest));
  return onlyValue.test(text) && restOfChain.test(rest);
}

/** Options on the next line, because of a backslash or because the line was full. */
function isCommandContinued(text: string, rest: string): boolean {
  return text.endsWith('\\') || (text.length >= shortestCommand && optionFirst.test(rest));
}

/** A line without `#` between comments, or the rest of the header's names or dots. */
function isCommentContinued(text: string, piece: string, lines: readonly Line[], next: number): boolean {
  const rest = lines[next]!.text;
  if (rest.startsWith('#') || /^(?:[ ]{3}|\t)/.test(rest)) return false;
  if (isDotRow(text)) return restOfDotRow.test(rest);
  if (headerKey.test(text) && isFull(piece, rest)) return !startsOwnLine(rest);
  if (text.length < shortestComment) return false;
  if (!/^# \S/.test(text)) return false;
  for (let i = next; i < next + mostPieces; i++) {
    const line = lines[i]?.text;
    if (line?.startsWith('#')) return i > next;
    if (!line || startsOwnLine(line)) return false;
  }
  return false;
}

/** True when the first word of the next line would not have fitted: `piece` is what stood on the line. */
function isFull(piece: string, rest: string): boolean {
  const word = rest.trimStart().split(' ', 1)[0]!;
  return (
    piece.length <= longestBroken &&
    (piece.length >= shortestBroken || word.length > 16) &&
    piece.trimEnd().length + 1 + word.length >= breakColumn
  );
}

/**
 * True when a symbol is still open (`std::vector<char,`) at a line's end and the next word would not have fitted there.
 * A name that the TUI cut at its right edge is open too, but then a row or a tree line follows.
 */
function isOpenName(text: string, piece: string, rest: string): boolean {
  if (!/^ ?\S/.test(rest) || !isFull(piece, rest)) return false;
  if (!startsWithPercent(text) && !isTreeLine(text)) return false;
  const depth = openBrackets(text);
  return depth > 0 && openBrackets(`${text} ${rest}`) < depth + openBrackets(rest, true);
}

/** Brackets that are open at the end; C++ operators (`operator<<`, `->`) are no brackets. `onlyOpening`: count openings. */
function openBrackets(text: string, onlyOpening = false): number {
  const name = text.replace(/operator(?:<=>|<<=?|>>=?|<=?|>=?|->\*?|\(\)|\[\])/g, 'operator').replaceAll('->', '');
  let depth = 0;
  for (const c of name) {
    if (c === '<' || c === '(' || c === '{') depth++;
    else if (!onlyOpening && (c === '>' || c === ')' || c === '}') && depth > 0) depth--;
  }
  return depth;
}
