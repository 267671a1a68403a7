import type { Line, Note } from '../../model/source.ts';
import type { Format, Section } from '../format.ts';
import { counterSet, knownEvent, type StatRow, scopeOf, sectionOf } from './events.ts';

/**
 * perf stat -x, with any of the usual separators. The number of fields grew with the releases; fields are recognised by
 * what is in them:
 *
 *     429.358607,task-clock                                                   3.10
 *     351.184472,,task-clock                                                  3.18
 *     430143432,,task-clock,430143432,100.00                                  4.4
 *     457.05,msec,task-clock,457047544,100.00,0.779,CPUs utilized             4.19
 *          0.100145409,4.11,msec,task-clock,4109214,100.00,0.041,CPUs utilized   -I
 *     S0-D0-C0,1,203.18,msec,cpu-clock,203178090,100.00,1.000,CPUs utilized   --per-core
 *     374,67;msec;task-clock;374668670;100,00;0;CPUs utilized                 a locale with decimal comma
 */
export const perfStatCsvFormat: Format = {
  name: 'perf-stat-csv',
  starts(lines, at) {
    const row = readRow(lines[at]);
    if (!row) return false;
    // Two fields are too little to be sure of: a second row has to follow.
    return row.certain || nextRow(lines, at + 1, row.separator) !== undefined;
  },
  read(lines, at, context): Section {
    const { separator } = readRow(lines[at])!;
    const rows: StatRow[] = [];
    const skipped: Line[] = [];
    let end = at;
    for (let i: number | undefined = at; i !== undefined; i = nextRow(lines, end, separator)) {
      for (let between = end; between < i; between++)
        if (lines[between]!.text.trim() !== '') skipped.push(lines[between]!);
      rows.push(readRow(lines[i], separator)!.row);
      end = i + 1;
    }
    const notes: Note[] = [];
    if (skipped.length > 0) {
      const text = `perf stat: ${skipped.length} lines between the rows are the program's own output`;
      notes.push({ kind: 'unread', text, file: context.file, line: skipped[0]!.number });
    }
    const place = { firstLine: lines[at]!.number, lastLine: lines[end - 1]!.number };
    return sectionOf(counterSet(rows, undefined, context, place, notes), end);
  },
};

/** Index of the next row; what the program itself prints may stand between two. */
function nextRow(lines: readonly Line[], from: number, separator: string): number | undefined {
  for (let i = from; i < lines.length && i < from + 10; i++) if (readRow(lines[i], separator)) return i;
  return undefined;
}

interface CsvRow {
  readonly row: StatRow;
  readonly separator: string;
  /** The fields behind the event were there: no other text looks like that. */
  readonly certain: boolean;
}

function readRow(line: Line | undefined, separator?: string): CsvRow | undefined {
  if (!line || line.text.length > 400) return undefined;
  const { text } = line;
  for (const mark of separator === undefined ? [',', ';', '\t', '|', ':'] : [separator]) {
    if (!text.includes(mark)) continue;
    const fields = text.split(mark);
    const found = fields.length > 1 ? fromFields(fields, line.number) : undefined;
    if (found) return { ...found, separator: mark };
  }
  return undefined;
}

function fromFields(fields: string[], line: number): { row: StatRow; certain: boolean } | undefined {
  let at = 0;
  let time: number | undefined;
  if (/^\s*\d+[.,]\d{9}$/.test(fields[at]!)) time = number(fields[at++]!);
  const scope = /^(?:CPU ?\d+|S\d[\w-]*|N\d+|\S.{0,14}-\d+)$/.test(fields[at] ?? '')
    ? scopeOf(fields[at++]!)
    : undefined;
  // Sockets and cores are followed by the number of their CPUs.
  if (scope && scope.cpu === undefined && scope.comm === undefined) at++;
  let valueText = fields[at++];
  // `374,67,msec,...`: a decimal comma cut the value in two.
  if (
    valueText !== undefined &&
    /^\d+$/.test(valueText) &&
    /^\d\d$/.test(fields[at] ?? '') &&
    fields[at + 1] === 'msec'
  ) {
    valueText += `.${fields[at++]}`;
  }
  const missing = /^<not (supported|counted)>$/.exec(valueText ?? '')?.[1];
  const value = missing ? (`not-${missing}` as 'not-supported' | 'not-counted') : number(valueText ?? '');
  if (typeof value === 'number' && Number.isNaN(value)) return undefined;
  const hasUnit = /^[A-Za-z%/]{0,12}$/.test(fields[at] ?? 'x1') && isEvent(fields[at + 1] ?? '');
  const unit = hasUnit ? fields[at++]! : '';
  const event = fields[at++];
  if (event === undefined || !isEvent(event)) return undefined;
  if (/^\d+[.,]\d+%$/.test(fields[at] ?? '')) at++;
  const certain = /^\d{1,18}$/.test(fields[at] ?? '') && /^\d{1,3}(?:[.,]\d\d)?$/.test(fields[at + 1] ?? '');
  const coverage = certain ? number(fields[at + 1]!) : undefined;
  // Without the fields behind it, only events that perf knows by name are believed.
  if (!certain && (fields.length > at || !knownEvent.test(event))) return undefined;
  // Locales with a decimal comma lose the metric's decimals: `0;CPUs utilized`.
  const metricValue = certain && /[.,]/.test(fields[at + 2] ?? '') ? number(fields[at + 2]!) : Number.NaN;
  const text = fields[at + 3];
  return {
    row: {
      event,
      value,
      unit,
      line,
      ...(scope && { scope }),
      ...(time !== undefined && { time }),
      ...(coverage !== undefined && { coverage }),
      ...(!Number.isNaN(metricValue) && text && { metric: { value: metricValue, text } }),
    },
    certain,
  };
}

function isEvent(text: string): boolean {
  return text.length < 120 && /^[A-Za-z][\w:./=,@-]*$/.test(text) && !/^(?:msec|ns|Joules|MiB|GiB)$/.test(text);
}

function number(text: string): number {
  return /^\s*\d{1,20}(?:[.,]\d{1,12})?$/.test(text) ? Number(text.trim().replace(',', '.')) : Number.NaN;
}
