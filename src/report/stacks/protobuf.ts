/**
 * Writes the wire format of protocol buffers, as much of it as profile.proto needs: variable-length integers, and fields
 * that are prefixed with their length (https://protobuf.dev/programming-guides/encoding/).
 */
export class ProtobufWriter {
  #bytes = new Uint8Array(1 << 12);
  #length = 0;

  /** The bytes written so far: a view that is valid until more are written. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  clear(): void {
    this.#length = 0;
  }

  /** A whole number from 0 to 2^53; 0 is what a field has that is not there. */
  number(field: number, value: number): void {
    if (value === 0) return;
    this.#varint(field << 3);
    this.#varint(value);
  }

  /** A repeated field of whole numbers, packed. */
  numbers(field: number, values: readonly number[], scratch: ProtobufWriter): void {
    if (values.length === 0) return;
    scratch.clear();
    for (const value of values) scratch.#varint(value);
    this.block(field, scratch.bytes);
  }

  text(field: number, text: string): void {
    this.block(field, new TextEncoder().encode(text));
  }

  /** A message or text. */
  block(field: number, bytes: Uint8Array): void {
    this.#varint((field << 3) | 2);
    this.#varint(bytes.length);
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  #varint(value: number): void {
    this.#reserve(10);
    let rest = value;
    while (rest > 127) {
      this.#bytes[this.#length++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    this.#bytes[this.#length++] = rest;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const wider = new Uint8Array(Math.max(2 * this.#bytes.length, this.#length + more));
    wider.set(this.bytes);
    this.#bytes = wider;
  }
}
