import type { Comparison } from '../../compare/comparison.ts';
import type { Page } from '../terminal/page.ts';
import type { Paint } from '../text/palette.ts';
import { displayWidth, pad, padStart, shorten } from '../text/width.ts';
import { answersOf, cellText, legendOf } from './words.ts';

const narrowest = '* 100.00 %'.length;
const same: Paint = (text) => text;

/** All inputs side by side, a row for each finding. More columns than fit stand below each other. */
export function history(page: Page, comparison: Comparison, width: number): string[] {
  const { inputs, history: rows } = comparison;
  const { palette } = page;
  if (rows.length === 0) return [];
  const idWidth = Math.min(Math.max(...rows.map(({ id }) => displayWidth(id)), 'answer'.length), Math.floor(width / 2));
  const room = width - idWidth;
  const longest = Math.max(narrowest, ...inputs.map(({ name }) => displayWidth(name)));
  const most = Math.max(narrowest, Math.floor(room / Math.min(inputs.length, Math.floor(room / (narrowest + 2)))) - 2);
  const columnWidth = Math.min(longest, most);
  const perBlock = Math.max(1, Math.floor(room / (columnWidth + 2)));
  const answers = answersOf(comparison);
  const lines: string[] = [];
  for (let from = 0; from < inputs.length; from += perBlock) {
    const until = from + perBlock;
    if (from > 0) lines.push('');
    const cells = (texts: readonly string[], paint: (at: number) => Paint): string =>
      texts.map((text, i) => `  ${paint(from + i)(padStart(text, columnWidth))}`).join('');
    const names = inputs.slice(from, until).map(({ name }) => shorten(name, columnWidth));
    lines.push(pad('', idWidth) + cells(names, () => palette.label));
    if (answers) lines.push(pad('answer', idWidth) + cells(answers.slice(from, until), () => palette.weak));
    for (const row of rows) {
      const texts = row.cells.slice(from, until).map(cellText);
      const paint = (at: number): Paint => (row.cells[at]?.found === 'culprit' ? palette.culprit : same);
      lines.push(pad(shorten(row.id, idWidth), idWidth) + cells(texts, paint));
    }
  }
  const legend = legendOf(comparison).join('   ');
  return [...lines.map((line) => line.trimEnd()), ...(legend === '' ? [] : [palette.weak(legend)])];
}
