import type { ShareChange, Step } from '../../compare/comparison.ts';
import { stages as allStages } from '../../kernel/stages.ts';
import { columnFor, labelled, type Page } from '../terminal/page.ts';
import { columns } from '../text/columns.ts';
import { percent } from '../text/numbers.ts';
import { pad, padStart, shorten } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import { boundText, differenceText, paintOf, shareText } from './words.ts';

const stateWidth = 'inconclusive'.length;
const shareWidth = '100.00 %'.length;

/** A line for each finding: what became of it, from which share to which, and why it is judged so. */
export function findings(page: Page, { findings: changes, refused }: Step): string[] {
  const beside = stateWidth + 2 * shareWidth + '->'.length + 4 * 2;
  const idWidth = columnFor(changes, Math.max(10, Math.min(26, page.width - beside)));
  const front = beside + idWidth;
  const room = page.width - front - 2;
  const lines = changes.flatMap((change) => {
    const { id, state, before, after } = change;
    // The reason that nothing is compared is said once.
    const why = refused.length > 0 ? '' : change.why;
    const cells = [
      { text: state, width: stateWidth, paint: paintOf(page.palette, state) },
      { text: id, width: idWidth },
      { text: shareText(before, state), width: shareWidth, align: 'right' },
      { text: '->', width: 2 },
      { text: shareText(after, state), width: shareWidth, align: 'right' },
    ] as const;
    if (room >= 40) return columns([...cells, { text: why, width: room }]);
    return [...columns(cells), ...wrap(why, page.width - 2).map((line) => page.palette.weak(`  ${line}`))];
  });
  return labelled(page, 'findings', lines);
}

const stageWidth = Math.max(...allStages.map((stage) => stage.length));
/** Stages that cost less on both sides say nothing about where to look. */
const worthALine = 0.5;

export function stages(page: Page, { stages: maps }: Step): string[] {
  return maps.flatMap(({ of, changes }) => {
    const shown = changes.filter(({ before, after }) => Math.max(before, after) >= worthALine);
    const lines = shown.map((change) => {
      const { name, before, after } = change;
      const difference = padStart(differenceText(change), 7);
      return `${pad(name, stageWidth)} ${padStart(percent(before), 9)}  ->  ${padStart(percent(after), shareWidth)}  ${change.beyondNoise ? page.palette.strong(difference) : page.palette.weak(difference)}`;
    });
    return labelled(page, 'stages', [...wrap(of, page.width), ...lines]);
  });
}

export function symbols(page: Page, { symbols: tables }: Step): string[] {
  const most = page.verbose ? 10 : 5;
  return tables.flatMap(({ of, rose, fell, more }) => {
    const hidden = Math.max(rose.length - most, 0) + Math.max(fell.length - most, 0) + more;
    const lines = [
      ...wrap(rose.length + fell.length === 0 ? `${of}: none changed beyond noise` : of, page.width),
      ...[...rose.slice(0, most), ...fell.slice(0, most)].map((change) => symbolLine(page, change)),
      ...(hidden > 0 ? [page.palette.weak(`and ${hidden} more beyond noise`)] : []),
    ];
    return labelled(page, 'symbols', lines);
  });
}

function symbolLine(page: Page, change: ShareChange<string>): string {
  const { name, before, after, beforeBelow, afterBelow } = change;
  const width = '< 100.00 %'.length;
  const shares = `${padStart(boundText(before, beforeBelow), width)}  ->  ${padStart(boundText(after, afterBelow), width)}`;
  return `${shares}  ${shorten(name, page.width - shares.length - 2)}`;
}
