import { NotMangled } from './cursor.ts';
import { ExpressionParser } from './expression-parser.ts';
import type { Node } from './node.ts';
import { standards } from './tables.ts';

/** Parses template arguments, literals, and what stands for something told before. */
export abstract class ArgParser extends ExpressionParser {
  readonly substitutions: Node[] = [];
  /** Arguments that follow the type of a conversion are its own, not that type's. */
  isConversion = false;

  override sourceName(): Node {
    const { cursor } = this;
    const length = cursor.number();
    const text = cursor.text.slice(cursor.at, cursor.at + length);
    if (length === 0 || text.length < length) throw new NotMangled();
    cursor.at += length;
    const isAnonymous = text.startsWith('_GLOBAL_') && /^_GLOBAL_[._$]N/.test(text);
    return { kind: 'text', text: isAnonymous ? '(anonymous namespace)' : text };
  }

  /** What `S_`, `S0_`, ... stand for, and the letters of the standard library. */
  substitution(): Node {
    const { cursor } = this;
    cursor.expect('S');
    const standard = standards[cursor.next];
    if (standard) {
      cursor.at++;
      const [text, full, last] = standard;
      const node: Node = { kind: 'standard', text, full, last };
      if (cursor.next !== 'B') return node;
      let tagged: Node = node;
      while (cursor.took('B')) {
        const tag = this.sourceName();
        tagged = { kind: 'tagged', name: tagged, tag: tag.kind === 'text' ? tag.text : '' };
      }
      this.substitutions.push(tagged);
      return tagged;
    }
    const node = this.substitutions[cursor.sequence(36)];
    if (!node) throw new NotMangled();
    return node;
  }

  override templateArgs(): Node[] {
    const { cursor } = this;
    cursor.expect('I');
    const outer = this.isConversion;
    this.isConversion = false;
    const args: Node[] = [];
    while (!cursor.took('E')) args.push(this.templateArg());
    this.isConversion = outer;
    return args;
  }

  override templateArg(): Node {
    const { cursor } = this;
    return cursor.within(() => {
      if (cursor.next === 'L') return this.literal();
      if (cursor.took('X')) {
        const node = this.expression();
        cursor.expect('E');
        return node;
      }
      if (!cursor.took('J')) return this.type();
      const of: Node[] = [];
      while (!cursor.took('E')) of.push(this.templateArg());
      return { kind: 'pack', of };
    });
  }

  /** `Lj2E` is 2u, `L_Z3foovE` the function itself. */
  override literal(): Node {
    const { cursor } = this;
    cursor.expect('L');
    if (cursor.took('_Z') || cursor.took('Z')) {
      const node = this.encoding();
      cursor.expect('E');
      return node;
    }
    const type = this.type();
    const end = cursor.text.indexOf('E', cursor.at);
    if (end < 0) throw new NotMangled();
    const value = cursor.text.slice(cursor.at, end).replace(/^n/, '-');
    cursor.at = end + 1;
    return { kind: 'literal', type, value };
  }

  abstract encoding(): Node;
}
