import { calls, known, ofField, sizes } from './calls.ts';
import { constantOf } from './compute.ts';
import type { Expression, Named, Print } from './expression.ts';
import { NotUnderstood, type Token, tokensOf, withoutBackslashes } from './tokens.ts';

/** Marks between two values, those that bind least first. */
const binary = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<', '>', '<=', '>='],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];
const deepest = 200;
const plainTypes = /^(?:unsigned|signed|char|short|int|long|[us](?:8|16|32|64)| )+$/;

/** Parses `"rc=%d family=%s", REC->rc, __print_symbolic(REC->family, { 2, "AF_INET" })`. */
export function parsePrint(source: string): Print {
  const parser = new Parser(tokensOf(source));
  let text = parser.text();
  while (parser.is('text')) text += parser.text();
  const args: Expression[] = [];
  while (parser.took(',')) args.push(parser.expression());
  parser.end();
  return { text, args };
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  is(kind: Token['kind']): boolean {
    return this.#tokens[this.#at]!.kind === kind;
  }

  took(mark: string): boolean {
    const { kind, text } = this.#tokens[this.#at]!;
    if (kind !== 'mark' || text !== mark) return false;
    this.#at++;
    return true;
  }

  text(): string {
    return this.#next('text');
  }

  end(): void {
    if (!this.is('end')) throw this.#unclear();
  }

  expression(): Expression {
    if (++this.#depth > deepest) throw new NotUnderstood('more levels of parentheses than anything real');
    const of = this.#binary(0);
    let whole = of;
    if (this.took('?')) {
      const yes = this.expression();
      this.#expect(':');
      whole = { kind: 'choice', of, yes, no: this.expression() };
    }
    this.#depth--;
    return whole;
  }

  #binary(level: number): Expression {
    const marks = binary[level];
    if (!marks) return this.#unary();
    let left = this.#binary(level + 1);
    for (;;) {
      const mark = marks.find((one) => this.took(one));
      if (mark === undefined) return left;
      left = { kind: 'binary', mark, left, right: this.#binary(level + 1) };
    }
  }

  #unary(): Expression {
    for (const mark of ['-', '+', '!', '~']) {
      if (!this.took(mark)) continue;
      if (++this.#depth > deepest) throw this.#unclear();
      const of = this.#unary();
      this.#depth--;
      return { kind: 'unary', mark, of };
    }
    const type = this.#castType();
    if (type !== undefined) return { kind: 'cast', type, of: this.#unary() };
    let value = this.#primary();
    while (this.took('[')) {
      value = { kind: 'element', of: value, index: this.expression() };
      this.#expect(']');
    }
    return value;
  }

  /** `(unsigned long)` before a value: names and stars alone, which no value is when another follows it. */
  #castType(): string | undefined {
    if (this.#tokens[this.#at]!.text !== '(' || !this.is('mark')) return undefined;
    let end = this.#at + 1;
    const words: string[] = [];
    for (; end < this.#tokens.length; end++) {
      const { kind, text } = this.#tokens[end]!;
      if (kind !== 'name' && !(kind === 'mark' && text === '*' && words.length > 0)) break;
      words.push(text);
    }
    const after = this.#tokens[end + 1];
    if (words.length === 0 || this.#tokens[end]!.text !== ')' || after === undefined) return undefined;
    if (after.kind === 'end') return undefined;
    // `(REC)-1` is a difference, `(long)-1` is not
    if (after.kind === 'mark' && after.text !== '(' && !(plainTypes.test(words.join(' ')) && /[-~!]/.test(after.text)))
      return undefined;
    this.#at = end + 1;
    return words.filter((word) => word !== 'const' && word !== 'volatile').join(' ');
  }

  #primary(): Expression {
    if (this.took('(')) {
      const inner = this.expression();
      this.#expect(')');
      return inner;
    }
    if (this.is('number')) return { kind: 'number', value: BigInt(this.#next('number')) };
    if (this.is('text')) {
      let text = this.text();
      while (this.is('text')) text += this.text();
      return { kind: 'text', text: withoutBackslashes(text) };
    }
    const name = this.#next('name');
    if (name === 'REC') {
      this.#expect('->');
      return { kind: 'field', name: this.#next('name') };
    }
    if (this.took('(')) return this.#call(name);
    // names of the kernel's own have no number here: perf takes 0
    return { kind: 'number', value: 0n };
  }

  #call(name: string): Expression {
    const kind = ofField[name];
    if (kind !== undefined) {
      const field = this.#next('name');
      this.#expect(')');
      return { kind, name: field };
    }
    if (name === 'sizeof') return this.#sizeOf();
    if (name === '__builtin_expect') return this.#expected();
    if (!calls.has(name)) throw new NotUnderstood(`the function ${name}()`);
    const of = this.expression();
    this.#expect(',');
    if (/^__print_symbolic/.test(name)) return { kind: 'symbolic', of, names: this.#names() };
    if (/^__print_flags/.test(name)) {
      const between = this.is('text') ? withoutBackslashes(this.text()) : '';
      this.#expect(',');
      return { kind: 'flags', of, between, names: this.#names() };
    }
    const count = this.expression();
    const size = this.took(',') ? this.expression() : undefined;
    this.#expect(')');
    if (name === '__print_array' && size) return { kind: 'numbers', of, count, size };
    if (name === '__print_array' || size) throw new NotUnderstood(`${name}() with other arguments`);
    return { kind: 'hex', of, count, between: name === '__print_hex' ? ' ' : '' };
  }

  /** What a compiler is told to expect: the value is the first one. */
  #expected(): Expression {
    const of = this.expression();
    this.#expect(',');
    this.expression();
    this.#expect(')');
    return of;
  }

  #sizeOf(): Expression {
    const type: string[] = [];
    while (this.is('name')) type.push(this.#next('name'));
    const size = sizes[type.join(' ')];
    if (size === undefined) throw new NotUnderstood('sizeof of something that is no plain number');
    this.#expect(')');
    return { kind: 'number', value: BigInt(size) };
  }

  /** `{ 2, "AF_INET" }, { 10, "AF_INET6" })` */
  #names(): Named[] {
    const names: Named[] = [];
    do {
      // a comma may stand behind the last one
      if (!this.took('{')) break;
      const value = this.#value();
      this.#expect(',');
      let name = '';
      // lists may end with { 0, ((void *)0) }
      if (!this.is('text')) this.expression();
      while (this.is('text')) name += this.text();
      names.push({ value, name: withoutBackslashes(name) });
      this.#expect('}');
    } while (this.took(','));
    this.#expect(')');
    return names;
  }

  /** A number, an expression of numbers, or a name whose number nobody tells but for those of softirqs: -1, as perf has it. */
  #value(): bigint {
    const { kind, text } = this.#tokens[this.#at]!;
    if (kind === 'name' && this.#tokens[this.#at + 1]!.text === ',') {
      this.#at++;
      return BigInt(known.indexOf(text));
    }
    const value = constantOf(this.expression());
    return value < 0n ? -1n : value;
  }

  #expect(mark: string): void {
    if (!this.took(mark)) throw this.#unclear();
  }

  #next(kind: Token['kind']): string {
    if (!this.is(kind)) throw this.#unclear();
    return this.#tokens[this.#at++]!.text;
  }

  #unclear(): NotUnderstood {
    return new NotUnderstood(`${this.#tokens[this.#at]!.text} where it was not expected`);
  }
}
