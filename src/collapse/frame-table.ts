import type { RecordedFrame } from '../model/recorded-stacks.ts';

/** Numbers for frames: two are the same when a report would give them one row. */
export class FrameTable {
  readonly frames: RecordedFrame[] = [];
  readonly #ids = new Map<string, number>();

  id(frame: RecordedFrame): number {
    const key = `${frame.symbol}\0${frame.dso ?? ''}\0${frame.mark}${frame.inlined ? 'i' : ''}`;
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = this.frames.push(frame) - 1;
      this.#ids.set(key, id);
    }
    return id;
  }
}
