import type { Paint } from './palette.ts';
import { pad, padStart } from './width.ts';
import { wrap } from './wrap.ts';

export interface Cell {
  readonly text: string;
  readonly width: number;
  readonly paint?: Paint;
  readonly align?: 'right';
}

/** Cells side by side, two spaces apart, each wrapped to its own width; lines carry no trailing spaces. */
export function columns(cells: readonly Cell[]): string[] {
  const wrapped = cells.map((cell) => wrap(cell.text, cell.width));
  const height = Math.max(1, ...wrapped.map((lines) => lines.length));
  const lines: string[] = [];
  for (let i = 0; i < height; i++) {
    let line = '';
    let spaces = '';
    for (const [at, cell] of cells.entries()) {
      const text = wrapped[at]![i] ?? '';
      const padded = cell.align === 'right' ? padStart(text, cell.width) : pad(text, cell.width);
      const body = text === '' ? '' : padded.trimEnd();
      if (body !== '') {
        line += spaces + (cell.paint?.(body) ?? body);
        spaces = padded.slice(body.length);
      } else {
        spaces += padded;
      }
      spaces += '  ';
    }
    lines.push(line);
  }
  return lines;
}
