import type { AppliedRemedy, NextCapture } from '../../engine/diagnosis.ts';
import { columns } from '../text/columns.ts';
import type { Paint } from '../text/palette.ts';
import { wrap } from '../text/wrap.ts';
import { atMost, labelled, type Page } from './page.ts';

const keyWidth = 'configuration'.length;

/** What to do, in the order to try. What can't help on this kernel is named last, so that nobody tries it. */
export function remedies(page: Page, all: readonly AppliedRemedy[], most: number): string[] {
  const useful = all.filter(({ applies }) => applies === 'applies' || applies === 'unknown');
  const useless = all.filter(({ applies }) => applies === 'already there' || applies === 'not available');
  const lines = atMost(page, useful, most, 'remedy').flatMap((remedy, i) => {
    const number = `${i + 1} `;
    return card(page, remedy, page.width - number.length).map((line, at) => (at === 0 ? number : '  ') + line);
  });
  const excluded = atMost(page, useless, 2, 'useless').flatMap((remedy) =>
    pair(page, remedy.applies, `${remedy.what} (${remedy.because})`, page.width - 2).map((line) => `  ${line}`),
  );
  return labelled(page, 'do', [...lines, ...excluded]);
}

function card(page: Page, remedy: AppliedRemedy, width: number): string[] {
  const { palette, verbose } = page;
  const lines = pair(page, remedy.kind, remedy.what, width, palette.strong);
  const add = (key: string, text: string | undefined) => {
    if (text !== undefined && text !== '') lines.push(...pair(page, key, text, width));
  };
  const fits = remedy.applies === 'applies';
  lines.push(...pair(page, fits ? 'applies' : 'if', remedy.because, width, fits ? palette.good : palette.caution));
  lines.push(...commandLines(page, remedy.command));
  if (remedy.command !== undefined) add('undo', remedy.undo);
  add('risk', remedy.risk);
  if (remedy.reportedGain !== undefined) add('reported', `${remedy.reportedGain} [${remedy.source.join(', ')}]`);
  if (verbose) {
    add('why', remedy.why);
    add('expect', remedy.expect);
    add('verify', remedy.verify);
    if (remedy.reportedGain === undefined) add('source', remedy.source.join(', '));
  }
  return lines;
}

function pair(page: Page, key: string, text: string, width: number, paint?: Paint): string[] {
  return columns([
    { text: key, width: keyWidth, paint: page.palette.weak },
    { text, width: width - keyWidth - 2, ...(paint && { paint }) },
  ]);
}

/** Commands are neither wrapped nor cut: they are there to be copied. */
function commandLines(page: Page, command: string | undefined): string[] {
  if (command === undefined) return [];
  return command
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => page.palette.command(`$ ${line}`));
}

export function nextCapture(page: Page, next: NextCapture | undefined): string[] {
  if (next === undefined) return [];
  return labelled(page, 'next', [...wrap(next.why, page.width), ...commandLines(page, next.command)]);
}
