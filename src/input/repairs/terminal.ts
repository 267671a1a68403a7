import type { Line } from '../../model/source.ts';
import { countOf, type Repair } from './repair.ts';

// ESC as `cat -v`, `less`, editors and string literals show it:  ^[[31m  ESC[31m  ␛[31m  \x1b[31m  \033[31m  \u001b[31m
const shownEscape = /(?:\^\[|ESC|␛|\\x1[bB]|\\0?33|\\e|\\u001[bB])(?=\[[0-9;?]*[A-Za-z]|\([0AB])/g;
// \^[[31m above; other control characters of `cat -v`: ^M at the end of a line, ^H, ^O
const shownReturn = /(?:\^M)+$/;

// ESC [ 31 m    ESC ] 0 ; title BEL    ESC ( B    ESC =
const escapeSequence =
  /\x1b(?:\[([0-?]{0,64})[ -/]{0,8}([@-~])|\][^\x07\x1b]{0,2000}(?:\x07|\x1b\\|$)|[()*+]([0-9A-Za-z])|[=>78cDEHMNOZ\\])/g;

const hasControl = /[\x00-\x08\x0b-\x1f\x7f]/;
const control = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/;
const shown = ['^[', '^M', 'ESC[', '␛', '\\x1', '\\033', '\\33', '\\e[', '\\u001'];

/** Line-drawing characters of terminals without UTF-8 (`ESC ( 0`): the scroll bar of perf's TUI is made of these. */
const lineDrawing: Readonly<Record<string, string>> = { a: '▒', '`': '◆', x: '│', q: '─', '0': '█' };

/**
 * Terminal control: colours go, a cleared screen (`ESC[H ESC[2J`, between the refreshes of `perf top --stdio`) becomes an
 * empty line, because what follows is another section, and a cursor sent elsewhere starts another line.
 */
export const terminal: Repair = {
  name: 'terminal',
  sign: (text, isAscii) => (!isAscii() && control.test(text)) || shown.some((prefix) => text.includes(prefix)),
  apply(lines) {
    const out: Line[] = [];
    let changed = 0;
    let first = 0;
    let screens = 0;
    for (const line of lines) {
      const text = line.text.replace(shownReturn, '').replace(shownEscape, '\x1b');
      if (!hasControl.test(text)) {
        if (text === line.text) {
          out.push(line);
          continue;
        }
        out.push({ text, number: line.number });
      } else {
        const { pieces, cleared } = renderLine(text);
        for (const piece of pieces) out.push({ text: piece, number: line.number });
        screens += cleared;
      }
      if (changed++ === 0) first = line.number;
    }
    if (changed === 0) return undefined;
    const snapshots = screens > 1 ? `, split ${screens} screens` : '';
    return {
      lines: out,
      did: `removed terminal control codes from ${countOf(changed, 'line')}${snapshots}`,
      line: first,
    };
  },
};

function renderLine(text: string): { pieces: string[]; cleared: number } {
  let cleared = 0;
  let drawing = false;
  let at = 0;
  let out = '';
  const take = (piece: string) => {
    out += drawing ? piece.replace(/[a`xq0]/g, (c) => lineDrawing[c]!) : piece;
  };
  for (const match of text.matchAll(escapeSequence)) {
    take(text.slice(at, match.index));
    at = match.index + match[0].length;
    const [, parameters, command, charset] = match;
    if (charset !== undefined) drawing = charset === '0';
    else if (command === 'J' || match[0] === '\x1bc') {
      // The whole screen (2, 3), not "from here to the end of the line's screen" (0), which follows a redraw.
      if (parameters === '2' || parameters === '3' || match[0] === '\x1bc') {
        out += '\n\n';
        cleared++;
      }
    } else if (command === 'H' || command === 'f') out += '\n';
    else if (command === 'C') out += ' '.repeat(Math.min(Number(parameters) || 1, 500));
  }
  take(text.slice(at));
  const plain = withoutControls(out);
  if (!plain.includes('\n')) return { pieces: [plain], cleared };
  // `ESC[H ESC[2J text` is one boundary: an empty line, then the text.
  const shown = plain.split('\n').filter((piece) => piece.trim() !== '');
  const pieces: string[] = [];
  const startsEmpty = plain.startsWith('\n');
  for (const piece of shown) {
    if (cleared > 0 && (pieces.length > 0 || startsEmpty)) pieces.push('');
    pieces.push(piece);
  }
  if (pieces.length === 0) pieces.push('');
  return { pieces, cleared };
}

/** Backspaces take back what they overwrite (`_\bx` of man pages); other control characters but TAB show nothing. */
function withoutControls(text: string): string {
  if (!text.includes('\b')) return text.replace(/[\x00-\x08\x0b-\x1f\x7f]/g, '');
  const kept: string[] = [];
  for (const c of text) {
    if (c === '\b') kept.pop();
    else if (c === '\n' || c === '\t' || (c >= ' ' && c !== '\x7f')) kept.push(c);
  }
  return kept.join('');
}
