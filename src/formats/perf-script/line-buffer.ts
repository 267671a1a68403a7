import { slack } from './byte-cache.ts';

/** Bytes held at a time: a line that does not fit is no line of perf script. */
const size = 1 << 20;
const newline = 10;

/** Reads the complete lines of `[from, to)`. */
export type ReadLines = (from: number, to: number) => void;

/** Turns chunks of any size into runs of complete lines in one buffer, the same ones whatever the chunks were. */
export class LineBuffer {
  readonly bytes = new Uint8Array(size + slack);
  readonly view = new DataView(this.bytes.buffer);
  readonly #read: ReadLines;
  /** Called once for each line that is longer than the buffer. */
  readonly #tooLong: () => void;
  #used = 0;
  #started = false;
  #skipping = false;

  constructor(read: ReadLines, tooLong: () => void) {
    this.#read = read;
    this.#tooLong = tooLong;
  }

  push(chunk: Uint8Array): void {
    for (let from = 0; from < chunk.length; ) {
      const taken = Math.min(chunk.length - from, size - this.#used);
      this.bytes.set(chunk.subarray(from, from + taken), this.#used);
      const seen = this.#used;
      this.#used += taken;
      from += taken;
      this.#readFrom(seen);
    }
  }

  end(): void {
    if (this.#used > 0 && !this.#skipping) {
      this.bytes[this.#used] = newline;
      this.#read(this.#start(), this.#used + 1);
    }
    this.#used = 0;
  }

  /** Reads what is complete, given that there is no newline before `seen`, and moves the rest to the front. */
  #readFrom(seen: number): void {
    let end = this.#used;
    while (end > seen && this.bytes[end - 1] !== newline) end--;
    if (end > seen) {
      const start = this.#start();
      if (start < end) this.#read(start, end);
      this.bytes.copyWithin(0, end, this.#used);
      this.#used -= end;
    } else if (this.#used === size) {
      if (!this.#skipping) this.#tooLong();
      this.#skipping = true;
      this.#used = 0;
    }
  }

  /** Where reading begins: behind a line that was too long, or a byte order mark. */
  #start(): number {
    const { bytes } = this;
    const first = !this.#started;
    this.#started = true;
    if (this.#skipping) {
      this.#skipping = false;
      return bytes.indexOf(newline) + 1;
    }
    return first && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  }
}
