import type { Diagnosis, Finding } from '../engine/diagnosis.ts';
import { costMaps } from './terminal/cost-map.ts';
import { answer, atMostText, headline, primaryOf } from './terminal/headline.ts';
import { atMost, labelled, newPage, type Page, things } from './terminal/page.ts';
import { alsoFound, doubts, proof, ruledOut } from './terminal/proof.ts';
import { whatWasRead } from './terminal/read.ts';
import { nextCapture, remedies } from './terminal/remedies.ts';
import { withoutLogCommands } from './text/log-commands.ts';
import { count, percent } from './text/numbers.ts';
import { type Palette, plain } from './text/palette.ts';
import { mapStrings, printable } from './text/width.ts';
import { wrap } from './text/wrap.ts';

export interface TerminalOptions {
  /** Columns, at least 60. */
  readonly width?: number;
  readonly palette?: Palette;
  readonly verbose?: boolean;
  /** The answer alone, on one line. */
  readonly quiet?: boolean;
}

/** The report for people, in text: the answer in the first lines, then what proves it and what to do. */
export function terminal(unsafe: Diagnosis, options: TerminalOptions = {}): string {
  const { palette = plain, verbose = false, quiet = false } = options;
  const diagnosis = inert(unsafe);
  if (quiet) return `${withoutLogCommands(oneLine(diagnosis))}\n`;
  const width = Math.max(60, options.width ?? 100);
  const page = newPage({ width, palette, verbose });
  const primary = primaryOf(diagnosis);
  const blocks = [
    headline(page, diagnosis, width),
    ...body(page, diagnosis, primary, width),
    whatWasRead(page, diagnosis),
  ];
  blocks.push(leftOut(page));
  const text = blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
  return `${withoutLogCommands(text)}\n`;
}

function oneLine(diagnosis: Diagnosis): string {
  const { verdict } = diagnosis;
  return verdict.outcome === 'culprit' ? answer(diagnosis) : `${answer(diagnosis)}: ${verdict.summary}`;
}

/** Only commands may have several lines. */
function inert(unsafe: Diagnosis): Diagnosis {
  return mapStrings(unsafe, (text, field) =>
    field === 'command' ? text.split('\n').map(printable).join('\n') : printable(text),
  );
}

function body(page: Page, diagnosis: Diagnosis, primary: Finding | undefined, width: number): string[][] {
  const others = diagnosis.findings.filter((finding) => finding !== primary);
  const inFull = page.verbose || primary === undefined ? atMost(page, others, 3, 'finding') : [];
  return [
    primary ? [...proof(page, primary), ...doubts(page, primary)] : [],
    ruledOut(page, diagnosis),
    costMaps(page, diagnosis.stages, primary),
    primary ? [...actions(page, primary, 3)] : [],
    nextCapture(page, diagnosis.nextCapture),
    ...inFull.map((finding) => inFullBlock(page, finding, width)),
    inFull.length > 0 ? [] : alsoFound(page, others),
  ];
}

function actions(page: Page, finding: Finding, most: number): string[] {
  return [
    ...remedies(page, finding.remedies, most),
    ...labelled(page, 'at most', wrap(atMostText(finding), page.width)),
    ...labelled(page, 'check', wrap(finding.check, page.width)),
  ];
}

/** A finding that is not the culprit, with its own heading. */
function inFullBlock(page: Page, finding: Finding, width: number): string[] {
  const heading = `${finding.id}  ${finding.confidence}  ${percent(finding.share)} of ${finding.of}`;
  return [
    ...wrap(heading, width).map((line) => page.palette.strong(line)),
    ...wrap(finding.says, width),
    ...proof(page, finding),
    ...doubts(page, finding),
    ...actions(page, finding, 1),
  ];
}

function leftOut(page: Page): string[] {
  if (page.leftOut.size === 0) return [];
  const what = [...page.leftOut].map(([thing, howMany]) => count(howMany, things[thing][0], things[thing][1]));
  return labelled(page, 'not shown', wrap(`${what.join(', ')}; --verbose shows all`, page.width)).map((line) =>
    page.palette.weak(line),
  );
}
