/** A name that is not mangled as it should be. */
export class NotMangled extends Error {}

/** Levels of nesting beyond which no real name goes. */
const deepest = 400;

/** Reads a mangled name letter by letter. */
export class Cursor {
  readonly text: string;
  at = 0;
  #depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  get next(): string {
    return this.text[this.at] ?? '';
  }

  starts(text: string): boolean {
    return this.text.startsWith(text, this.at);
  }

  took(text: string): boolean {
    if (!this.starts(text)) return false;
    this.at += text.length;
    return true;
  }

  expect(text: string): void {
    if (!this.took(text)) throw new NotMangled();
  }

  letter(): string {
    if (this.at >= this.text.length) throw new NotMangled();
    return this.text[this.at++]!;
  }

  /** `12`, `n3` for -3; empty where there is none. */
  digits(): string {
    const from = this.at;
    while (this.next >= '0' && this.next <= '9' && this.next !== '') this.at++;
    return this.text.slice(from, this.at);
  }

  number(): number {
    const digits = this.digits();
    if (digits === '') throw new NotMangled();
    return Number(digits);
  }

  /** `_` is 0, `0_` is 1, ...: counted from what stands alone. */
  sequence(radix: 10 | 36 = 10): number {
    const from = this.at;
    const last = radix === 36 ? 'Z' : '9';
    while (this.next >= '0' && this.next <= last && (this.next <= '9' || this.next >= 'A')) this.at++;
    const digits = this.text.slice(from, this.at);
    this.expect('_');
    return digits === '' ? 0 : Number.parseInt(digits, radix) + 1;
  }

  /** What is read within: not as deep as a damaged name may go. */
  within<T>(read: () => T): T {
    if (++this.#depth > deepest) throw new NotMangled();
    const value = read();
    this.#depth--;
    return value;
  }
}
