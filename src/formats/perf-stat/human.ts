import type { Line, Note } from '../../model/source.ts';
import type { Format, Section } from '../format.ts';
import { counterSet, knownEvent, type StatRow, scopeOf, sectionOf } from './events.ts';
import { type DecimalMark, decimalMark, localeNumber } from './number.ts';

/**
 * perf stat as people read it, with -I, -A, --per-*, -r and in any locale.
 *
 *      Performance counter stats for '/opt/udp/both.sh 0.5':
 *
 *                 126.61 msec task-clock                       #    0.200 CPUs utilized
 *          5,649,595,479      cycles                           #    2.942 GHz                     (83.43%)
 *        <not supported>      instructions
 *
 *            0.632228337 seconds time elapsed
 *
 *     #           time             counts unit events
 *          0.100201317               4.77 msec task-clock                       #    0.048 CPUs utilized
 */
export const perfStatFormat: Format = {
  name: 'perf-stat',
  starts(lines, at) {
    const text = lines[at]!.text.slice(0, 200);
    if (/^# started on \w/.test(text))
      return lines.slice(at + 1, at + 4).some((line) => isTitle(line.text.slice(0, 200)));
    return isTitle(text);
  },
  read(lines, at, context): Section {
    const block = boundsOf(lines, at);
    const interval = /^#\s+time\s/.test(lines[at]!.text.trim());
    const mark = decimalMark(numbersWithDecimals(lines, at, block.end));
    const rows: StatRow[] = [];
    let seconds: number | undefined;
    for (let i = at; i < block.end; i++) {
      const line = lines[i]!;
      const elapsed = elapsedShape.exec(line.text.slice(0, 200));
      if (elapsed) seconds = localeNumber(elapsed[1]!, mark);
      const row = readRow(line, mark, interval, rows.at(-1));
      if (row) rows.push(row);
    }
    const notes: Note[] = [];
    if (block.skipped.length > 0) {
      const text = `perf stat: ${block.skipped.length} lines between the rows are the program's own output`;
      notes.push({ kind: 'unread', text, file: context.file, line: block.skipped[0]!.number });
    }
    const command = /^\s*Performance counter stats for '(.*)'/.exec(lines[at]!.text.slice(0, 400))?.[1];
    const place = { firstLine: lines[at]!.number, lastLine: lines[block.end - 1]!.number };
    const told = context.command ?? (command && `perf stat ${command}`);
    const known = told === undefined ? context : { ...context, command: told };
    return sectionOf(counterSet(rows, seconds, known, place, notes), block.end);
  },
};

function isTitle(text: string): boolean {
  // ` Performance counter stats for 'system wide':`, `#           time             counts unit events`
  return /^\s*Performance counter stats for /.test(text) || /^#\s+time\s.*\bcounts\s+unit\s+events\s*$/.test(text);
}

//        0.632228337 seconds time elapsed           0.05575 +- 0.00335 seconds time elapsed  ( +-  6.01% )
const elapsedShape = /^\s*([\d.,]+)\s+(?:\+-\s+[\d.,]+\s+)?seconds time elapsed/;
const footerShape = /^\s*[\d.,]+\s+(?:\+-\s+[\d.,]+\s+)?seconds (?:time elapsed|user|sys)\b/;

/** Where the block ends, and which lines inside it are not perf's. */
function boundsOf(lines: readonly Line[], at: number): { end: number; skipped: Line[] } {
  const skipped: Line[] = [];
  let pending: Line[] = [];
  let end = at + 1;
  for (let i = at + 1; i < lines.length; i++) {
    const { text } = lines[i]!;
    const short = text.slice(0, 300);
    if (text.trim() === '') continue;
    const title = isTitle(short);
    if (title && !/^#\s+time\s/.test(short) && !/^# started/.test(lines[at]!.text)) break;
    const known =
      title || (text.length < 300 && (footerShape.test(short) || looksLikeRow(short) || hintShape.test(short)));
    if (known) {
      skipped.push(...pending);
      pending = [];
      end = i + 1;
    } else {
      // -I prints while the program runs and prints too.
      pending.push(lines[i]!);
      if (pending.length > 20) break;
    }
  }
  return { end, skipped };
}

// Some events weren't counted. Try disabling the NMI watchdog:
const hintShape = /^(?:Some events weren't counted|\techo \d > \/proc\/sys\/kernel\/nmi_watchdog|\tperf stat \.\.\.)/;

/** A value (or `<not counted>`) with an event behind it, or a metric alone behind its `#`. */
function looksLikeRow(text: string): boolean {
  if (/^\s{20,}#\s+[-\d]/.test(text) || /^\s+\S.*\s#\s+[\d.,]+\s+%\s+tma_/.test(text)) return true;
  const [left, right] = split(text);
  if (/<not (?:supported|counted)>\s+\S/.test(left)) return true;
  // Indentation lost: a number at the start needs an event with a metric, or one that perf knows, to be believed.
  const bare = /^(?:\d+[.,]\d{9}\s+)?[\d.,]+\s+(?:msec\s+)?([A-Za-z][\w:./=,@%-]*)\s*$/.exec(left);
  if (bare && (knownEvent.test(bare[1]!) || /^\s*[\d.,]+\s/.test(right ?? ''))) return true;
  // The event is one word, at the end or before `#`, behind blanks or the column of -A.
  return /^(?:\s+|(?=S\d|CPU ?\d|N\d))(?:\S.*)?\d\s+(?:[A-Za-z]+ +)?[A-Za-z][\w:./=,@%-]*\s*(?:\(\s*\+-.*|[([][\d.,]+%[)\]]\s*)?$/.test(
    left,
  );
}

function readRow(line: Line, mark: DecimalMark, interval: boolean, previous: StatRow | undefined): StatRow | undefined {
  const text = line.text.slice(0, 300);
  if (!looksLikeRow(text) || footerShape.test(text)) return undefined;
  const [left, right] = split(text);
  const coverage = coverageOf(right ?? left, mark);
  const metric = metricOf(right, mark);
  const common = { ...(coverage !== undefined && { coverage }), ...(metric && { metric }), line: line.number };
  let cells = left
    .replace(/\(\s*\+-.*$|[([][\d.,]+%[)\]]\s*$/, '')
    .trim()
    .split(/\s+/);
  // `                        #    0.21  stalled cycles per insn`: a metric of the event above; `TopdownL1 (cpu_core)   # ...` one of none
  if (left.trim() === '' || !/\d|<not/.test(left)) {
    return previous && metric ? { event: previous.event, value: 'metric-only', unit: '', ...common } : undefined;
  }
  let time: number | undefined;
  if (interval) time = localeNumber(cells.shift() ?? '', mark);
  const event = cells.pop();
  if (event === undefined) return undefined;
  const missing = /<not (supported|counted)>/.exec(left)?.[1] as 'supported' | 'counted' | undefined;
  if (missing) cells = cells.filter((cell) => cell !== '<not' && cell !== `${missing}>`);
  let unit = '';
  if (cells.length > 0 && /^[A-Za-z][\w/]*$/.test(cells.at(-1)!) && !missing) unit = cells.pop()!;
  if (missing && /^[A-Za-z]+$/.test(cells.at(-1) ?? '') && cells.length > 1) unit = cells.pop()!;
  // `task-clock (msec)` of releases before 4.19 has its unit behind the event.
  const { scope, rest } = takeScope(cells, missing !== undefined);
  const value = missing ? (`not-${missing}` as const) : localeNumber(rest.join(' '), mark);
  if (typeof value === 'number' && Number.isNaN(value)) return undefined;
  return { event, value, unit, ...(scope && { scope }), ...(time !== undefined && { time }), ...common };
}

function split(text: string): [string, string | undefined] {
  const hash = text.search(/\s#(?:\s|$)/);
  const left = (hash < 0 ? text : text.slice(0, hash)).replace(/ \(msec\)/, '');
  const moved = / \(msec\)/.test(text) ? left.replace(/(\S+)\s*$/, 'msec $1') : left;
  return [moved, hash < 0 ? undefined : text.slice(hash + 2)];
}

/** The columns of -A and --per-*: an id, for sockets and cores the number of CPUs, for threads a comm that may have blanks. */
function takeScope(cells: string[], missing: boolean): { scope?: Record<string, string>; rest: string[] } {
  const first = cells[0];
  if (first === undefined) return { rest: cells };
  const scope = /^(?:S\d|N\d|CPU\d)/.test(first) ? scopeOf(first) : undefined;
  if (scope) return { scope, rest: cells.slice(scope.cpu === undefined ? 2 : 1) };
  const last = cells.findLastIndex((cell) => /\D-\d+$/.test(cell));
  if (last < 0) return { rest: cells };
  const thread = scopeOf(cells.slice(0, last + 1).join(' '));
  return thread ? { scope: thread, rest: cells.slice(last + 1) } : { rest: missing ? [] : cells };
}

/** `(62.50%)`, or `[83.43%]` of 3.x, at the end; not the spread `( +-  2.24% )` of -r. */
function coverageOf(text: string, mark: DecimalMark): number | undefined {
  const match = /[([](\d{1,3}[.,]\d\d)%[)\]]\s*$/.exec(text);
  return match ? localeNumber(match[1]!, mark) : undefined;
}

/** `    0.200 CPUs utilized` */
function metricOf(right: string | undefined, mark: DecimalMark): StatRow['metric'] {
  const match = /^\s*([\d.,]+)\s*(\S.*?)\s*$/.exec(right ?? '');
  const value = match ? localeNumber(match[1]!, mark) : Number.NaN;
  return Number.isNaN(value) ? undefined : { value, text: match![2]! };
}

function* numbersWithDecimals(lines: readonly Line[], at: number, end: number): Generator<string> {
  for (let i = at; i < end; i++) {
    const text = lines[i]!.text.slice(0, 200);
    const number = elapsedShape.exec(text)?.[1] ?? /^\s+(\d+[.,]\d{9})\s/.exec(text)?.[1];
    if (number !== undefined) yield number;
  }
}
