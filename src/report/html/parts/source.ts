import type { Diagnosis } from '../../../engine/diagnosis.ts';
import { count, grouped } from '../../text/numbers.ts';
import type { SourceExcerpt } from '../input.ts';
import { html, type Markup } from '../markup.ts';
import { lineId, type PageContext, section } from '../page.ts';

/** Longer lines (folded stacks, C++) are cut: the file itself is there to be opened at the line. */
const longestLine = 400;

/** Names of texts that are not in the page. */
const mostNames = 20;

/** The inputs' text, with the lines that prove the answer marked. */
export function sourcePart({ input: { sources, sourcesLeftOut, diagnosis } }: PageContext): Markup {
  if (sources.length === 0 && sourcesLeftOut.length === 0) return html``;
  const marks = marksOf(diagnosis);
  return section('source', 'Input', [
    ...sources.map((source, index) => file(source, index, marks.get(source.file) ?? new Map())),
    leftOut(sourcesLeftOut),
  ]);
}

function leftOut(files: readonly string[]): Markup {
  if (files.length === 0) return html``;
  const names = files
    .slice(0, mostNames)
    .map((name, i) => html`${i > 0 ? ', ' : ''}<span class="place">${name}</span>`);
  const more = files.length > mostNames ? ` and ${files.length - mostNames} more` : '';
  return html`<p class="weak">Read, and not in this page: ${names}${more}.</p>`;
}

interface LineMark {
  readonly kind: string;
  readonly says: string;
}

type LineMarks = ReadonlyMap<number, LineMark>;

/** The strongest thing that the report says of each line. */
function marksOf({ verdict, findings, rivals }: Diagnosis): Map<string, Map<number, LineMark>> {
  const marks = new Map<string, Map<number, LineMark>>();
  const add = (at: { readonly file?: string; readonly line?: number }, mark: LineMark): void => {
    if (at.file === undefined || at.line === undefined) return;
    const lines = marks.get(at.file) ?? new Map<number, LineMark>();
    if (!lines.has(at.line)) lines.set(at.line, mark);
    marks.set(at.file, lines);
  };
  for (const { id, evidence } of findings) {
    const isAnswer = verdict.culprit === undefined || verdict.culprit === id;
    for (const clause of evidence) {
      add(clause, { kind: isAnswer ? clause.strength : 'other', says: `${clause.strength} for ${id}` });
    }
  }
  for (const rival of rivals) add(rival, { kind: 'other', says: `against ${rival.id}` });
  return marks;
}

function file({ file: name, blocks, lineCount }: SourceExcerpt, index: number, marks: LineMarks): Markup {
  const shown = blocks.reduce((sum, { lines }) => sum + lines.length, 0);
  const what = shown === lineCount ? count(lineCount, 'line') : `${grouped(shown)} of ${count(lineCount, 'line')}`;
  const parts = blocks.map(({ firstLine, lines }, at) => {
    const before = at === 0 ? 0 : blocks[at - 1]!.firstLine + blocks[at - 1]!.lines.length - 1;
    const gap = firstLine - 1 - before;
    const rows = lines.map((text, i) => line(text, { file: index, number: firstLine + i, marks }));
    return html`${gap > 0 ? gapRow(gap) : ''}${rows}`;
  });
  const last = blocks.at(-1)!;
  const left = lineCount - (last.firstLine + last.lines.length - 1);
  const title = html`<span class="place">${name}</span> <span class="weak">${what}</span>`;
  const text = html`<div class="text" tabindex="0" role="region" aria-label="${name}"><table><tbody>${parts}${left > 0 ? gapRow(left) : ''}</tbody></table></div>`;
  if (marks.size > 0) return html`<figure class="source"><figcaption>${title}</figcaption>${text}</figure>`;
  return html`<details class="source beside"><summary>${title}</summary>${text}</details>`;
}

function gapRow(lines: number): Markup {
  return html`<tr class="gap"><td></td><td>${count(lines, 'line')} left out</td></tr>`;
}

/** Printed are only the lines around those that the report speaks of. */
const near = 3;

interface LineOf {
  readonly file: number;
  readonly number: number;
  readonly marks: LineMarks;
}

function line(text: string, { file, number, marks }: LineOf): Markup {
  const mark = marks.get(number);
  const cut = text.length > longestLine ? `${text.slice(0, longestLine)}...` : text;
  const says = mark === undefined ? '' : html`<tr class="note ${mark.kind}"><td></td><td>${mark.says}</td></tr>`;
  let isNear = false;
  for (let by = -near; by <= near; by++) isNear ||= marks.has(number + by);
  const kind = mark?.kind ?? (isNear ? '' : 'far');
  return html`<tr id="${lineId(file, number)}"${kind === '' ? html`` : html` class="${kind}"`}><td>${number}</td><td><code>${cut.replaceAll('\t', '        ')}</code></td></tr>${says}
`;
}
