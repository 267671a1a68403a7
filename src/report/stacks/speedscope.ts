import { type Collapsed, nameOf } from '../../collapse/collapsed.ts';
import type { RecordedFrame } from '../../model/recorded-stacks.ts';
import { functionName, type Ids, ownerName } from './names.ts';
import { sortedStacks } from './sorted.ts';

interface SpeedscopeFrame {
  readonly name: string;
  /** The object the function is in. */
  readonly file?: string;
}

/**
 * A file for speedscope (https://www.speedscope.app/file-format-schema.json): one sampled profile for each event of each
 * population, frames shared by all. The outermost frame of a stack is its command.
 */
export function speedscopeText(all: readonly Collapsed[], { ids = 'none' }: { readonly ids?: Ids } = {}): string {
  const frames: SpeedscopeFrame[] = [];
  const known = new Map<string, number>();
  const idOf = (frame: SpeedscopeFrame): number => {
    const key = `${frame.name}\0${frame.file ?? ''}`;
    let id = known.get(key);
    if (id === undefined) {
      id = frames.push(frame) - 1;
      known.set(key, id);
    }
    return id;
  };
  const profiles = all.map((collapsed) => {
    const idOfFrame = onceEach((frame) => idOf(frameOf(collapsed.frames[frame]!)));
    const samples: number[][] = [];
    const weights: number[] = [];
    for (const { owner, frames: stack, counts } of sortedStacks(collapsed, ids)) {
      if (counts[0] === 0) continue;
      const root = ownerName(owner, ids);
      const sample = Array.from(stack, idOfFrame);
      samples.push(root === undefined ? sample : [idOf({ name: root }), ...sample]);
      weights.push(counts[0]!);
    }
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const unit = collapsed.measures[0]!.unit === 'nanoseconds' ? 'nanoseconds' : 'none';
    return { type: 'sampled', name: titleOf(collapsed), unit, startValue: 0, endValue: total, samples, weights };
  });
  return `${JSON.stringify({
    $schema: 'https://www.speedscope.app/file-format-schema.json',
    exporter: 'perfwhy',
    name: [...new Set(all.flatMap(({ profiles: of }) => of.map(({ file }) => nameOf(file))))].join(', '),
    activeProfileIndex: 0,
    shared: { frames },
    profiles,
  })}\n`;
}

/** Asks once for each frame: stacks share theirs. */
function onceEach(ask: (frame: number) => number): (frame: number) => number {
  const answers: (number | undefined)[] = [];
  return (frame) => {
    answers[frame] ??= ask(frame);
    return answers[frame];
  };
}

function frameOf(frame: RecordedFrame): SpeedscopeFrame {
  const name = functionName(frame) + (frame.inlined ? ' (inlined)' : '');
  return { name, ...(frame.dso !== undefined && { file: frame.dso }) };
}

/** `cpu-clock, system` */
function titleOf({ event, profiles, measures }: Collapsed): string {
  const { population, file } = profiles[0]!;
  const [{ kind, unit }] = measures as [Collapsed['measures'][number]];
  const whose = population.scope === 'unknown' ? [nameOf(file)] : [population.scope, ...population.comms];
  const what = event ?? 'stacks';
  return [kind === 'period' || kind === 'count' ? what : `${what} (${unit})`, ...whose].join(', ');
}
