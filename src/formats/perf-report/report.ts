import type { Fact } from '../../model/fact.ts';
import type { Profile } from '../../model/profile.ts';
import type { Line, Note } from '../../model/source.ts';
import { type CommandsAbove, perfCommandsAbove } from '../facts-in-text.ts';
import type { Format, Section, SectionContext } from '../format.ts';
import { readBareTable } from './bare-table.ts';
import { isDotsLine, isHeaderLine, readHeader } from './columns.ts';
import { readHead, type TableHead, withoutHash } from './comment-lines.ts';
import { headerRowReader } from './header-row.ts';
import { readHierarchy } from './hierarchy.ts';
import { profilesOf, span } from './profiles.ts';
import { readBody } from './read-body.ts';
import { separatedRowReader } from './separated-row.ts';
import { isTrouble } from './trouble.ts';

/**
 * `perf report --stdio`: comment lines, then a table, once per event. Recognised by its comments; tables without any
 * comment are the business of `bareRows`.
 */
export const perfReport: Format = { name: 'perf-report', starts, read };

/** Comments between the header block and the first that is told apart. */
const lookahead = 12;

function starts(lines: readonly Line[], at: number): boolean {
  const text = lines[at]!.text;
  const hash = text.trimStart();
  if (!hash.startsWith('#')) return false;
  const comment = hash.slice(1).trim();
  if (/^={6,}$/.test(comment)) return headerLeadsToTable(lines, at);
  if (comment === '') return emptyLeadsToTable(lines, at);
  return startsTable(lines, at, comment);
}

function startsTable(lines: readonly Line[], at: number, comment: string): boolean {
  if (/^(?:Samples|Events): *\d/.test(comment)) return true;
  if (/^(?:To display the perf\.data header|Total Lost Samples: |Event count \(approx)/.test(comment)) return true;
  if (/^(?:comm|dso|symbol): \S/.test(comment)) return emptyLeadsToTable(lines, at + 1);
  // a rule below names is the end of a header that another format may know
  if (isDotsLine(comment)) return at === 0 || !lines[at - 1]!.text.trimStart().startsWith('#');
  if (!/^[A-Z]/.test(comment) || comment.length > 5000) return false;
  const names = withoutHash(lines[at]!.text);
  const dots = withoutHash(lines[at + 1]?.text ?? '');
  if (isDotsLine(dots)) return readHeader(names, dots) !== undefined;
  return /^(?:Overhead|Children|Latency) *[^ \w]/.test(comment) || isHeaderLine(comment);
}

/** `#` on a line of its own opens a table when a comment that is known comes soon. */
function emptyLeadsToTable(lines: readonly Line[], at: number): boolean {
  for (let i = at; i < Math.min(at + lookahead, lines.length); i++) {
    const hash = lines[i]!.text.trim();
    if (hash === '' || hash === '#' || isTrouble(hash)) continue;
    if (!hash.startsWith('#')) return false;
    const comment = hash.slice(1).trim();
    if (/^(?:comm|dso|symbol|pid|tid|cpu): /.test(comment)) continue;
    return startsTable(lines, i, comment);
  }
  return false;
}

function headerLeadsToTable(lines: readonly Line[], at: number): boolean {
  for (let i = at + 1; i < Math.min(at + 5000, lines.length); i++) {
    const hash = lines[i]!.text.trim();
    if (/^# ?={6,}$/.test(hash)) return emptyLeadsToTable(lines, i + 1);
    if (hash !== '' && !hash.startsWith('#')) return false;
  }
  return false;
}

function read(lines: readonly Line[], at: number, context: SectionContext): Section {
  const captures: Profile[] = [];
  const facts: Fact[] = [];
  const notes: Note[] = [];
  const commands = perfCommandsAbove(lines, at, context.command);
  let previous: TableHead | undefined;
  let end = at;
  for (;;) {
    const { head, end: bodyAt } = readHead(lines, end, context.file, previous);
    facts.push(...head.facts);
    notes.push(...head.notes);
    const table = readTable(lines, end, bodyAt, head, context.file, commands);
    captures.push(...table.profiles.filter(({ rows }) => rows.length > 0));
    end = Math.max(table.end, at + 1);
    previous = head;
    const next = nextEvent(lines, end);
    if (next < 0) break;
    end = next;
  }
  const trailer = readTrailer(lines, end);
  const unread = captures.length === 0 ? [emptyReport(lines, at, trailer, context.file)] : [];
  return { end: trailer, captures, facts, notes, unread };
}

function readTable(
  lines: readonly Line[],
  at: number,
  bodyAt: number,
  head: TableHead,
  file: string,
  commands: CommandsAbove,
): { profiles: Profile[]; end: number } {
  const source = {
    format: head.totalWeight === undefined ? ('perf-report' as const) : ('perf-mem' as const),
    file,
    ...(head.event && { event: head.event }),
    ...(head.lost !== undefined && { lost: head.lost }),
    population: { elided: head.elided, ...commands, ...recordOf(head) },
  };
  const { columns } = head;
  if (!columns) {
    const table = readBareTable(lines, bodyAt, { ...source, ...span(lines, at, bodyAt) }, 'stdio');
    return table ?? { profiles: [], end: bodyAt };
  }
  if (columns.some((column) => column.name.includes(' / '))) {
    const notes: Note[] = [];
    const profile = readHierarchy(lines, bodyAt, columns, head.separator, 'stdio', {
      ...source,
      ...span(lines, at, bodyAt),
      columns,
      rows: [],
      trees: [],
      notes,
    });
    return { profiles: [profile.profile], end: profile.end };
  }
  const readRow = head.separator ? separatedRowReader(columns, head.separator) : headerRowReader(columns);
  const body = readBody(
    lines,
    bodyAt,
    (line) => {
      const cells = readRow(line.text);
      return cells && { line: line.number, cells };
    },
    {
      file,
      layout: 'stdio',
      below: columns.some((column) => column.name === 'Symbol') ? 'mark' : 'tree',
      sorted: columns[0]!.kind === 'percent' && !/sort/.test(commands.command ?? ''),
    },
  );
  const profiles = profilesOf({
    ...source,
    ...span(lines, at, body.end),
    columns,
    rows: body.rows,
    trees: body.trees,
    notes: body.notes,
    ...(body.elided ? { truncated: true } : endsLikeReport(lines, body.end) ? { truncated: false } : {}),
  });
  return { profiles, end: body.end };
}

/** perf ends each table with two empty lines; a table that was cut, by hand or by `head`, seldom has them. */
function endsLikeReport(lines: readonly Line[], end: number): boolean {
  let i = end;
  while (i < lines.length && lines[i]!.text.trim() === '') i++;
  return i - end >= 2 || /^\s*#/.test(lines[i]?.text ?? '');
}

function recordOf(head: TableHead): { recordCommand?: string } {
  return head.recordCommand === undefined ? {} : { recordCommand: head.recordCommand };
}

/** Index of the comments of the next event of the same file, or -1. */
function nextEvent(lines: readonly Line[], end: number): number {
  for (let i = end; i < lines.length; i++) {
    const text = lines[i]!.text.trim();
    if (text === '' || text === '#') continue;
    return /^# *Samples: *\d/.test(text) ? i : -1;
  }
  return -1;
}

/** Takes in what perf prints behind the last table: a tip in `#` lines, and the threads' totals of `-T`. */
function readTrailer(lines: readonly Line[], end: number): number {
  let last = end;
  for (let i = end; i < lines.length; i++) {
    const text = lines[i]!.text.trim();
    if (text === '') continue;
    if (text === '#' && emptyLeadsToTable(lines, i)) break;
    const known = text === '#' || /^# *\((?:Tip|For|Cannot)/.test(text) || /^# +PID +TID /.test(text);
    if (!known && !/^\d+ +\d+ +\d+/.test(text)) break;
    if (!known && last === end) break;
    last = i + 1;
  }
  return last;
}

function emptyReport(lines: readonly Line[], from: number, to: number, file: string) {
  return {
    file,
    ...span(lines, from, to),
    looksLike: 'a perf report without rows',
    advice:
      'the recording holds no samples of this event, a filter (--comm, --pid, --cpu) left none, or the rows were not copied',
  };
}
