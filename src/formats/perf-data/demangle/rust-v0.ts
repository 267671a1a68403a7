import { NotMangled } from './cursor.ts';
import { characterOf, numberOf, RustReader } from './rust-reader.ts';
import { rustTypes } from './tables.ts';

/** Longest name that is printed, which what is told again may make of a short one. */
const longest = 1 << 14;

/** A name of Rust in its own mangling (RFC 2603), without the hashes of crates: `_RNvCs1234_7mycrate3foo`. */
export function demangleRust(name: string): string | undefined {
  // what the compiler appends is no part of it
  const end = name.indexOf('.');
  const text = end < 0 ? name : name.slice(0, end);
  if (!/^_R[A-Z]\w*$/.test(text)) return undefined;
  try {
    return new RustPrinter(text.slice(2)).symbol();
  } catch (error) {
    if (error instanceof NotMangled) return undefined;
    throw error;
  }
}

class RustPrinter extends RustReader {
  #text = '';
  /** What is read but not shown: where an implementation stands. */
  #isHidden = false;
  #lifetimes = 0;

  symbol(): string {
    const cursor = this.cursor;
    this.#path(true);
    // the crate that it was made for
    if (cursor.next !== '') this.#hidden(() => this.#path(false));
    if (cursor.next !== '') throw new NotMangled();
    return this.#text;
  }

  #put(text: string): void {
    if (this.#isHidden) return;
    this.#text += text;
    if (this.#text.length > longest) throw new NotMangled();
  }

  #hidden(read: () => void): void {
    const outer = this.#isHidden;
    this.#isHidden = true;
    read();
    this.#isHidden = outer;
  }

  /** `isValue`: of a function, whose arguments follow `::`. */
  #path(isValue: boolean): void {
    const cursor = this.cursor;
    cursor.within(() => {
      const letter = cursor.letter();
      switch (letter) {
        case 'C':
          this.disambiguator();
          this.#put(this.identifier());
          break;
        case 'N':
          this.#nested(isValue);
          break;
        case 'M':
        case 'X':
          this.#hidden(() => {
            this.disambiguator();
            this.#path(false);
          });
          this.#implementation(letter === 'X');
          break;
        case 'Y':
          this.#implementation(true);
          break;
        case 'I':
          this.#path(isValue);
          this.#put(isValue ? '::<' : '<');
          this.#list(() => this.#genericArg());
          this.#put('>');
          break;
        case 'B':
          this.#again(() => this.#path(isValue));
          break;
        default:
          throw new NotMangled();
      }
    });
  }

  #nested(isValue: boolean): void {
    const space = this.cursor.letter();
    this.#path(isValue);
    const number = this.disambiguator();
    const name = this.identifier();
    if (space >= 'A' && space <= 'Z') {
      const kind = { C: 'closure', S: 'shim' }[space] ?? space;
      this.#put(`::{${kind}${name === '' ? '' : `:${name}`}#${number}}`);
    } else if (name !== '') this.#put(`::${name}`);
  }

  /** `<T>` and `<T as Trait>` */
  #implementation(isOfTrait: boolean): void {
    this.#put('<');
    this.#type();
    if (isOfTrait) {
      this.#put(' as ');
      this.#path(false);
    }
    this.#put('>');
  }

  #genericArg(): void {
    const cursor = this.cursor;
    if (cursor.took('L')) this.#lifetime(this.base62());
    else if (cursor.took('K')) this.#constant();
    else this.#type();
  }

  #type(): void {
    const cursor = this.cursor;
    cursor.within(() => {
      const letter = cursor.letter();
      const plain = rustTypes[letter];
      if (plain !== undefined) {
        this.#put(plain);
        return;
      }
      switch (letter) {
        case 'R':
        case 'Q':
          this.#put('&');
          if (cursor.took('L')) {
            const lifetime = this.base62();
            if (lifetime > 0) {
              this.#lifetime(lifetime);
              this.#put(' ');
            }
          }
          if (letter === 'Q') this.#put('mut ');
          this.#type();
          break;
        case 'P':
        case 'O':
          this.#put(letter === 'P' ? '*const ' : '*mut ');
          this.#type();
          break;
        case 'A':
        case 'S':
          this.#put('[');
          this.#type();
          if (letter === 'A') {
            this.#put('; ');
            this.#constant();
          }
          this.#put(']');
          break;
        case 'T': {
          this.#put('(');
          const count = this.#list(() => this.#type());
          this.#put(count === 1 ? ',)' : ')');
          break;
        }
        case 'F':
          this.#bound(() => this.#function());
          break;
        case 'D':
          this.#dynamic();
          break;
        case 'B':
          this.#again(() => this.#type());
          break;
        default:
          cursor.at--;
          this.#path(false);
      }
    });
  }

  #function(): void {
    const cursor = this.cursor;
    if (cursor.took('U')) this.#put('unsafe ');
    if (cursor.took('K')) {
      const abi = cursor.took('C') ? 'C' : this.identifier().replaceAll('_', '-');
      this.#put(`extern "${abi}" `);
    }
    this.#put('fn(');
    this.#list(() => this.#type());
    this.#put(')');
    if (cursor.took('u')) return;
    this.#put(' -> ');
    this.#type();
  }

  #dynamic(): void {
    const cursor = this.cursor;
    this.#put('dyn ');
    this.#bound(() => this.#list(() => this.#dynamicTrait(), ' + '));
    cursor.expect('L');
    const lifetime = this.base62();
    if (lifetime === 0) return;
    this.#put(' + ');
    this.#lifetime(lifetime);
  }

  /** `Iterator<Item = u8>` */
  #dynamicTrait(): void {
    const cursor = this.cursor;
    let isOpen = this.#openPath();
    while (cursor.took('p')) {
      this.#put(isOpen ? ', ' : '<');
      isOpen = true;
      this.#put(`${this.identifier()} = `);
      this.#type();
    }
    if (isOpen) this.#put('>');
  }

  /** A path without the `>` at its end; true where one is missing. */
  #openPath(): boolean {
    const cursor = this.cursor;
    let isOpen = false;
    if (cursor.took('B')) {
      this.#again(() => {
        isOpen = this.#openPath();
      });
    } else if (cursor.took('I')) {
      this.#path(false);
      this.#put('<');
      this.#list(() => this.#genericArg());
      isOpen = true;
    } else this.#path(false);
    return isOpen;
  }

  /** `for<'a> ` before what has lifetimes of its own. */
  #bound(print: () => void): void {
    const count = this.cursor.took('G') ? this.base62() + 1 : 0;
    if (count > longest) throw new NotMangled();
    if (count > 0) {
      this.#put('for<');
      for (let i = 0; i < count; i++) {
        if (i > 0) this.#put(', ');
        this.#lifetimes++;
        this.#lifetime(1);
      }
      this.#put('> ');
    }
    print();
    this.#lifetimes -= count;
  }

  #lifetime(index: number): void {
    const depth = this.#lifetimes - index;
    if (index === 0) this.#put("'_");
    else if (depth < 0) throw new NotMangled();
    else this.#put(depth < 26 ? `'${String.fromCharCode(97 + depth)}` : `'_${depth}`);
  }

  #constant(): void {
    const cursor = this.cursor;
    cursor.within(() => {
      const letter = cursor.letter();
      if (letter === 'B') this.#again(() => this.#constant());
      else if (letter === 'p') this.#put('_');
      else if (/[hmtyoj]/.test(letter)) this.#put(numberOf(this.hex()));
      else if (/[aslxni]/.test(letter)) this.#put((cursor.took('n') ? '-' : '') + numberOf(this.hex()));
      else if (letter === 'b') this.#put(this.hex() === '1' ? 'true' : 'false');
      else if (letter === 'c') this.#put(characterOf(Number.parseInt(this.hex() || '0', 16)));
      else throw new NotMangled();
    });
  }

  /** Items up to an E. */
  #list(print: () => void, between = ', '): number {
    let count = 0;
    for (; !this.cursor.took('E'); count++) {
      if (count > 0) this.#put(between);
      print();
    }
    return count;
  }

  /** What stands further left is told again. */
  #again(print: () => void): void {
    const cursor = this.cursor;
    const from = cursor.at - 1;
    const to = this.base62();
    if (to >= from) throw new NotMangled();
    // its place is known, and it is not shown: no need to read it
    if (this.#isHidden) return;
    const back = cursor.at;
    cursor.at = to;
    cursor.within(print);
    cursor.at = back;
  }
}
