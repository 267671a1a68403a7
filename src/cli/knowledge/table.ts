// dist/knowledge.dat: texts by key. A hash table of places comes first, so that a look-up reads what it asks for and nothing
// else of the file becomes a string or an object.
//   number of slots, and for each where its entry starts and ends (32 bits each, 0 where there is none), then entries: KEY TEXT

/** The file's bytes. Keys have no blanks; all is ASCII, so that characters are bytes. */
export function written(texts: ReadonlyMap<string, string>): Uint8Array {
  const slots = 2 ** Math.ceil(Math.log2(texts.size * 1.5));
  const head = Buffer.alloc(4 + slots * 8);
  head.writeUInt32LE(slots, 0);
  let body = '';
  for (const [key, text] of texts) {
    const entry = `${key} ${text}`;
    if (/[^ -~\t]/.test(entry) || /\s/.test(key)) throw new Error(`not plain: ${entry.slice(0, 200)}`);
    let slot = hash(key) & (slots - 1);
    while (head.readUInt32LE(4 + slot * 8) !== 0) slot = (slot + 1) & (slots - 1);
    const at = head.length + body.length;
    head.writeUInt32LE(at, 4 + slot * 8);
    head.writeUInt32LE(at + entry.length, 8 + slot * 8);
    body += entry;
  }
  return Buffer.concat([head, Buffer.from(body, 'latin1')]);
}

const blank = 32;

/** Looks texts up in the file's bytes. */
export class Table {
  readonly #bytes: Buffer;
  readonly #view: DataView;
  readonly #mask: number;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes as Buffer;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#mask = this.#view.getUint32(0, true) - 1;
  }

  text(key: string): string | undefined {
    for (let slot = hash(key) & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const from = this.#view.getUint32(4 + slot * 8, true);
      if (from === 0) return undefined;
      const text = from + key.length + 1;
      if (this.#bytes[text - 1] !== blank || this.#bytes[from] !== key.charCodeAt(0)) continue;
      const entry = this.#bytes.toString('latin1', from, this.#view.getUint32(8 + slot * 8, true));
      if (entry.startsWith(key)) return entry.slice(key.length + 1);
    }
  }
}

function hash(key: string): number {
  let hashed = 0;
  for (let i = 0; i < key.length; i++) hashed = (Math.imul(hashed, 31) + key.charCodeAt(i)) | 0;
  return hashed ^ (hashed >>> 15);
}
