import { Cursor, NotMangled } from './cursor.ts';
import type { FunctionType, Node } from './node.ts';
import { operators, specials } from './tables.ts';
import { TypeParser } from './type-parser.ts';

const std: Node = { kind: 'text', text: 'std' };
/** Parses names by the grammar of the Itanium C++ ABI, section 5.1. */
export class NameParser extends TypeParser {
  /** `_ZN4node5StartEiPPc`: of a function the name alone, as perf asks for it, whatever follows. */
  mangled(): Node {
    const { cursor } = this;
    cursor.expect('_Z');
    return cursor.next === 'T' || cursor.next === 'G' ? this.#special() : this.name().node;
  }

  override encoding(): Node {
    const { cursor } = this;
    return cursor.within(() => {
      if (cursor.next === 'T' || cursor.next === 'G') return this.#special();
      const { node: name, qualifiers } = this.name();
      if (cursor.next === '' || cursor.next === 'E' || cursor.next === '.') return name;
      const returns = returnsType(name) ? this.type() : undefined;
      const type: FunctionType = { kind: 'function', returns, params: this.params(), qualifiers };
      return { kind: 'encoding', name, type, qualifiers };
    });
  }

  override name(): { node: Node; qualifiers: string } {
    const { cursor } = this;
    if (cursor.next === 'N') return this.#nested();
    if (cursor.next === 'Z') return this.#local();
    let node: Node;
    let isKnown = false;
    if (cursor.took('St')) node = { kind: 'nested', scope: std, name: this.#unqualified(undefined) };
    else if (cursor.next === 'S') {
      node = this.substitution();
      isKnown = true;
    } else node = this.#unqualified(undefined);
    if (cursor.next === 'I') {
      if (!isKnown) this.substitutions.push(node);
      node = { kind: 'template', name: node, args: this.templateArgs() };
    }
    return { node, qualifiers: '' };
  }

  #nested(): { node: Node; qualifiers: string } {
    const { cursor } = this;
    cursor.expect('N');
    let qualifiers = this.qualifiers();
    if (cursor.took('R')) qualifiers += ' &';
    else if (cursor.took('O')) qualifiers += ' &&';
    let node: Node | undefined;
    while (!cursor.took('E')) {
      if (cursor.starts('St')) {
        cursor.at += 2;
        node = std;
        continue;
      }
      if (cursor.next === 'S') {
        node = this.substitution();
        continue;
      }
      if (cursor.next === 'T' && node === undefined) node = this.templateParam();
      else if (cursor.next === 'I' && node) node = { kind: 'template', name: node, args: this.templateArgs() };
      else if (node === undefined && /^D[tT]/.test(cursor.text.slice(cursor.at, cursor.at + 2))) node = this.decltype();
      else if (cursor.took('M')) continue;
      else {
        const name = this.#unqualified(node);
        node = node ? { kind: 'nested', scope: node, name } : name;
      }
      this.substitutions.push(node);
    }
    if (!node) throw new NotMangled();
    // as a whole it is only to be had again as a type, which adds it itself
    if (this.substitutions.at(-1) === node) this.substitutions.pop();
    return { node, qualifiers };
  }

  /** A name within a function: `Z` function `E` name, `s` for a string, `d_` for a default argument. */
  #local(): { node: Node; qualifiers: string } {
    const { cursor } = this;
    cursor.expect('Z');
    const scope = this.encoding();
    cursor.expect('E');
    if (cursor.took('s')) {
      this.#discriminator();
      return { node: { kind: 'local', scope, name: { kind: 'text', text: 'string literal' } }, qualifiers: '' };
    }
    if (cursor.took('d')) {
      const number = cursor.sequence() + 1;
      const inner = this.name();
      const default_: Node = {
        kind: 'local',
        scope: { kind: 'text', text: `{default arg#${number}}` },
        name: inner.node,
      };
      return { node: { kind: 'local', scope, name: default_ }, qualifiers: inner.qualifiers };
    }
    const { node: name, qualifiers } = this.name();
    this.#discriminator();
    return { node: { kind: 'local', scope, name }, qualifiers };
  }

  /** `_3` or `__12_`: which of several of one name, not printed. */
  #discriminator(): void {
    const { cursor } = this;
    if (cursor.next !== '_') return;
    const match = /^_(?:\d|_\d+_)/.exec(cursor.text.slice(cursor.at, cursor.at + 12));
    if (match) cursor.at += match[0].length;
  }

  #unqualified(scope: Node | undefined): Node {
    const { cursor } = this;
    // of internal linkage
    if (cursor.next === 'L' && /\d/.test(cursor.text[cursor.at + 1] ?? '')) cursor.at++;
    let node: Node;
    if (cursor.next >= '0' && cursor.next <= '9') node = this.sourceName();
    else if (scope && /^(?:C[I1-5]|D[0-5])/.test(cursor.text.slice(cursor.at, cursor.at + 2)))
      node = this.#structor(scope);
    else if (cursor.next === 'U') node = this.#unnamed();
    else node = this.operatorName();
    while (cursor.took('B')) {
      const tag = this.sourceName();
      node = { kind: 'tagged', name: node, tag: tag.kind === 'text' ? tag.text : '' };
    }
    return node;
  }

  #structor(scope: Node): Node {
    const { cursor } = this;
    const isDestructor = cursor.letter() === 'D';
    const isInherited = cursor.took('I');
    cursor.letter();
    if (isInherited) this.type();
    return { kind: 'structor', isDestructor, of: scope };
  }

  #unnamed(): Node {
    const { cursor } = this;
    if (cursor.took('Ut')) return { kind: 'text', text: `{unnamed type#${cursor.sequence() + 1}}` };
    cursor.expect('Ul');
    const params = this.params();
    cursor.expect('E');
    return { kind: 'lambda', params, number: cursor.sequence() + 1 };
  }

  override operatorName(): Node {
    const { cursor } = this;
    const code = cursor.letter() + cursor.letter();
    if (code === 'cv') return { kind: 'conversion', to: this.conversionType() };
    if (code === 'li') {
      const name = this.sourceName();
      return { kind: 'operator', name: `"" ${name.kind === 'text' ? name.text : ''}` };
    }
    const operator = operators[code];
    if (!operator) throw new NotMangled();
    const [name] = operator;
    return { kind: 'operator', name: /^[a-z]/.test(name) ? ` ${name.trim()}` : name };
  }

  #special(): Node {
    const { cursor } = this;
    const code = cursor.letter() + cursor.letter();
    if (code === 'Th' || code === 'Tv' || code === 'Tc') {
      if (code === 'Tc') {
        this.#callOffset(cursor.letter());
        this.#callOffset(cursor.letter());
      } else this.#callOffset(code[1]!);
      const before = { Th: 'non-virtual thunk to ', Tv: 'virtual thunk to ', Tc: 'covariant return thunk to ' }[code];
      return { kind: 'special', before, of: this.encoding() };
    }
    if (code === 'TC') {
      const derived = this.type();
      cursor.number();
      cursor.expect('_');
      return { kind: 'special', before: 'construction vtable for ', of: this.type(), between: '-in-', and: derived };
    }
    if (code === 'GT') {
      const isSafe = cursor.letter() === 't';
      return { kind: 'special', before: `${isSafe ? '' : 'non-'}transaction clone for `, of: this.encoding() };
    }
    const before = specials[code];
    if (before === undefined) throw new NotMangled();
    if (code === 'GR') {
      const of = this.name().node;
      return { kind: 'special', before: `${before}${cursor.sequence(36)} for `, of };
    }
    const isName = code[0] === 'G' || code === 'TH' || code === 'TW';
    if (code === 'TA') return { kind: 'special', before, of: this.templateArg() };
    return { kind: 'special', before, of: isName ? this.name().node : this.type() };
  }

  /** `n16_` or, of a virtual one, `16_n24_`. */
  #callOffset(letter: string): void {
    const { cursor } = this;
    for (let left = letter === 'v' ? 2 : 1; left > 0; left--) {
      cursor.took('n');
      cursor.number();
      cursor.expect('_');
    }
  }
}

/** Templates say what they return, but for constructors, destructors and conversions. */
function returnsType(name: Node): boolean {
  if (name.kind === 'local') return returnsType(name.name);
  if (name.kind !== 'template') return false;
  let of: Node = name.name;
  while (of.kind === 'nested' || of.kind === 'tagged') of = of.name;
  return of.kind !== 'structor' && of.kind !== 'conversion';
}

/** Reads one mangled name, or says that it is none. */
export function parseMangled(text: string): Node | undefined {
  try {
    return new NameParser(new Cursor(text)).mangled();
  } catch (error) {
    if (error instanceof NotMangled) return undefined;
    throw error;
  }
}
