import type { Profile, ProfileFormat } from '../../model/profile.ts';
import type { Line, Note } from '../../model/source.ts';
import { markAt, rowStart, withoutScrollBar } from '../lexical.ts';
import { type InferredTable, inferColumns } from './bare-columns.ts';
import { type BareRow, readBareRow, rowEvidence } from './bare-row.ts';
import { profilesOf, span, type Table } from './profiles.ts';
import { readBody } from './read-body.ts';

/** What is already known about the table; its format is inferred from the rows when it is not. */
export type TableSource = Omit<Table, 'columns' | 'rows' | 'trees' | 'notes' | 'format' | 'lastLine'> & {
  readonly format?: ProfileFormat;
};

/** Reads rows that stand without a header, from `lines[at]` on. Undefined when there is no row. */
export function readBareTable(
  lines: readonly Line[],
  at: number,
  source: TableSource,
  layout?: 'stdio' | 'tui',
): { profiles: Profile[]; end: number } | undefined {
  const first = readBareRow(lines[at]?.text ?? '', 0);
  // rows like the first, which the caller believed
  const accepted = first && rowEvidence(first) === 'weak' ? ['likely', 'weak'] : ['likely'];
  let sure = false;
  let percents = 0;
  const body = readBody<BareRow>(
    lines,
    at,
    (line) => {
      const row = readBareRow(withoutScrollBar(line.text), line.number);
      if (!row) return undefined;
      const evidence = rowEvidence(row);
      // In a table whose rows have marks, a line without one is a line of a call graph.
      if (evidence !== 'sure' && (sure || !accepted.includes(evidence))) return undefined;
      if (percents > 0 && row.percents.length !== percents) return undefined;
      percents ||= row.percents.length;
      sure ||= evidence === 'sure';
      return row;
    },
    {
      file: source.file,
      sorted: true,
      below: 'left',
      otherTable: ({ text }) => markAt(text, rowStart(text)) >= 0,
      ...(layout && { layout }),
    },
  );
  if (body.rows.length === 0) return undefined;
  const inferred = inferColumns(body.rows, body.trees.length > 0);
  const format = source.format ?? formatOf(inferred, body.trees.length > 0, source.population.command);
  const profiles = profilesOf({
    ...source,
    lastLine: span(lines, at, body.end).lastLine,
    format,
    columns: inferred.columns,
    rows: inferred.rows,
    trees: body.trees,
    notes: [...inferenceNotes(inferred, body.rows, source.file), ...body.notes],
    ...(body.elided && { truncated: true }),
  });
  return { profiles, end: body.end };
}

/** perf top calls the kernel `[kernel]` and shows no comm; perf report calls it `[kernel.kallsyms]`. */
function formatOf(table: InferredTable, trees: boolean, command: string | undefined): ProfileFormat {
  if (command && /\bperf\s+(?:-\S+\s+)*top\b/.test(command)) return 'perf-top';
  if (command && /\bperf\s+(?:-\S+\s+)*report\b/.test(command)) return 'perf-report';
  const names = table.columns.map((column) => column.name);
  const object = names.indexOf('Shared Object');
  const kernel = table.rows.some((row) => row.cells[object] === '[kernel]');
  return kernel && !trees && !names.includes('Command') && !names.includes('Children') ? 'perf-top' : 'perf-report';
}

function inferenceNotes(table: InferredTable, rows: readonly BareRow[], file: string): Note[] {
  const line = rows[0]!.line;
  const names = table.columns.map((column) => column.name).join(', ');
  const notes: Note[] = [{ kind: 'inferred', text: `no column header; taken as ${names} (${table.why})`, file, line }];
  const repaired = rows.filter((row) => row.repaired);
  if (repaired.length > 0) {
    const text = `damaged symbol mark put right in ${repaired.length} ${repaired.length === 1 ? 'row' : 'rows'}`;
    notes.push({ kind: 'repaired', text, file, line: repaired[0]!.line });
  }
  return notes;
}
