const newline = 10;
/** Reads the complete lines of `[from, to)`. */
export type ReadLines = (from: number, to: number) => void;

/** Where the bytes are held: a line that does not fit in is no line of perf. */
export interface Area {
  /** May be another array each time, with the same bytes. */
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly size: number;
}

/** Turns pieces of any size into runs of complete lines in one area, the same ones whatever the pieces were. */
export class LineBuffer {
  readonly #area: Area;
  readonly #read: ReadLines;
  /** Called once for each line that is longer than the area. */
  readonly #tooLong: () => void;
  #used = 0;
  #started = false;
  #skipping = false;

  constructor(area: Area, read: ReadLines, tooLong: () => void) {
    this.#area = area;
    this.#read = read;
    this.#tooLong = tooLong;
  }

  push(chunk: Uint8Array): void {
    for (let from = 0; from < chunk.length; ) {
      const space = this.space();
      const taken = Math.min(chunk.length - from, space.length);
      space.set(chunk.subarray(from, from + taken));
      from += taken;
      this.filled(taken);
    }
  }

  /** Where the next bytes may be written, at once and without being copied. */
  space(): Uint8Array {
    const { bytes, from, size } = this.#area;
    return bytes.subarray(from + this.#used, from + size);
  }

  /** Reads what was written into the space, the complete lines of it. */
  filled(length: number): void {
    const seen = this.#used;
    this.#used += length;
    this.#readFrom(seen);
  }

  end(): void {
    const { bytes, from } = this.#area;
    if (this.#used > 0 && !this.#skipping) {
      bytes[from + this.#used] = newline;
      this.#read(this.#start(), from + this.#used + 1);
    }
    this.#used = 0;
  }

  /** Reads what is complete, given that there is no newline before `seen`, and moves the rest to the front. */
  #readFrom(seen: number): void {
    const { bytes, from, size } = this.#area;
    let end = from + this.#used;
    while (end > from + seen && bytes[end - 1] !== newline) end--;
    if (end > from + seen) {
      const start = this.#start();
      if (start < end) this.#read(start, end);
      this.#area.bytes.copyWithin(from, end, from + this.#used);
      this.#used -= end - from;
    } else if (this.#used === size) {
      if (!this.#skipping) this.#tooLong();
      this.#skipping = true;
      this.#used = 0;
    }
  }

  /** Where reading begins: behind a line that was too long, or a byte order mark. */
  #start(): number {
    const { bytes, from } = this.#area;
    const first = !this.#started;
    this.#started = true;
    if (this.#skipping) {
      this.#skipping = false;
      return bytes.indexOf(newline, from) + 1;
    }
    return first && bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf ? from + 3 : from;
  }
}
