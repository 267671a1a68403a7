import type { RecordedFrame, RecordedStack, RecordedStacks, StackOwner } from '../../model/recorded-stacks.ts';
import type { Stacks } from './aggregate.ts';

/** The stacks of some groups of a table. They are not copied: each is looked up when it is asked for. */
export class StacksOfTable implements RecordedStacks {
  readonly frames: readonly RecordedFrame[];
  readonly #table: Stacks;
  readonly #owners: ReadonlyMap<number, StackOwner>;
  readonly #roots: number;

  /** `owners` by group; `roots`: outermost entries of the stacks of a command that are no frames. */
  constructor(table: Stacks, frames: readonly RecordedFrame[], owners: ReadonlyMap<number, StackOwner>, roots: number) {
    this.#table = table;
    this.frames = frames;
    this.#owners = owners;
    this.#roots = roots;
  }

  *[Symbol.iterator](): Iterator<RecordedStack> {
    const { group, samples, period } = this.#table;
    for (let stack = 0; stack < group.length; stack++) {
      const owner = this.#owners.get(group[stack]!);
      if (!owner) continue;
      const start = this.#table.start(stack);
      const roots = owner.comm === undefined ? 0 : this.#roots;
      yield {
        owner,
        frames: this.#table.frames.subarray(start, start + this.#table.depth(stack) - roots),
        samples: samples[stack]!,
        period: period[stack]!,
      };
    }
  }
}
