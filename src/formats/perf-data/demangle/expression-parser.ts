import { type Cursor, NotMangled } from './cursor.ts';
import type { Node, Operand } from './node.ts';
import { operators } from './tables.ts';

/** Parses expressions, which stand in template arguments and in decltype. */
export abstract class ExpressionParser {
  readonly cursor: Cursor;

  constructor(cursor: Cursor) {
    this.cursor = cursor;
  }

  abstract type(): Node;
  abstract literal(): Node;
  abstract templateParam(): Node;
  abstract templateArg(): Node;
  abstract templateArgs(): Node[];
  abstract sourceName(): Node;
  abstract operatorName(): Node;
  abstract name(): { node: Node; qualifiers: string };

  expression(): Node {
    return this.cursor.within(() => this.#expression());
  }

  #expression(): Node {
    const { cursor } = this;
    if (cursor.next === 'L') return this.literal();
    if (cursor.next === 'T') return this.templateParam();
    if (/^(?:\d|on)/.test(cursor.text.slice(cursor.at, cursor.at + 2))) return this.#unresolved();
    // of global scope: gs
    const global = cursor.took('gs') ? '::' : '';
    const code = cursor.text.slice(cursor.at, cursor.at + 2);
    cursor.at += 2;
    switch (code) {
      case 'sr':
        return this.#scoped();
      case 'fp':
      case 'fL':
        return this.#parameter(code);
      case 'st':
      case 'at':
      case 'ti': {
        const name = { st: 'sizeof', at: 'alignof', ti: 'typeid' }[code];
        return of(`${name} (`, plain(this.type()), ')');
      }
      case 'sz':
      case 'az':
      case 'te':
      case 'nx':
        return of(
          `${{ sz: 'sizeof', az: 'alignof', te: 'typeid', nx: 'noexcept' }[code]} `,
          operand(this.expression()),
        );
      case 'sZ':
        return { kind: 'count', of: this.expression() };
      case 'sP':
        return { kind: 'count', of: { kind: 'pack', of: this.#until(() => this.templateArg()) } };
      case 'sp':
        return { kind: 'expansion', of: this.expression() };
      case 'cv':
        return this.#conversion();
      case 'tl': {
        const type = this.type();
        return of(plain(type), '{', ...this.#list(), '}');
      }
      case 'il':
        return of('{', ...this.#list(), '}');
      case 'cl': {
        const called = this.expression();
        return of(operand(called), '(', ...this.#list(), ')');
      }
      case 'dt':
      case 'pt': {
        const object = this.expression();
        return of(operand(object), code === 'dt' ? '.' : '->', plain(this.#unresolved()));
      }
      case 'sc':
      case 'dc':
      case 'cc':
      case 'rc': {
        const name = { sc: 'static', dc: 'dynamic', cc: 'const', rc: 'reinterpret' }[code];
        const type = this.type();
        return of(`${name}_cast<`, plain(type), '>(', plain(this.expression()), ')');
      }
      case 'ix': {
        const array = this.expression();
        return of(operand(array), '[', plain(this.expression()), ']');
      }
      case 'qu': {
        const test = operand(this.expression());
        const yes = operand(this.expression());
        return of(test, '?', yes, ' : ', operand(this.expression()));
      }
      case 'tr':
        return { kind: 'text', text: 'throw' };
      case 'tw':
        return of('throw ', operand(this.expression()));
      default:
        return this.#operation(code, global);
    }
  }

  #operation(code: string, global: string): Node {
    const operator = operators[code];
    if (!operator || operator[1] > 2) throw new NotMangled();
    const [name, operands] = operator;
    const isPrefix = this.cursor.took('_');
    const first = this.expression();
    if (operands === 1) {
      if ((code === 'pp' || code === 'mm') && !isPrefix) return of(operand(first), name);
      return of(`${global}${name}`, code === 'ad' ? addressed(first) : operand(first));
    }
    const both: (string | Operand)[] = [operand(first), name, operand(this.expression())];
    // so that it does not look like the end of the arguments
    return code === 'gt' ? of('(', ...both, ')') : of(...both);
  }

  /** `sr` type name: `T::value`; `sr` names `E` name, and `srN` type names `E` name: `std::is_signed<T>::value`. */
  #scoped(): Node {
    const { cursor } = this;
    let scope = cursor.took('N') ? this.type() : undefined;
    if (scope === undefined && !/\d/.test(cursor.next)) scope = this.type();
    else {
      while (!cursor.took('E')) {
        const name = this.#simple(this.sourceName());
        scope = scope ? { kind: 'nested', scope, name } : name;
      }
    }
    if (!scope) throw new NotMangled();
    return { kind: 'nested', scope, name: this.#unresolved() };
  }

  #simple(name: Node): Node {
    return this.cursor.next === 'I' ? { kind: 'template', name, args: this.templateArgs() } : name;
  }

  #unresolved(): Node {
    const { cursor } = this;
    if (cursor.took('sr')) return this.#scoped();
    const node = cursor.took('on')
      ? this.operatorName()
      : /\d/.test(cursor.next)
        ? this.sourceName()
        : this.expression();
    return this.#simple(node);
  }

  #parameter(code: string): Node {
    const { cursor } = this;
    if (code === 'fp' && cursor.took('T')) return { kind: 'text', text: 'this' };
    if (code === 'fL') {
      cursor.number();
      cursor.expect('p');
    }
    while (/[rVK]/.test(cursor.next)) cursor.at++;
    return { kind: 'text', text: `{parm#${cursor.sequence() + 1}}` };
  }

  #conversion(): Node {
    const { cursor } = this;
    const type = this.type();
    if (!cursor.took('_')) return of('(', plain(type), ')', operand(this.expression()));
    return of('(', plain(type), ')(', ...this.#list(), ')');
  }

  #list(): (string | Operand)[] {
    const of = this.#until(() => this.expression());
    return of.length === 0 ? [] : [plain({ kind: 'pack', of })];
  }

  #until(read: () => Node): Node[] {
    const list: Node[] = [];
    while (!this.cursor.took('E')) list.push(read());
    return list;
  }
}

function of(...parts: (string | Operand)[]): Node {
  return { kind: 'expression', parts };
}

function plain(node: Node): Operand {
  return { node, isPlain: true };
}

function operand(node: Node): Operand {
  const isBraced = node.kind === 'expression' && node.parts[0] === '{';
  return { node, isPlain: node.kind === 'text' || node.kind === 'nested' || isBraced };
}

/** Of a function whose address is taken only the name is printed, unless it is a template or has a const of its own. */
function addressed(node: Node): Operand {
  if (node.kind === 'encoding' && node.name.kind === 'nested' && node.qualifiers === '') return plain(node.name);
  return operand(node);
}
