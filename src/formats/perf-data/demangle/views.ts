import type { Frame, Node } from './node.ts';

/** What a node stands for, and the templates that it is within. */
export interface View {
  readonly node: Node;
  readonly frame: Frame | undefined;
}

/** Looks through arguments of templates: what they stand for hangs on where they are printed. */
export class Views {
  /** Which element of a pack is being printed; -1 for all. */
  element = -1;
  frame: Frame | undefined;
  readonly frames = new Map<Node, Frame | undefined>();
  /** Within the parameters of a lambda: what is written `auto` there. */
  isLambda = false;

  /** The pack that a pattern is repeated for. */
  packIn(node: unknown, seen = new Set<unknown>()): readonly Node[] | undefined {
    // what is told again is the same object again
    if (typeof node !== 'object' || node === null || seen.has(node)) return undefined;
    seen.add(node);
    if ('kind' in node && node.kind === 'param') {
      const arg = this.frame?.args[(node as Extract<Node, { kind: 'param' }>).index];
      return arg?.kind === 'pack' ? arg.of : undefined;
    }
    if ('kind' in node && (node.kind === 'expansion' || node.kind === 'pack')) return undefined;
    for (const part of Object.values(node)) {
      const found = this.packIn(part, seen);
      if (found) return found;
    }
    return undefined;
  }

  /** What a node stands for, and the templates that it is within. */
  view(node: Node, frame = this.frame): View {
    if (node.kind === 'bound') return this.view(node.of, node.frame);
    if (node.kind !== 'param') return { node, frame };
    let arg = frame?.args[node.index];
    if (!arg) return { node: { kind: 'text', text: '' }, frame };
    if (arg.kind === 'pack' && this.element >= 0) arg = arg.of[this.element] ?? { kind: 'text', text: '' };
    return this.view(arg, frame!.outer);
  }

  /** What is const already is not so twice. */
  newQualifiers({ qualifiers, of }: Extract<Node, { kind: 'qualified' }>): string {
    const { node } = this.view(of);
    if (node.kind !== 'qualified') return qualifiers;
    const known = node.qualifiers.split(' ');
    return qualifiers.replace(/ \S+/g, (all) => (known.includes(all.slice(1)) ? '' : all));
  }

  /** `& &&` is `&`: what an argument that is a reference itself makes of T&&. */
  collapsed(node: Extract<Node, { kind: 'pointer' }>): { mark: string; to: Node } {
    let { mark, to } = node as { mark: string; to: Node };
    if (this.isLambda || mark === '*' || (to.kind !== 'param' && to.kind !== 'bound' && to.kind !== 'pointer'))
      return node;
    if (to.kind === 'param') to = { kind: 'bound', of: to, frame: this.frameOf(to) };
    for (;;) {
      const { node: of, frame } = this.view(to);
      if (of.kind !== 'pointer' || of.mark === '*') return { mark, to };
      if (of.mark === '&') mark = '&';
      to = { kind: 'bound', of: of.to, frame };
    }
  }

  /** A reference to an argument that is told again keeps the template it was first told in. */
  frameOf(param: Node): Frame | undefined {
    if (!this.frames.has(param)) this.frames.set(param, this.frame);
    return this.frames.get(param);
  }

  isDeclarator(node: Node, frame = this.frame): boolean {
    if (node.kind === 'qualified') return this.isDeclarator(node.of, frame);
    if (node.kind !== 'param' && node.kind !== 'bound') return node.kind === 'function' || node.kind === 'array';
    const { node: of, frame: within } = this.view(node, frame);
    return of.kind !== 'param' && this.isDeclarator(of, within);
  }

  hasRight(node: Node, frame = this.frame): boolean {
    if (node.kind === 'pointer') return this.hasRight(node.to, frame);
    if (node.kind === 'qualified' || node.kind === 'member') return this.hasRight(node.of, frame);
    if (node.kind !== 'param' && node.kind !== 'bound') return node.kind === 'function' || node.kind === 'array';
    const { node: of, frame: within } = this.view(node, frame);
    return of.kind !== 'param' && this.hasRight(of, within);
  }
}
