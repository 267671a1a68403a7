import type { Field } from './event-format.ts';

/** The raw bytes of one sample of a tracepoint: where they lie, in a buffer that is used again. What is behind them is 0. */
export class Raw {
  view: DataView = new DataView(new ArrayBuffer(0));
  bytes: Uint8Array = new Uint8Array(0);
  at = 0;
  size = 0;

  /** An unsigned number of 1, 2, 4 or 8 bytes. */
  number(offset: number, size: number): bigint {
    if (offset < 0 || offset + size > this.size) return 0n;
    if (size === 8) return this.view.getBigUint64(this.at + offset, true);
    return BigInt(this.small(offset, size));
  }

  /** The same of up to 4 bytes. */
  small(offset: number, size: number): number {
    const at = this.at + offset;
    if (offset < 0 || offset + size > this.size) return 0;
    if (size === 4) return this.view.getUint32(at, true);
    if (size === 2) return this.view.getUint16(at, true);
    return size === 1 ? this.view.getUint8(at) : 0;
  }

  /** The bytes between two places, as far as there are any. */
  part(offset: number, length: number): Uint8Array {
    const from = Math.min(this.size, Math.max(0, offset));
    return this.bytes.subarray(this.at + from, this.at + Math.min(this.size, from + Math.max(0, length)));
  }

  /** The bytes of an array, wherever they lie. */
  array(field: Field): Uint8Array {
    const { offset, length } = this.place(field);
    return this.part(offset, length);
  }

  /** Where an array lies: in place, or where what stands in its place says. */
  place({ offset, size, dynamic }: Field): { offset: number; length: number } {
    // an array that takes no room of its own reaches to the end
    if (dynamic === '') return { offset, length: size === 0 ? this.size - offset : size };
    const place = this.small(offset, size);
    const start = (place & 0xffff) + (dynamic === 'relative' ? offset + size : 0);
    return { offset: start, length: size === 2 ? this.size - start : place >>> 16 };
  }
}
