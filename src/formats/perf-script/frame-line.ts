import type { RecordedFrame } from '../../model/recorded-stacks.ts';
import { isKernelObject } from '../lexical.ts';

const unknown = '[unknown]';
const inlinedEnd = '(inlined)';

const allDigits = /^\d+$/;

/**
 * The frames of one line, innermost first, or undefined when it is none. The line is split from both ends: the address is
 * the first word, the object the last balanced parenthesis, and the name whatever lies between.
 *
 *     ffffffff820473e7 __udp4_lib_rcv+0x957 ([kernel.kallsyms])
 *                12eb (anonymous namespace)::hidden_helper(std::function<int (int)>)
 *               27304 __libc_start_main_impl+0x84 (inlined)
 *        7f0b481c5b59 recv (/games/X4 Foundations/X4 (deleted))
 */
export function parseFrame(text: string): RecordedFrame[] | undefined {
  const line = text.trim();
  const address = addressLength(line);
  if (address === 0) return undefined;
  let rest = line.slice(address).trim();
  const inlined = rest === inlinedEnd || rest.endsWith(` ${inlinedEnd}`);
  if (inlined) rest = rest.slice(0, -inlinedEnd.length).trimEnd();
  const open = inlined ? -1 : objectStart(rest);
  const dso = open < 0 ? undefined : withoutOffset(rest.slice(open + 1, -1));
  const symbol = withoutOffset((open < 0 ? rest : rest.slice(0, open)).trimEnd()) || unknown;
  // two numbers are a thread and a period
  if (open < 0 && allDigits.test(symbol)) return undefined;
  const mark = markOf(dso, line.slice(0, address));
  if (!symbol.includes('->')) return [{ symbol, dso, inlined, mark }];
  return unfolded(symbol, dso).map((name, i, names) => {
    return { symbol: name, dso, inlined: inlined || i < names.length - 1, mark };
  });
}

/** Length of the address the line begins with; 0 when the first word is no bare hexadecimal number. */
export function addressLength(line: string): number {
  const start = line.startsWith('0x') ? 2 : 0;
  let i = start;
  while (i < line.length && isHex(line.charCodeAt(i))) i++;
  const digits = i - start;
  const after = line.charCodeAt(i);
  const ends = i === line.length || after === 32 || after === 9;
  return digits > 0 && digits <= 16 && ends ? i : 0;
}

function isHex(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 102);
}

/** Index of the `(` of the object at the end, or -1: it follows a blank, `f(int)` is a name. */
export function objectStart(text: string): number {
  if (!text.endsWith(')')) return -1;
  let depth = 0;
  let open = -1;
  for (let i = text.length - 1; i >= 0; i--) {
    const code = text.charCodeAt(i);
    if (code === 41) depth++;
    else if (code === 40 && --depth === 0) {
      open = i;
      break;
    }
  }
  // a path with a lone parenthesis
  if (open < 0) open = text.lastIndexOf(' (') + 1 || -1;
  if (open < 0 || (open > 0 && text[open - 1] !== ' ' && text[open - 1] !== '\t')) return -1;
  return isCloneName(text.slice(open)) ? -1 : open;
}

// f(int) (.isra.0)   how older demanglers show a compiler's clone
function isCloneName(group: string): boolean {
  return /^\(\.(?:isra|constprop|part|cold)\b/.test(group);
}

// +0x957   at the end of a name, or of an object with -F +dsoff
function withoutOffset(name: string): string {
  const plus = name.lastIndexOf('+0x');
  if (plus < 0 || plus + 3 >= name.length || name.length - plus > 19) return name;
  for (let i = plus + 3; i < name.length; i++) if (!isHex(name.charCodeAt(i))) return name;
  return name.slice(0, plus);
}

function markOf(dso: string | undefined, address: string): string {
  if (dso?.startsWith('[guest.kernel')) return 'g';
  if (dso !== undefined && dso !== unknown) return isKernelObject(dso) ? 'k' : '.';
  const highHalf = address.length === 16 && address.charCodeAt(0) >= 56;
  return highHalf ? 'k' : '.';
}

/**
 * Java maps write inlined calls into one name, the outermost first: `Lx;::run->Ly;::read`. Other names may hold `->`
 * too (`operator->`, Rust's `fn() -> T`).
 */
function unfolded(symbol: string, dso: string | undefined): string[] {
  const java = symbol.startsWith('L') && symbol.includes(';');
  const map = dso !== undefined && /(?:^|\/)perf-\d+\.map$|^\[JIT|jitted-/.test(dso);
  if (!java && !map) return [symbol];
  const names = symbol.split(/(?<!operator|\s)->(?!\s)/).filter((name) => name !== '');
  return names.length > 0 ? names.reverse() : [symbol];
}
