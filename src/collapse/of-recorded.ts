import type { Profile } from '../model/profile.ts';
import type { RecordedStacks } from '../model/recorded-stacks.ts';
import {
  type Collapsed,
  type CollapsedStack,
  countMeasure,
  eventOf,
  type Measure,
  periodOf,
  samplesMeasure,
} from './collapsed.ts';

/** The stacks of a text that has each sample or stack: counts are as they stand there. */
export function collapseRecorded(profile: Profile, recorded: RecordedStacks): Collapsed {
  const event = eventOf(profile);
  const measures = measuresOf(profile, event);
  const stacks: CollapsedStack[] = [];
  for (const { owner, frames, samples, period } of recorded) {
    const counts = measures.map(({ kind }) => (kind === 'samples' ? samples : period));
    stacks.push({ owner, frames: frames.slice().reverse(), counts });
  }
  return { profiles: [profile], event, measures, frames: recorded.frames, stacks, missing: 0, outside: 0 };
}

function measuresOf({ samples, eventCount }: Profile, event: string | undefined): Measure[] {
  // Folded stacks have one number each, and nothing says what it counts.
  if (!samples) return [countMeasure];
  return eventCount === undefined ? [samplesMeasure] : [periodOf(event), samplesMeasure];
}
