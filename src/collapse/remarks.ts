import { unshownFrame } from '../model/call-tree.ts';
import { type Collapsed, placeOf, totalOf } from './collapsed.ts';

/** What a reader of the output should know about what is not in it, or not as one might think. */
export function remarksOn(collapsed: Collapsed): string[] {
  const { profiles, measures, missing, outside } = collapsed;
  const place = placeOf(profiles[0]!);
  const remarks: string[] = [];
  if (measures[0]!.kind === 'share') {
    remarks.push(`${place}: not said how many events it is of: counts are hundredths of a percent`);
  }
  if (missing > 0) remarks.push(`${place}: the text shows no stacks of ${percent(missing)} of the events: [...]`);
  if (outside > 0) {
    const { comms, filters } = profiles[0]!.population;
    const limits = [...comms.map((comm) => `comm: ${comm}`), ...filters].join(', ');
    remarks.push(`${place}: ${percent(outside)} of the events are not in it, which is limited to ${limits}`);
  }
  const cut = cutPart(collapsed);
  if (cut > 0) remarks.push(`${place}: the stacks of ${percent(cut)} are not shown in full: [...] stands for the rest`);
  for (const { notes, lost = 0, file, firstLine } of profiles) {
    if (lost > 0) remarks.push(`${placeOf({ file, firstLine })}: ${lost} events were lost while recording`);
    for (const { kind, text, line = firstLine } of notes) {
      if (kind === 'trouble' || kind === 'truncated') remarks.push(`${placeOf({ file, firstLine: line })}: ${text}`);
    }
  }
  return remarks;
}

function cutPart(collapsed: Collapsed): number {
  const unshown = collapsed.frames.findIndex(({ symbol }) => symbol === unshownFrame);
  const total = totalOf(collapsed, 0);
  if (unshown < 0 || total === 0) return 0;
  let part = 0;
  for (const { frames, counts } of collapsed.stacks) {
    if (frames.length > 1 && Array.prototype.includes.call(frames, unshown)) part += counts[0]!;
  }
  return (part * 100) / total;
}

function percent(value: number): string {
  return value < 0.005 ? 'less than 0.01 %' : `${value.toFixed(2)} %`;
}
