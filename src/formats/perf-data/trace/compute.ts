import type { Expression } from './expression.ts';
import { NotUnderstood } from './tokens.ts';

/** The number of an expression without fields. */
export function constantOf(expression: Expression): bigint {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'cast':
      return constantOf(expression.of);
    case 'unary': {
      const value = constantOf(expression.of);
      return expression.mark === '-'
        ? -value
        : expression.mark === '~'
          ? ~value
          : expression.mark === '!'
            ? BigInt(value === 0n)
            : value;
    }
    case 'binary':
      return compute(expression.mark, constantOf(expression.left), constantOf(expression.right));
    default:
      throw new NotUnderstood('a name for a value that is not constant');
  }
}

/** Numbers without a sign in 64 bits, as perf computes. */
export function compute(mark: string, left: bigint, right: bigint): bigint {
  switch (mark) {
    case '||':
      return BigInt(left !== 0n || right !== 0n);
    case '&&':
      return BigInt(left !== 0n && right !== 0n);
    case '|':
      return left | right;
    case '^':
      return left ^ right;
    case '&':
      return left & right;
    case '==':
      return BigInt(left === right);
    case '!=':
      return BigInt(left !== right);
    case '<':
      return BigInt(left < right);
    case '>':
      return BigInt(left > right);
    case '<=':
      return BigInt(left <= right);
    case '>=':
      return BigInt(left >= right);
    case '<<':
      return BigInt.asUintN(64, left << (right & 63n));
    case '>>':
      return left >> (right & 63n);
    case '+':
      return BigInt.asUintN(64, left + right);
    case '-':
      return BigInt.asUintN(64, left - right);
    case '*':
      return BigInt.asUintN(64, left * right);
    default:
      if (right === 0n) return 0n;
      return mark === '/' ? left / right : left % right;
  }
}
