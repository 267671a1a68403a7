import { textAt, u64 } from '../bytes.ts';

/** What a recording keeps of /sys/kernel/tracing: how the fields of its tracepoints lie and are printed. */
export interface TracingData {
  /** Texts of `events/SYSTEM/EVENT/format`, by the event's number. */
  readonly formats: ReadonlyMap<number, string>;
  /** Texts that tracepoints hold the addresses of: `printk_formats`. */
  readonly texts: ReadonlyMap<bigint, string>;
}

const magic = [0x17, 0x08, 0x44];
const mostOfAKind = 1 << 16;

/**
 * Reads the section that tools/perf/util/trace-event-info.c writes. As far as it can be read: what is cut off gives what
 * stands before it.
 *
 *     17 08 44 "tracing" "0.6\0", order of bytes, size of long, u32 size of a page
 *     "header_page\0" u64 size, text; "header_event\0" u64 size, text
 *     u32 count of ftrace's own formats, each u64 size, text
 *     u32 count of systems, each "skb\0", u32 count of events, each u64 size, text
 *     u32 size of kallsyms, text; u32 size of printk_formats, text
 */
export function readTracingData(bytes: Uint8Array): TracingData {
  const formats = new Map<number, string>();
  const texts = new Map<bigint, string>();
  const data = new Cursor(bytes);
  if (magic.some((byte) => data.byte() !== byte) || data.text(7) !== 'tracing') return { formats, texts };
  data.name();
  // big-endian recordings are not read at all
  data.skip(2 + 4);
  for (const name of ['header_page', 'header_event']) {
    if (data.name() !== name) return { formats, texts };
    data.skip(data.long());
  }
  const add = (text: string) => {
    const id = Number(/^ID: (\d+)$/m.exec(text)?.[1] ?? -1);
    if (id >= 0) formats.set(id, text);
  };
  for (let left = data.int(); left > 0 && !data.isEnd; left--) add(data.text(data.long()));
  for (let systems = data.int(); systems > 0 && !data.isEnd; systems--) {
    data.name();
    for (let left = data.int(); left > 0 && !data.isEnd; left--) add(data.text(data.long()));
  }
  data.skip(data.int());
  for (const line of data.text(data.int()).split('\n')) {
    const match = printkFormat.exec(line);
    if (match) texts.set(BigInt(match[1]!), match[2]!);
  }
  return { formats, texts };
}

// 0xffffffff82a1c9b7 : "Start context switch"
const printkFormat = /^(0x[0-9a-f]{1,16}) : "(.*?)(?:\\n)?"$/;

/** Reads on and on; behind the end all is 0 and empty. */
class Cursor {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get isEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  byte(): number {
    return this.#bytes[this.#at++] ?? 0;
  }

  /** At most as many as there can be of anything that is counted. */
  int(): number {
    const at = this.#take(4);
    return at < 0 ? 0 : this.#view.getUint32(at, true);
  }

  long(): number {
    const at = this.#take(8);
    return at < 0 ? 0 : u64(this.#view, at);
  }

  skip(length: number): void {
    this.#at = Math.min(this.#bytes.length, this.#at + length);
  }

  text(length: number): string {
    const from = this.#at;
    this.skip(length);
    return textAt(this.#bytes, from, this.#at);
  }

  /** A text that ends in a NUL. */
  name(): string {
    const text = textAt(this.#bytes, this.#at, Math.min(this.#bytes.length, this.#at + mostOfAKind));
    this.skip(text.length + 1);
    return text;
  }

  #take(length: number): number {
    const at = this.#at;
    this.skip(length);
    return at + length <= this.#bytes.length ? at : -1;
  }
}
