const blockSize = 512;

/** Longest name taken from a GNU or pax header. */
const longestName = 64 * 1024;

export interface TarHandler {
  /** Asked once for each regular file: is its content wanted? */
  want(name: string, size: number): boolean;
  member(name: string, bytes: Uint8Array): void;
}

/**
 * Reads a tar archive (ustar, GNU and pax names) that comes in chunks. Holds one member at a time and only if it is
 * wanted; links, devices and directories are passed over.
 */
export class TarReader {
  /** True once a header has a wrong checksum: what follows is no tar. */
  broken = false;
  readonly #handler: TarHandler;
  #header = new Uint8Array(blockSize);
  #filled = 0;
  /** Bytes of the member at hand that are still to come, and of the padding behind it. */
  #left = 0;
  #padding = 0;
  #content: Uint8Array | undefined;
  #contentFilled = 0;
  #take: ((content: Uint8Array) => void) | undefined;
  /** Name from a GNU `L` or pax header: it belongs to the next member. */
  #nextName: string | undefined;

  constructor(handler: TarHandler) {
    this.#handler = handler;
  }

  /** True when the archive stopped inside a member or header. */
  get unfinished(): boolean {
    return !this.broken && (this.#left > 0 || this.#filled > 0);
  }

  write(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length && !this.broken; ) {
      if (this.#left > 0) {
        const size = Math.min(this.#left, chunk.length - at);
        if (this.#content) {
          this.#content.set(chunk.subarray(at, at + size), this.#contentFilled);
          this.#contentFilled += size;
        }
        this.#left -= size;
        at += size;
        if (this.#left === 0) this.#finish();
      } else if (this.#padding > 0) {
        const size = Math.min(this.#padding, chunk.length - at);
        this.#padding -= size;
        at += size;
      } else {
        const size = Math.min(blockSize - this.#filled, chunk.length - at);
        this.#header.set(chunk.subarray(at, at + size), this.#filled);
        this.#filled += size;
        at += size;
        if (this.#filled === blockSize) this.#begin();
      }
    }
  }

  #begin(): void {
    const header = this.#header;
    this.#filled = 0;
    if (header.every((byte) => byte === 0)) return;
    if (!checksumFits(header)) {
      this.broken = true;
      return;
    }
    const size = sizeIn(header);
    const type = String.fromCharCode(header[156]!);
    this.#left = size;
    this.#padding = (blockSize - (size % blockSize)) % blockSize;
    this.#content = undefined;
    this.#take = undefined;
    if (type === 'L' || type === 'x') {
      if (size <= longestName) {
        this.#keep(size, (content) => {
          const text = textOf(content, 0, content.length);
          // A pax record is `25 path=some/long/name\n`.
          this.#nextName = type === 'L' ? text : (/(?:^|\n)\d+ path=([^\n]*)\n/.exec(text)?.[1] ?? this.#nextName);
        });
      }
    } else if (type !== 'K' && type !== 'g') {
      const prefix = textOf(header, 257, 5) === 'ustar' && header[263] === 48 ? textOf(header, 345, 155) : '';
      const name = this.#nextName ?? (prefix === '' ? '' : `${prefix}/`) + textOf(header, 0, 100);
      this.#nextName = undefined;
      const regular = type === '0' || type === '\0' || type === '7';
      if (regular && this.#handler.want(name, size)) {
        this.#keep(size, (content) => this.#handler.member(name, content));
      }
    }
    if (size === 0) this.#finish();
  }

  #keep(size: number, take: (content: Uint8Array) => void): void {
    this.#content = new Uint8Array(size);
    this.#contentFilled = 0;
    this.#take = take;
  }

  #finish(): void {
    if (this.#content) this.#take?.(this.#content);
    this.#content = undefined;
    this.#take = undefined;
  }
}

function textOf(bytes: Uint8Array, from: number, length: number): string {
  const end = bytes.subarray(from, from + length).indexOf(0);
  return new TextDecoder().decode(bytes.subarray(from, from + (end < 0 ? length : end)));
}

/** Octal digits, or, for sizes beyond 8 GB, a number in base 256 that has its first bit set. */
function sizeIn(header: Uint8Array): number {
  if (header[124]! & 0x80) {
    let size = 0;
    for (let at = 125; at < 136; at++) size = size * 256 + header[at]!;
    return Number.isSafeInteger(size) ? size : Number.MAX_SAFE_INTEGER;
  }
  const digits = textOf(header, 124, 12).trim();
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : 0;
}

/** The sum of all bytes of the header, its own field counted as blanks. */
function checksumFits(header: Uint8Array): boolean {
  let sum = 0;
  for (let at = 0; at < blockSize; at++) sum += at >= 148 && at < 156 ? 32 : header[at]!;
  return Number.parseInt(textOf(header, 148, 8).trim(), 8) === sum;
}
