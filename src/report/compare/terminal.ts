import type { Comparison, Step } from '../../compare/comparison.ts';
import { items, labelled, newPage, type Page } from '../terminal/page.ts';
import type { TerminalOptions } from '../terminal.ts';
import { count } from '../text/numbers.ts';
import { plain } from '../text/palette.ts';
import { mapStrings, printable } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import { history } from './history.ts';
import { findings, stages, symbols } from './step-parts.ts';
import { caveats, inputText, sharesAreNotSpeed } from './words.ts';

/** The comparison for people, in text: the answer, all inputs in one table, then each step with its proof. */
export function terminal(unsafe: Comparison, options: TerminalOptions = {}): string {
  const { palette = plain, verbose = false, quiet = false } = options;
  const comparison = mapStrings(unsafe, printable);
  if (quiet) return comparison.steps.map((step) => `${oneLine(comparison, step)}\n`).join('');
  const width = Math.max(60, options.width ?? 100);
  const page = newPage({ width, palette, verbose });
  const { steps } = comparison;
  const detailed = verbose || steps.length === 1;
  const blocks = [
    wrap(comparison.summary, width).map((line) => palette.strong(line)),
    history(page, comparison, width),
    ...steps.map((step, i) => stepBlock(page, step, steps.length > 1 ? `step ${i + 1}` : '', detailed)),
    read(page, comparison),
    notes(page, steps),
    detailed ? [] : leftOut(page, steps),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function oneLine({ steps }: Comparison, { from, to, summary }: Step): string {
  return steps.length > 1 ? `${from} -> ${to}: ${summary}` : summary;
}

function stepBlock(page: Page, step: Step, label: string, detailed: boolean): string[] {
  const { refused } = caveats(step);
  const heading =
    label === ''
      ? []
      : labelled(page, label, [
          ...wrap(`${step.from} -> ${step.to}`, page.width).map(page.palette.strong),
          ...wrap(step.summary, page.width),
        ]);
  return [
    ...heading,
    ...findings(page, step),
    ...(detailed ? [...stages(page, step), ...symbols(page, step)] : []),
    ...labelled(
      page,
      'machine',
      items(
        step.facts.map(({ name, before, after }) => `${name}: ${before} -> ${after}`),
        page.width,
      ),
    ),
    ...(label === '' || step.refused.length === 0 ? labelled(page, 'refused', items(refused, page.width)) : []),
  ];
}

function read(page: Page, { inputs }: Comparison): string[] {
  return labelled(
    page,
    'read',
    items(
      inputs.map((input) => `${input.name}: ${inputText(input)}`),
      page.width,
    ),
  );
}

/** What the comparison takes for granted, once for all steps. */
function notes(page: Page, steps: readonly Step[]): string[] {
  const assumed = new Set(steps.flatMap((step) => caveats(step).assumed));
  return [
    ...labelled(page, 'assumed', items([...assumed], page.width)),
    ...labelled(page, 'note', items([sharesAreNotSpeed], page.width)),
  ];
}

function leftOut(page: Page, steps: readonly Step[]): string[] {
  const maps = steps.reduce((sum, step) => sum + step.stages.length, 0);
  const changed = steps.reduce(
    (sum, { symbols }) => sum + symbols.reduce((n, one) => n + one.rose.length + one.fell.length, 0),
    0,
  );
  const text = `${count(maps, 'table')} of stages, ${count(changed, 'symbol')} that changed; --verbose shows all`;
  return labelled(page, 'not shown', wrap(text, page.width)).map((line) => page.palette.weak(line));
}
