import { type EventFormat, parseEventFormat } from './event-format.ts';
import type { Expression } from './expression.ts';
import { memoised } from './memo.ts';
import { NamedValues, type Piece } from './named-values.ts';
import { numberOf } from './number-of.ts';
import { parsePrint } from './parse-print.ts';
import { type Locate, pointerKind, pointerText } from './pointer-text.ts';
import type { Raw } from './raw.ts';
import { type TextOf, textOf } from './text-of.ts';
import { NotUnderstood, withoutBackslashes } from './tokens.ts';

/** What printing needs besides the format and the sample. */
export interface PrintContext {
  /** Texts that stand for addresses. */
  readonly texts: ReadonlyMap<bigint, string>;
  readonly locate: Locate;
}

/** The fields of a sample: as one text, and by their names. */
export interface Printer {
  readonly text: TextOf;
  readonly named: NamedValues;
}

// %d  %-8s  %016llx  %.*s  %#lx
const conversion = /%([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+)?)?([hlLzZqjt]*)([a-zA-Z%])/y;

/**
 * Makes what prints the fields of a tracepoint's samples as libtraceevent does for perf script, out of the format that the
 * kernel gives for it. Throws `NotUnderstood`.
 */
export function printerOf(text: string, context: PrintContext): Printer {
  const format = parseEventFormat(text);
  const print = parsePrint(format.print);
  const pieces: (string | Piece)[] = [];
  const args = print.args[Symbol.iterator]();
  const next = (): Expression => {
    const { value, done } = args.next();
    if (done) throw new NotUnderstood('more conversions than values');
    return value;
  };
  for (let at = 0; at < print.text.length; ) {
    const percent = print.text.indexOf('%', at);
    const end = percent < 0 ? print.text.length : percent;
    if (end > at) pieces.push(withoutBackslashes(print.text.slice(at, end)));
    if (percent < 0) break;
    conversion.lastIndex = percent;
    const match = conversion.exec(print.text);
    if (!match) throw new NotUnderstood(`the conversion ${print.text.slice(percent, percent + 4)}`);
    at = conversion.lastIndex;
    if (match[5] === '%') pieces.push('%');
    else if (match[5] === 'p') {
      const kind = pointerKind.exec(print.text.slice(at))?.[0] ?? '';
      at += kind.length;
      pieces.push(pointer(match, kind, next, format, context));
    } else pieces.push(plain(match, next, format, context));
  }
  return {
    text(raw) {
      let line = '';
      for (const piece of pieces) line += typeof piece === 'string' ? piece : piece.print(raw);
      return line;
    },
    named: new NamedValues(pieces),
  };
}

function pointer(
  match: RegExpExecArray,
  kind: string,
  next: () => Expression,
  format: EventFormat,
  { locate }: PrintContext,
): Piece {
  const count = match[2] === '*' ? numberOf(next(), format) : undefined;
  const length = count ? (raw: Raw) => Number(count(raw)) : Number(match[2] ?? 1);
  const of = next();
  const print = pointerText(kind, of, format, locate, typeof length === 'number' ? () => length : length);
  return { print: kind === '' ? print : memoised(print, [of], format), isPlain: !kind.startsWith('h') };
}

function plain(match: RegExpExecArray, next: () => Expression, format: EventFormat, { texts }: PrintContext): Piece {
  const [all, flags, width, precision, size, letter] = match;
  const widthOf = width === '*' ? numberOf(next(), format) : undefined;
  const precisionOf = precision === '*' ? numberOf(next(), format) : undefined;
  const columns = widthOf ? (raw: Raw) => Number(BigInt.asIntN(32, widthOf(raw))) : fixed(Number(width ?? 0));
  const digits = precisionOf
    ? (raw: Raw) => Number(BigInt.asIntN(32, precisionOf(raw)))
    : fixed(all.includes('.') ? Number(precision ?? 0) : -1);
  const of = next();
  const isStatic = !widthOf && !precisionOf;
  let piece: TextOf;
  if (letter === 's') {
    piece = textOf(of, format, texts, (text, raw) => {
      const most = digits(raw);
      return padded(most < 0 ? text : text.slice(0, most), columns(raw), flags!.includes('-'));
    });
  } else {
    const bits = { hh: 8, h: 16, '': 32 }[size!] ?? 64;
    const print = integerText(letter!, bits, flags!);
    const number = numberOf(of, format);
    piece = (raw) => print(number(raw), columns(raw), digits(raw));
  }
  const isPlain = letter !== 's' && letter !== 'c' && width === undefined && !flags!.includes(' ');
  return { print: isStatic ? memoised(piece, [of], format) : piece, isPlain };
}

function fixed(value: number): (raw: Raw) => number {
  return () => value;
}

function padded(text: string, columns: number, isLeft: boolean): string {
  return isLeft || columns < 0 ? text.padEnd(Math.abs(columns)) : text.padStart(columns);
}

/** printf of one integer. */
function integerText(
  letter: string,
  bits: number,
  flags: string,
): (value: bigint, columns: number, digits: number) => string {
  if (letter === 'c') {
    return (value, columns) => padded(String.fromCharCode(Number(value & 0xffn)), columns, flags.includes('-'));
  }
  const radix = { d: 10, i: 10, u: 10, x: 16, X: 16, o: 8 }[letter];
  if (radix === undefined) throw new NotUnderstood(`the conversion %${letter}`);
  const isSigned = letter === 'd' || letter === 'i';
  return (value, columns, digits) => {
    const number = isSigned ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);
    const isNegative = number < 0n;
    const sign = isNegative ? '-' : !isSigned ? '' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
    let text = (isNegative ? -number : number).toString(radix).padStart(digits, '0');
    let prefix = sign;
    if (flags.includes('#') && number !== 0n && radix !== 10) prefix = radix === 16 ? '0x' : '0';
    if (flags.includes('0') && !flags.includes('-') && digits < 0) text = text.padStart(columns - prefix.length, '0');
    const whole = padded(prefix + text, columns, flags.includes('-'));
    return letter === 'X' ? whole.toUpperCase() : whole;
  };
}
