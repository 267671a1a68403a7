import type { CostMap, Finding } from '../../engine/diagnosis.ts';
import { stages } from '../../kernel/stages.ts';
import { bar } from '../text/bars.ts';
import { percent, place } from '../text/numbers.ts';
import { unlistedShare } from '../text/unlisted.ts';
import { padStart, shorten } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import { atMost, labelled, type Page } from './page.ts';

const stageWidth = Math.max(...stages.map((stage) => stage.length));
/** Stages that cost less say nothing about where to look. */
const worthALine = 0.5;

/**
 * Where on the receive path the samples lie, in the order a datagram takes. The culprit's stage is marked where the map shows
 * its cost: without callers the time of a lock can't be placed.
 */
export function costMaps(page: Page, maps: readonly CostMap[], culprit: Finding | undefined): string[] {
  return atMost(page, maps, 1, 'map').flatMap((map) => labelled(page, 'cost map', costMap(page, map, culprit)));
}

function costMap(page: Page, map: CostMap, culprit: Finding | undefined): string[] {
  const room = page.width - stageWidth - '  100.00 %  '.length;
  const afterBar = Math.min(room - 4, Math.max('  100.00 % not placed'.length, (culprit?.id.length ?? 0) + 2));
  const barWidth = Math.min(50, room - afterBar);
  const shares = new Map(map.shares.map(({ stage, share }) => [stage, share]));
  const lines = [shorten(`${map.of}, ${place(map)}`, page.width)];
  const small: string[] = [];
  for (const stage of stages) {
    const share = shares.get(stage) ?? 0;
    if (share < worthALine) {
      if (share > 0) small.push(stage);
      continue;
    }
    const isCulprit = culprit?.stage === stage && culprit.of === map.of && share >= culprit.share / 2;
    const mark = isCulprit && culprit.id.length + 2 <= afterBar ? `  ${culprit.id}` : '';
    const unplaced = stage === 'other' && map.unplaced >= worthALine ? `  ${percent(map.unplaced)} not placed` : '';
    const drawn = bar(share, barWidth);
    lines.push(
      `${stage.padEnd(stageWidth)} ${padStart(percent(share), 9)}  ${isCulprit ? page.palette.culprit(drawn) : drawn}${mark}${unplaced}`,
    );
  }
  const rest = unlistedShare(map);
  if (rest !== undefined) lines.push(`${'not listed'.padEnd(stageWidth)} ${padStart(percent(rest), 9)}`);
  if (small.length > 0) lines.push(...wrap(`below ${percent(worthALine)}: ${small.join(', ')}`, page.width));
  return lines;
}
