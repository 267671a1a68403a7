import type { Fact } from '../../model/fact.ts';
import type { Line, Note } from '../../model/source.ts';
import { readHeaderBlock } from '../perf-header.ts';
import { type Column, isDotsLine, readHeader } from './columns.ts';
import { type EventLine, readEventLine } from './event-line.ts';
import { readSeparatedHeader } from './separated-row.ts';
import { isTrouble, troubleNote } from './trouble.ts';

/** What the `#` lines above a table say. */
export interface TableHead {
  readonly facts: Fact[];
  readonly notes: Note[];
  /** `comm`, `dso`, `symbol`, ...: columns that were filtered to one value and therefore left out. */
  readonly elided: Map<string, string>;
  lost?: number;
  event?: EventLine;
  /** `# Total weight :` instead of an event count: `perf mem report`. */
  totalWeight?: number;
  sortOrder?: string;
  columns?: Column[];
  separator?: string;
  /** perf record's command line, from the header block. */
  recordCommand?: string;
}

/**
 * Reads the comment lines that start at `lines[at]` up to the first line of the table. `end` is the index of that line.
 * What was said once for all events of a file is kept from `previous`.
 */
export function readHead(
  lines: readonly Line[],
  at: number,
  file: string,
  previous?: TableHead,
): { head: TableHead; end: number } {
  const head: TableHead = {
    facts: [],
    notes: [],
    elided: previous?.elided ?? new Map(),
    ...(previous?.lost !== undefined && { lost: previous.lost }),
    ...(previous?.recordCommand !== undefined && { recordCommand: previous.recordCommand }),
  };
  let i = at;
  while (i < lines.length) {
    const { text } = lines[i]!;
    if (text.trim() === '') {
      i++;
      continue;
    }
    if (!text.trimStart().startsWith('#')) {
      const wrapped = text.trim().startsWith('--header/--header-only') && i > at;
      if (!isTrouble(text) && !wrapped) break;
      const note = troubleNote(lines[i]!, file);
      if (note) head.notes.push(note);
      i++;
      continue;
    }
    const block = readHeaderBlock(lines, i, file);
    if (block) {
      head.facts.push(...block.facts);
      if (block.recordCommand) head.recordCommand = block.recordCommand;
      i = block.end;
      continue;
    }
    const taken = readComment(lines, i, head);
    if (taken < 0) break;
    i += taken;
  }
  return { head, end: i };
}

/** Reads one comment, or the two or three lines of a column header; answers how many lines that were, -1 for the end. */
function readComment(lines: readonly Line[], at: number, head: TableHead): number {
  const { text } = lines[at]!;
  const hash = text.indexOf('#');
  const comment = text.slice(hash + 1).trim();
  if (comment === '') return 1;
  if (comment.startsWith('Samples:') || comment.startsWith('Events:')) {
    if (head.event || head.columns) return -1;
    head.event = readEventLine(comment);
    return 1;
  }
  const field = fieldOf(comment);
  if (field) {
    if (field.name === 'Event count (approx.)')
      head.event = { ...noEvent, ...head.event, eventCount: Number(field.value) };
    else if (field.name === 'Total Lost Samples') head.lost = Number(field.value);
    else if (field.name === 'Total weight') head.totalWeight = Number(field.value);
    else if (field.name === 'Sort order') head.sortOrder = field.value;
    else if (elidable.has(field.name)) head.elided.set(field.name, field.value);
    return 1;
  }
  if (head.columns) return comment.startsWith('(Tip') || comment.startsWith('(For') ? 1 : -1;
  return readColumns(lines, at, head);
}

const noEvent: EventLine = { members: [], live: false };
const elidable = new Set(['comm', 'dso', 'symbol', 'pid', 'tid', 'cpu', 'Processor Socket', 'parent', 'socket']);

function fieldOf(comment: string): { name: string; value: string } | undefined {
  const colon = comment.indexOf(':');
  if (colon <= 0 || colon > 30) return undefined;
  const name = comment.slice(0, colon).trim();
  const known =
    elidable.has(name) || /^(?:Event count \(approx\.\)|Total Lost Samples|Total weight|Sort order)$/.test(name);
  return known ? { name, value: comment.slice(colon + 1).trim() } : undefined;
}

function readColumns(lines: readonly Line[], at: number, head: TableHead): number {
  const [first, second, third] = [at, at + 1, at + 2].map((i) => withoutHash(lines[i]?.text ?? ''));
  if (isDotsLine(first!)) {
    // the names were cut off with the lines above
    return 1;
  }
  if (isDotsLine(second!)) {
    head.columns = readHeader(first!, second);
    return head.columns ? 2 : 1;
  }
  if (isDotsLine(third!) && (lines[at + 1]?.text ?? '').trimStart().startsWith('#')) {
    head.columns = readHeader(second!, third, first);
    return head.columns ? 3 : 1;
  }
  const separated = readSeparatedHeader(first!);
  if (separated) {
    head.columns = separated.columns;
    head.separator = separated.separator;
    if (isDotsLine(second!.replaceAll(separated.separator, ' '))) return 2;
  } else if (/^(?:Overhead|Children|Latency)\s{2,}\S/.test(first!.trim())) head.columns = readHeader(first!, undefined);
  return 1;
}

/** `# Overhead  Command` with a blank for the `#`, so that positions stay what they are in the rows. */
export function withoutHash(text: string): string {
  const hash = text.indexOf('#');
  return hash < 0 || text.slice(0, hash).trim() !== '' ? text : `${text.slice(0, hash)} ${text.slice(hash + 1)}`;
}
