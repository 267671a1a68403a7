import type { Profile } from '../../model/profile.ts';
import type { Line } from '../../model/source.ts';
import { type CommandsAbove, perfCommandsAbove } from '../facts-in-text.ts';
import type { Format, Section } from '../format.ts';
import { rowStart, splitCells, withoutScrollBar } from '../lexical.ts';
import { readBareTable } from './bare-table.ts';
import { type Column, isDotsLine, isHeaderLine, readHeader } from './columns.ts';
import { type EventLine, readEventLine } from './event-line.ts';
import { headerRowReader } from './header-row.ts';
import { readHierarchy } from './hierarchy.ts';
import { profilesOf, span, type Table } from './profiles.ts';
import { readBody } from './read-body.ts';

/**
 * A screen of perf report or perf top: `Samples: 441  of event ...`, a header without `#`, rows with fold marks. Also
 * what people leave of it: the header and rows.
 */
export const perfScreen: Format = {
  name: 'perf screen',
  starts(lines, at) {
    const text = withoutScrollBar(lines[at]!.text);
    if (text.length > 2000) return false;
    const line = text.trim();
    const initial = line.charCodeAt(0);
    // S(amples), O(verhead), C(hildren), L(atency), E(vents)
    if (initial !== 83 && initial !== 79 && initial !== 67 && initial !== 76 && initial !== 69) return false;
    if (line.startsWith('Samples') || line.startsWith('Events:')) {
      if (/^(?:Samples|Events): *\d+[KMGT]? +of events? /.test(line)) return !isAnnotation(lines, at);
      return line === 'Samples' && isHeaderLine(lines[at + 1]?.text ?? '');
    }
    return isHeaderLine(text) && leadsToRow(lines, at + 1);
  },
  read(lines, at, { file, command }) {
    return readScreen(lines, at, file, perfCommandsAbove(lines, at, command));
  },
};

/** perf annotate's screen begins with the same line. */
function isAnnotation(lines: readonly Line[], at: number): boolean {
  return lines.slice(at + 1, at + 4).some(({ text }) => /\[Percent: |^\s*Percent\s*[│|]/.test(text));
}

/** Within a few lines a row follows: names of columns alone are words. */
function leadsToRow(lines: readonly Line[], at: number): boolean {
  for (let i = at; i < Math.min(at + 4, lines.length); i++) {
    if (rowStart(lines[i]!.text) >= 0) return true;
  }
  return false;
}

function readScreen(lines: readonly Line[], at: number, file: string, commands: CommandsAbove): Section {
  let i = at;
  let event: EventLine | undefined;
  if (!isHeaderLine(withoutScrollBar(lines[i]!.text))) {
    event = readEventLine(withoutScrollBar(lines[i]!.text));
    i++;
    // a narrow mail broke the line: the number, or `lost: 0/0 drop: 0/0`, came to the next
    const next = lines[i]?.text.trim() ?? '';
    if (/^(?:\d+(?:\s+lost:.*)?|Event count.*|lost: .*|drop: .*)$/.test(next)) {
      event = readEventLine(`${lines[at]!.text.trimEnd()} ${next}`) ?? event;
      i++;
    }
    while (i < lines.length && i < at + 4 && lines[i]!.text.trim() === '') i++;
  }
  const header = withoutScrollBar(lines[i]?.text ?? '');
  let columns: Column[] | undefined;
  let layout: 'stdio' | 'tui' = 'tui';
  if (isHeaderLine(header) || (event && looksLikeCutHeader(header))) {
    const dots = lines[i + 1]?.text ?? '';
    const ruled = isDotsLine(dots);
    columns = readHeader(header, ruled ? dots : undefined);
    if (ruled) layout = 'stdio';
    i += ruled ? 2 : 1;
  }
  const { thread, dso, ...rest } = event ?? {};
  const source = {
    file,
    ...span(lines, at, i),
    ...(event && { event: { ...rest, members: event.members, live: event.live } }),
    population: { ...commands, ...(thread && { thread }), ...(dso && { dso }) },
  };
  const table = columns
    ? withHeader(lines, i, columns, layout, source, event)
    : readBareTable(
        lines,
        i,
        { ...source, ...(event?.live && { format: 'perf-top' as const }), truncated: true },
        'tui',
      );
  if (table) return { end: Math.max(table.end, at + 1), captures: table.profiles };
  const looksLike = 'the head of a perf screen without rows';
  return { end: Math.max(i, at + 1), captures: [], unread: [{ file, ...span(lines, at, i), looksLike }] };
}

/** Below a `Samples:` line anything that begins with names is the header, even when one of them is not known. */
function looksLikeCutHeader(text: string): boolean {
  return /^(?:Overhead|Children|Latency|Self)$/.test(splitCells(text)[0] ?? '');
}

type Source = Omit<Table, 'format' | 'columns' | 'rows' | 'trees' | 'notes'>;

function withHeader(
  lines: readonly Line[],
  at: number,
  columns: readonly Column[],
  layout: 'stdio' | 'tui',
  source: Source,
  event: EventLine | undefined,
): { profiles: Profile[]; end: number } {
  if (columns.some((column) => column.name.includes(' / '))) {
    const table: Table = { ...source, format: 'perf-report', columns, rows: [], trees: [], notes: [] };
    const { profile, end } = readHierarchy(lines, at, columns, undefined, layout, table);
    return { profiles: [profile], end };
  }
  const readRow = headerRowReader(columns);
  const body = readBody(
    lines,
    at,
    (line) => {
      const cells = readRow(withoutScrollBar(line.text));
      return cells && { line: line.number, cells };
    },
    {
      file: source.file,
      layout,
      below: columns.some((column) => column.name === 'Symbol') ? 'mark' : 'tree',
      sorted: true,
    },
  );
  const object = columns.findIndex((column) => column.name === 'Shared Object');
  const kernel = body.rows.some((row) => row.cells[object] === '[kernel]');
  const profiles = profilesOf({
    ...source,
    format: screenFormat(source.population.command, event, columns, kernel),
    lastLine: span(lines, at, body.end).lastLine,
    columns,
    rows: body.rows,
    trees: body.trees,
    notes: body.notes,
    ...(body.elided && { truncated: true }),
  });
  return { profiles, end: body.end };
}

/** perf top says its frequency and losses; it calls the kernel `[kernel]` and by default shows no comm. */
function screenFormat(
  command: string | undefined,
  event: EventLine | undefined,
  columns: readonly Column[],
  kernel: boolean,
): 'perf-top' | 'perf-report' {
  if (event?.live) return 'perf-top';
  if (command && /\bperf\s+(?:-\S+\s+)*top\b/.test(command)) return 'perf-top';
  if (command && /\bperf\s+(?:-\S+\s+)*report\b/.test(command)) return 'perf-report';
  return kernel && !columns.some((column) => column.name === 'Command') ? 'perf-top' : 'perf-report';
}
