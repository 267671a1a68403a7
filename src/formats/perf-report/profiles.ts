import type { Profile, ProfileFormat, Row } from '../../model/profile.ts';
import type { Note } from '../../model/source.ts';
import { symbolKey } from '../../model/symbol.ts';
import { type RowTree, toStackSets } from '../call-graph/to-stacks.ts';
import { type Lines, numberOf } from '../call-graph/tree-lines.ts';
import { percentValue } from '../lexical.ts';
import type { Column } from './columns.ts';
import { type EventLine, eventsOfCommand } from './event-line.ts';
import { eventAsked, mixesTasks, type PopulationSource, populationOf } from './population.ts';
import { type CellRow, rowOfCells } from './row-of-cells.ts';

/** A table as read, before it is known how many events it is of. */
export interface Table {
  readonly format: ProfileFormat;
  readonly file: string;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly columns: readonly Column[];
  readonly rows: readonly CellRow[];
  readonly trees: readonly RowTree[];
  readonly event?: EventLine;
  readonly lost?: number;
  readonly population: PopulationSource;
  /** Undefined: follows from how much the rows show. */
  readonly truncated?: boolean;
  readonly notes: readonly Note[];
}

/** The profiles of one table: one, or one per member of an event group. */
export function profilesOf(table: Table): Profile[] {
  const of = membersOf(table);
  const profiles: Profile[] = [];
  for (let index = 0; index < of; index++) profiles.push(profileOf(table, index, of));
  return profiles;
}

/** Rows as read with `rowOfCells` when a format makes them in another way (hierarchies). */
export function profileOfRows(table: Table, rows: readonly Row[]): Profile {
  return assemble(table, rows, 0, 1);
}

function profileOf(table: Table, index: number, of: number): Profile {
  const constant = constantCells(table.population.elided);
  const rows = table.rows.map((row) => {
    const read = rowOfCells(row, table.columns, index);
    return constant ? { ...constant, ...read } : read;
  });
  return assemble(table, rows, index, of);
}

/** Columns filtered to one value are left out of the rows and named above: `# comm: udp_sink`. */
function constantCells(elided: ReadonlyMap<string, string> | undefined): Partial<Row> | undefined {
  const comm = elided?.get('comm');
  const dso = elided?.get('dso');
  const symbol = elided?.get('symbol');
  if (!comm && !dso && !symbol) return undefined;
  return { ...(comm && { comm }), ...(dso && { dso }), ...(symbol && { symbol, key: symbolKey(symbol) }) };
}

function assemble(table: Table, rows: readonly Row[], index: number, of: number): Profile {
  const { event } = table;
  const { command } = table.population;
  const children = table.columns.some((column) => column.name === 'Children');
  const shown = rows.reduce((sum, row) => sum + (row.self ?? 0), 0);
  const population = populationOf({ ...table.population, ...(!children && { shown }) });
  const firstKey = table.columns.find((column) => column.kind === 'text')?.name;
  // only the leader of a group has call graphs
  const trees = index === 0 ? table.trees : [];
  const graph = toStackSets(
    trees,
    rows,
    {
      children,
      live: table.format === 'perf-top',
      ...(command !== undefined && { command }),
      ...(event?.samples && { samples: event.samples.count }),
      ...(event?.eventCount !== undefined && { eventCount: event.eventCount }),
      filtered: (table.population.elided?.size ?? 0) > 0 || population.base === 'filtered',
      symbolIsFirstKey: firstKey === 'Symbol',
    },
    table.file,
  );
  const members = event?.members.length ? event.members : eventsOfCommand(command ?? '');
  const name = of > 1 && members.length === of ? members[index] : undefined;
  const eventName = name ?? (of > 1 ? undefined : (event?.members[0] ?? event?.event ?? eventAsked(table.population)));
  const notes = [...table.notes, ...graph.notes];
  if (table.columns.some((column) => column.name === 'Source Symbol' || column.name === 'Target Symbol')) {
    notes.push({ kind: 'inferred', text: branchShares, file: table.file, line: table.firstLine });
  }
  if (mixesTasks(table.population)) {
    notes.push({ kind: 'inferred', text: mixedTasks, file: table.file, line: table.firstLine });
  }
  const lost = table.lost ?? event?.lost;
  return {
    kind: 'profile',
    format: table.format,
    file: table.file,
    firstLine: table.firstLine,
    lastLine: table.lastLine,
    ...(eventName !== undefined && { event: eventName }),
    ...(event?.samples && { samples: event.samples }),
    ...(event?.eventCount !== undefined && { eventCount: event.eventCount }),
    ...(lost !== undefined && { lost }),
    population,
    columns: table.columns.map((column) => column.name),
    rows,
    stacks: graph.stacks,
    truncated: table.truncated ?? !(shown > 99),
    ...(command !== undefined && { command }),
    ...(of > 1 && { member: { index, of, name: name ?? `event ${index + 1}` } }),
    notes,
  };
}

const mixedTasks =
  'perf adds samples up by the sort keys before it filters by task: without comm among them, rows hold samples of other tasks, too (use --sort comm,dso,sym)';
const branchShares = 'a table of branches: shares are of branches taken, not of time in a symbol';

/** How many members' values each numeric cell holds. */
function membersOf(table: Table): number {
  const percent = table.columns.findIndex((column) => column.kind === 'percent' && column.count === 0);
  const cell = percent < 0 ? undefined : table.rows[0]?.cells[percent];
  if (!cell?.includes(' ')) return 1;
  return cell
    .trim()
    .split(/\s+/)
    .filter((value) => percentValue(value) !== undefined).length;
}

/** Line numbers of the first and last line of `lines[from..to)`. */
export function span(lines: Lines, from: number, to: number): { firstLine: number; lastLine: number } {
  const last = Math.max(from, to - 1);
  const firstLine = numberOf(lines, from);
  return { firstLine, lastLine: last < lines.length ? numberOf(lines, last) : firstLine };
}
