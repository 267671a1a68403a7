import type { Profile } from '../../model/profile.ts';
import type { Line, Note } from '../../model/source.ts';
import { type CommandsAbove, perfCommandsAbove } from '../facts-in-text.ts';
import type { Format, Section } from '../format.ts';
import { readBareTable } from '../perf-report/bare-table.ts';
import { isHeaderLine } from '../perf-report/columns.ts';
import { profilesOf, span, type Table } from '../perf-report/profiles.ts';
import { readBody } from '../perf-report/read-body.ts';
import { isOldHeader, oldColumns, readOldRow } from './old-columns.ts';
import { isPerfTopLine, type PerfTopLine, readPerfTopLine } from './perf-top-line.ts';

/**
 * `perf top --stdio`: frames that follow each other, each with its `PerfTop:` line. The last frame that is complete is
 * the one that rests on most samples; earlier ones are said to be there, not added.
 */
export const perfTop: Format = {
  name: 'perf-top',
  starts(lines, at) {
    const { text } = lines[at]!;
    return isPerfTopLine(text) || (text.length < 300 && isOldHeader(text));
  },
  read(lines, at, { file, command }) {
    return readFrames(lines, at, file, perfCommandsAbove(lines, at, command));
  },
};

interface Frame {
  readonly profiles: readonly Profile[];
  readonly rows: number;
  readonly line: number;
}

function readFrames(lines: readonly Line[], at: number, file: string, commands: CommandsAbove): Section {
  const frames: Frame[] = [];
  let end = at;
  for (let next = at; next >= 0; next = nextFrame(lines, end)) {
    const head = isPerfTopLine(lines[next]!.text) ? readPerfTopLine(lines, next) : undefined;
    const table = readFrame(lines, next, head, file, commands);
    frames.push({ profiles: table.profiles, rows: table.profiles[0]?.rows.length ?? 0, line: lines[next]!.number });
    end = table.end;
  }
  const most = frames.reduce((rows, frame) => Math.max(rows, frame.rows), 0);
  // a frame that the end of the text cuts off is shorter than those before it
  const best = frames.findLast((frame) => frame.rows > 0 && frame.rows * 2 >= most);
  if (!best) {
    const looksLike = 'perf top before its first samples';
    return { end, captures: [], unread: [{ file, ...span(lines, at, end), looksLike }] };
  }
  const others = frames.filter((frame) => frame.rows > 0).length - 1;
  const notes: Note[] = [];
  if (others > 0) {
    const text = `${others + 1} refreshes of one screen: read the one at line ${best.line}, left out ${others}`;
    notes.push({ kind: 'inferred', text, file, line: best.line });
  }
  const captures = best.profiles.map((profile) => ({ ...profile, notes: [...notes, ...profile.notes] }));
  return { end, captures };
}

function readFrame(
  lines: readonly Line[],
  at: number,
  head: PerfTopLine | undefined,
  file: string,
  commands: CommandsAbove,
): { profiles: Profile[]; end: number } {
  const bodyAt = head?.end ?? at;
  const event = head?.event;
  const names = event?.includes(', ') ? event.split(', ') : [];
  const source = {
    file,
    ...span(lines, at, bodyAt),
    ...(head && { event: { ...(event && { event }), members: names, live: true } }),
    ...(head?.lost !== undefined && { lost: head.lost }),
    population: { ...commands, ...(head?.target && { target: head.target }) },
    truncated: true,
  };
  const headerAt = skipEmpty(lines, bodyAt);
  if (isOldHeader(lines[headerAt]?.text ?? '')) return readOld(lines, headerAt, source);
  // `perf top --stdio` prints no header; some paste one in
  const rowsAt = isHeaderLine(lines[headerAt]?.text ?? '') ? headerAt + 1 : bodyAt;
  const table = readBareTable(lines, rowsAt, { ...source, format: 'perf-top' }, 'stdio');
  return table ?? { profiles: [], end: Math.max(bodyAt, at + 1) };
}

function readOld(
  lines: readonly Line[],
  at: number,
  source: Omit<Table, 'format' | 'columns' | 'rows' | 'trees' | 'notes'>,
): { profiles: Profile[]; end: number } {
  let rowsAt = at + 1;
  while (rowsAt < lines.length && /^[_\s]*$/.test(lines[rowsAt]!.text)) rowsAt++;
  const body = readBody(lines, rowsAt, readOldRow, { file: source.file, layout: 'stdio', below: 'tree', sorted: true });
  const profiles = profilesOf({
    ...source,
    lastLine: span(lines, at, body.end).lastLine,
    format: 'perf-top',
    columns: oldColumns,
    rows: body.rows,
    trees: body.trees,
    notes: body.notes,
  });
  return { profiles, end: body.end };
}

function skipEmpty(lines: readonly Line[], at: number): number {
  let i = at;
  while (i < lines.length && lines[i]!.text.trim() === '') i++;
  return i;
}

/** The next refresh, when nothing but the menu of keys stands between: after prose it is another measurement. */
function nextFrame(lines: readonly Line[], end: number): number {
  const next = skipEmpty(lines, skipMenu(lines, skipEmpty(lines, end)));
  if (next >= lines.length || !isPerfTopLine(lines[next]!.text)) return -1;
  // two screens that stood side by side are two measurements
  return lines[next]!.number > lines[end - 1]!.number ? next : -1;
}

/** What perf top prints for a key that it does not know, and without end where its input is at its end (`< /dev/null`). */
function skipMenu(lines: readonly Line[], at: number): number {
  if (!lines[at]?.text.startsWith('Mapped keys:')) return at;
  let i = at + 1;
  while (i < lines.length && /^\s*(?:\[\w+\]\s|$)/.test(lines[i]!.text)) i++;
  return lines[i]?.text.startsWith('Enter selection') ? i + 1 : i;
}
