import { ArgParser } from './arg-parser.ts';
import { NotMangled } from './cursor.ts';
import type { FunctionType, Node } from './node.ts';
import { builtins, moreBuiltins } from './tables.ts';

/** Parses types. */
export abstract class TypeParser extends ArgParser {
  /** ` const volatile` of `VK`. */
  qualifiers(): string {
    const { cursor } = this;
    let text = '';
    for (;;) {
      if (cursor.took('r')) text = ` restrict${text}`;
      else if (cursor.took('V')) text = ` volatile${text}`;
      else if (cursor.took('K')) text = ` const${text}`;
      else return text.replace(' restrict', ' __restrict');
    }
  }

  params(): Node[] {
    const { cursor } = this;
    const params: Node[] = [];
    while (!'E.'.includes(cursor.next)) {
      // a function's own & or &&
      if (cursor.starts('RE') || cursor.starts('OE')) break;
      params.push(this.type());
    }
    const [first] = params;
    return params.length === 1 && first!.kind === 'text' && first.text === 'void' ? [] : params;
  }

  conversionType(): Node {
    const outer = this.isConversion;
    this.isConversion = true;
    const type = this.type();
    this.isConversion = outer;
    return type;
  }

  override type(): Node {
    return this.cursor.within(() => {
      const { isNew, node } = this.#type();
      if (isNew) this.substitutions.push(node);
      return node;
    });
  }

  #type(): { node: Node; isNew: boolean } {
    const { cursor } = this;
    const { next } = cursor;
    const isNew = (node: Node) => ({ node, isNew: true });
    if (next === 'K' || next === 'V' || next === 'r') {
      const qualifiers = this.qualifiers();
      const of = this.type();
      // what is const of a function is what it is a member of
      if (of.kind !== 'function') return isNew({ kind: 'qualified', qualifiers, of });
      this.substitutions.pop();
      return isNew({ ...of, qualifiers: qualifiers + of.qualifiers });
    }
    const builtin = builtins[next];
    if (builtin !== undefined) {
      cursor.at++;
      return { node: { kind: 'text', text: builtin }, isNew: false };
    }
    switch (next) {
      case 'P':
      case 'R':
      case 'O':
        cursor.at++;
        return isNew({ kind: 'pointer', mark: next === 'P' ? '*' : next === 'R' ? '&' : '&&', to: this.type() });
      case 'C':
      case 'G':
        cursor.at++;
        return isNew({ kind: 'qualified', qualifiers: next === 'C' ? ' _Complex' : ' _Imaginary', of: this.type() });
      case 'F':
        return isNew(this.#function());
      case 'A':
        return isNew(this.#array());
      case 'M': {
        cursor.at++;
        const owner = this.type();
        return isNew({ kind: 'member', owner, of: this.type() });
      }
      case 'T':
        return isNew(this.#param());
      case 'S':
        if (!cursor.starts('St')) return this.#known();
        return isNew(this.name().node);
      case 'D':
        return this.#extended();
      case 'u':
        cursor.at++;
        return isNew(this.sourceName());
      case 'U': {
        cursor.at++;
        const qualifier = this.sourceName();
        if (cursor.next === 'I') this.templateArgs();
        return isNew({
          kind: 'qualified',
          qualifiers: ` ${qualifier.kind === 'text' ? qualifier.text : ''}`,
          of: this.type(),
        });
      }
      default:
        return isNew(this.name().node);
    }
  }

  /** What was told before, with arguments or without. */
  #known(): { node: Node; isNew: boolean } {
    const node = this.substitution();
    if (this.cursor.next !== 'I') return { node, isNew: false };
    return { node: { kind: 'template', name: node, args: this.templateArgs() }, isNew: true };
  }

  #param(): Node {
    const { cursor } = this;
    if (/^T[sue]/.test(cursor.text.slice(cursor.at, cursor.at + 2))) {
      cursor.at += 2;
      return this.name().node;
    }
    const node = this.templateParam();
    if (cursor.next !== 'I' || this.isConversion) return node;
    this.substitutions.push(node);
    return { kind: 'template', name: node, args: this.templateArgs() };
  }

  override templateParam(): Node {
    const { cursor } = this;
    cursor.expect('T');
    return { kind: 'param', index: cursor.sequence() };
  }

  #function(): FunctionType {
    const { cursor } = this;
    cursor.expect('F');
    cursor.took('Y');
    const returns = this.type();
    const params = this.params();
    const qualifiers = cursor.took('R') ? ' &' : cursor.took('O') ? ' &&' : '';
    cursor.expect('E');
    return { kind: 'function', returns, params, qualifiers };
  }

  #array(): Node {
    const { cursor } = this;
    cursor.expect('A');
    const digits = cursor.digits();
    const size: Node | undefined =
      digits !== '' ? { kind: 'text', text: digits } : cursor.next === '_' ? undefined : this.expression();
    cursor.expect('_');
    return { kind: 'array', of: this.type(), size };
  }

  #extended(): { node: Node; isNew: boolean } {
    const { cursor } = this;
    const second = cursor.text[cursor.at + 1] ?? '';
    const builtin = moreBuiltins[second];
    if (builtin !== undefined) {
      cursor.at += 2;
      return { node: { kind: 'text', text: builtin }, isNew: second === 'n' && false };
    }
    if (second === 't' || second === 'T') return { node: this.decltype(), isNew: true };
    cursor.at += 2;
    switch (second) {
      case 'p':
        return { node: { kind: 'expansion', of: this.type() }, isNew: true };
      case 'v': {
        const digits = cursor.digits();
        const size: Node = digits !== '' ? { kind: 'text', text: digits } : this.expression();
        cursor.expect('_');
        return { node: { kind: 'vector', of: this.type(), size }, isNew: true };
      }
      case 'o': {
        const of = this.#function();
        return { node: { ...of, qualifiers: `${of.qualifiers} noexcept` }, isNew: true };
      }
      case 'F': {
        const bits = cursor.number();
        const isExtended = !cursor.took('_') && cursor.took('x');
        return { node: { kind: 'text', text: `_Float${bits}${isExtended ? 'x' : ''}` }, isNew: false };
      }
      default:
        throw new NotMangled();
    }
  }

  decltype(): Node {
    const { cursor } = this;
    cursor.at += 2;
    const node = this.expression();
    cursor.expect('E');
    return { kind: 'expression', parts: ['decltype (', { node, isPlain: true }, ')'] };
  }
}
