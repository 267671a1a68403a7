import type { Node, Operand } from './node.ts';
import { literalEnds } from './tables.ts';
import { type View, Views } from './views.ts';

/** Longest name that is printed: templates of templates grow without bound. */
const longest = 1 << 16;

/** Prints a demangled name as __cxa_demangle of GCC's library does, whose C++ is that of before 2011: `A<B<int> >`. */
export function printName(node: Node): string | undefined {
  const printer = new Printer();
  printer.print(node);
  return printer.text.length > longest ? undefined : printer.text;
}

class Printer extends Views {
  text = '';
  /** The last character that was put, also where it was taken back since. */
  #last = '';
  #depth = 0;

  print(node: Node): void {
    this.#left(node);
    this.#right(node);
  }

  #put(text: string): void {
    if (text === '' || this.text.length > longest) return;
    this.text += text;
    this.#last = text.at(-1)!;
  }

  /** What stands before a declared name. */
  #left(node: Node): void {
    if (this.text.length > longest || this.#depth > 300) return;
    this.#depth++;
    this.#leftOf(node);
    this.#depth--;
  }

  #leftOf(node: Node): void {
    switch (node.kind) {
      case 'text':
      case 'standard':
        this.#put(node.text);
        break;
      case 'nested':
        this.#scope(node.scope, node.name);
        this.#put('::');
        this.print(node.name);
        break;
      case 'local':
        if (node.scope.kind === 'encoding') this.#function(node.scope, false);
        else this.print(node.scope);
        this.#put('::');
        this.print(node.name);
        break;
      case 'template':
        this.#templateName(node.name, node.args);
        if (this.#last === '<') this.#put(' ');
        this.#put('<');
        this.#list(node.args);
        if (this.#last === '>') this.#put(' ');
        this.#put('>');
        break;
      case 'structor':
        this.#put(`${node.isDestructor ? '~' : ''}${this.#lastName(node.of)}`);
        break;
      case 'operator':
        this.#put(`operator${node.name}`);
        break;
      case 'conversion':
        this.#put('operator ');
        this.print(node.to);
        break;
      case 'tagged':
        this.print(node.name);
        this.#put(`[abi:${node.tag}]`);
        break;
      case 'encoding':
        this.#function(node, true);
        break;
      case 'special':
        this.#put(node.before);
        this.print(node.of);
        if (node.and) {
          this.#put(node.between!);
          this.print(node.and);
        }
        break;
      case 'lambda':
        this.#lambda(node.params, node.number);
        break;
      case 'function':
        if (node.returns) {
          this.#left(node.returns);
          if (!this.hasRight(node.returns)) this.#put(' ');
        }
        break;
      case 'pointer': {
        const { mark, to } = this.collapsed(node);
        this.#left(to);
        this.#open(to);
        this.#put(mark);
        break;
      }
      case 'qualified':
        this.#left(node.of);
        this.#put(this.newQualifiers(node));
        break;
      case 'array':
        this.#left(node.of);
        break;
      case 'member': {
        this.#left(node.of);
        if (!this.#open(node.of)) this.#put(' ');
        this.print(node.owner);
        this.#put('::*');
        break;
      }
      case 'vector':
        this.#left(node.of);
        this.#put(' __vector(');
        this.print(node.size);
        this.#put(')');
        break;
      case 'param':
        if (this.isLambda) this.#put(`auto:${node.index + 1}`);
        else this.#in(this.view(node), (of) => this.#left(of));
        break;
      case 'bound':
        this.#in({ node: node.of, frame: node.frame }, (of) => this.#left(of));
        break;
      case 'pack':
        this.#list(node.of);
        break;
      case 'expansion':
        this.#expansion(node.of);
        break;
      case 'count': {
        const count = this.packIn(node.of)?.length ?? (node.of.kind === 'pack' ? node.of.of.length : undefined);
        if (count !== undefined) this.#put(String(count));
        else {
          this.#put('sizeof...(');
          this.print(node.of);
          this.#put(')');
        }
        break;
      }
      case 'literal':
        this.#literal(node.type, node.value);
        break;
      case 'expression':
        for (const part of node.parts) this.#part(part);
    }
  }

  /** What stands behind it: of pointers to functions and arrays. */
  #right(node: Node): void {
    if (this.#depth > 300) return;
    this.#depth++;
    switch (node.kind) {
      case 'function':
        this.#put('(');
        this.#list(node.params);
        this.#put(`)${node.qualifiers}`);
        if (node.returns) this.#right(node.returns);
        break;
      case 'pointer': {
        const { to } = this.collapsed(node);
        if (this.isDeclarator(to)) this.#put(')');
        this.#right(to);
        break;
      }
      case 'member':
        if (this.isDeclarator(node.of)) this.#put(')');
        this.#right(node.of);
        break;
      case 'qualified':
        this.#right(node.of);
        break;
      case 'array':
        if (this.#last !== ']') this.#put(' ');
        this.#put('[');
        if (node.size) this.print(node.size);
        this.#put(']');
        this.#right(node.of);
        break;
      case 'param':
        if (!this.isLambda) this.#in(this.view(node), (of) => this.#right(of));
        break;
      case 'bound':
        this.#in({ node: node.of, frame: node.frame }, (of) => this.#right(of));
        break;
      default:
    }
    this.#depth--;
  }

  /** `void f<int>(int) const` */
  #function({ name, type }: Extract<Node, { kind: 'encoding' }>, withReturn: boolean): void {
    const { returns, params, qualifiers } = type;
    const outer = this.frame;
    const args = argsOf(name);
    if (args) this.frame = { args, outer };
    const isShown = withReturn && returns !== undefined;
    if (isShown) {
      this.#left(returns);
      if (!this.hasRight(returns)) this.#put(' ');
    }
    this.print(name);
    this.#put('(');
    this.#list(params);
    this.#put(`)${qualifiers}`);
    if (isShown) this.#right(returns);
    this.frame = outer;
  }

  #lambda(params: readonly Node[], number: number): void {
    const outer = this.isLambda;
    this.isLambda = true;
    this.#put('{lambda(');
    this.#list(params);
    this.#put(`)#${number}}`);
    this.isLambda = outer;
  }

  /** A conversion to T is named by the template's own arguments. */
  #templateName(name: Node, args: readonly Node[]): void {
    const outer = this.frame;
    if (lastOf(name).kind === 'conversion') this.frame = { args, outer };
    this.print(name);
    this.frame = outer;
  }

  /** A constructor's class is named in full. */
  #scope(scope: Node, name: Node): void {
    const isStructor = name.kind === 'structor' || (name.kind === 'tagged' && name.name.kind === 'structor');
    if (isStructor && scope.kind === 'standard') this.#put(scope.full);
    else this.print(scope);
  }

  #lastName(node: Node): string {
    switch (node.kind) {
      case 'text':
        return node.text;
      case 'standard':
        return node.last;
      case 'nested':
      case 'template':
      case 'local':
      case 'tagged':
        return this.#lastName(node.name);
      default: {
        const inner = new Printer();
        inner.print(node);
        return inner.text;
      }
    }
  }

  /** Elements with commas between them; nothing where the rest prints nothing, as empty packs do. */
  #list(nodes: readonly Node[], from = 0): void {
    if (from < nodes.length) this.print(nodes[from]!);
    if (from + 1 >= nodes.length) return;
    const before = this.text.length;
    this.#put(', ');
    const { length } = this.text;
    this.#list(nodes, from + 1);
    if (this.text.length === length) this.text = this.text.slice(0, before);
  }

  #expansion(of: Node): void {
    const count = this.packIn(of)?.length;
    if (count === undefined) {
      this.print(of);
      this.#put('...');
      return;
    }
    const outer = this.element;
    for (let i = 0; i < count; i++) {
      if (i > 0) this.#put(', ');
      this.element = i;
      this.print(of);
    }
    this.element = outer;
  }

  #in({ node, frame }: View, print: (node: Node) => void): void {
    const outer = this.frame;
    this.frame = frame;
    print(node);
    this.frame = outer;
  }

  /** The parenthesis of `int (*)(char)` and `int (&) [2]`. */
  #open(to: Node): boolean {
    if (!this.isDeclarator(to)) return false;
    if (this.#last !== ' ' && this.#last !== '(' && this.#last !== '*') this.#put(' ');
    this.#put('(');
    return true;
  }

  #literal(type: Node, value: string): void {
    const name = type.kind === 'text' ? type.text : '';
    if (name === 'bool' && (value === '0' || value === '1')) {
      this.#put(value === '1' ? 'true' : 'false');
      return;
    }
    const end = literalEnds[name];
    if (end !== undefined) {
      this.#put(`${value}${end}`);
      return;
    }
    this.#put('(');
    this.print(type);
    this.#put(`)${value}`);
  }

  #part(part: string | Operand): void {
    if (typeof part === 'string') this.#put(part);
    else if (part.isPlain) this.print(part.node);
    else {
      this.#put('(');
      this.print(part.node);
      this.#put(')');
    }
  }
}

/** `f` of `A::B::f` */
function lastOf(name: Node): Node {
  return name.kind === 'nested' ? lastOf(name.name) : name;
}

/** The arguments of a function that is a template. */
function argsOf(name: Node): readonly Node[] | undefined {
  if (name.kind === 'local') return argsOf(name.name);
  return name.kind === 'template' ? name.args : undefined;
}
