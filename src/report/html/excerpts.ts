import type { Diagnosis } from '../../engine/diagnosis.ts';
import type { SourceExcerpt, SourceText } from './input.ts';

/** Texts up to this size are shown whole; of larger ones the lines that the report cites, with some around them. */
const wholeLines = 1500;
const wholeCharacters = 200_000;
const around = 4;

/** The texts of the inputs as far as the diagnosis cites them. Files that nothing cites are left out. */
export function excerpts(diagnosis: Diagnosis, sources: readonly SourceText[]): SourceExcerpt[] {
  const cited = citedLines(diagnosis);
  return sources.flatMap(({ name, text }) => {
    const wanted = cited.get(name);
    if (!wanted) return [];
    const lines = linesOf(text);
    const isSmall = lines.length <= wholeLines && text.length <= wholeCharacters;
    const ranges = isSmall ? [{ first: 1, last: lines.length }] : rangesAround(wanted, lines.length);
    const blocks = ranges.map(({ first, last }) => ({ firstLine: first, lines: lines.slice(first - 1, last) }));
    return blocks.length > 0 ? [{ file: name, blocks, lineCount: lines.length }] : [];
  });
}

/** Line numbers by file, of all that the report says of a line. */
function citedLines({ findings, rivals, captures, facts }: Diagnosis): Map<string, Set<number>> {
  const cited = new Map<string, Set<number>>();
  const cite = (file: string | undefined, line: number | undefined) => {
    if (file === undefined || line === undefined) return;
    const lines = cited.get(file);
    if (lines) lines.add(line);
    else cited.set(file, new Set([line]));
  };
  for (const { evidence } of findings) for (const { file, line } of evidence) cite(file, line);
  for (const { file, line } of rivals) cite(file, line);
  for (const { place } of facts) cite(place?.file, place?.line);
  for (const { file, firstLine } of captures) cite(file, firstLine);
  return cited;
}

/** As the input's reader counts them: LF, CR LF, or CR where there is no LF. */
function linesOf(text: string): string[] {
  const end = text.includes('\r') && !text.includes('\n') ? '\r' : '\n';
  const lines = text.split(end).map((line) => line.replace(/\r+$/, ''));
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function rangesAround(wanted: ReadonlySet<number>, lineCount: number): { first: number; last: number }[] {
  const ranges: { first: number; last: number }[] = [];
  for (const line of [...wanted].filter((line) => line <= lineCount).sort((a, b) => a - b)) {
    const first = Math.max(1, line - around);
    const last = Math.min(lineCount, line + around);
    const before = ranges.at(-1);
    if (before && first <= before.last + 1) before.last = last;
    else ranges.push({ first, last });
  }
  return ranges;
}
