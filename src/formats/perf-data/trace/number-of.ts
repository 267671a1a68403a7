import { compute } from './compute.ts';
import type { EventFormat, Field } from './event-format.ts';
import type { Expression } from './expression.ts';
import type { Raw } from './raw.ts';
import { NotUnderstood } from './tokens.ts';

export type NumberOf = (raw: Raw) => bigint;

/** Computes an expression as eval_num_arg of libtraceevent does: all numbers have 64 bits and no sign until a cast says so. */
export function numberOf(expression: Expression, format: EventFormat): NumberOf {
  switch (expression.kind) {
    case 'number': {
      const { value } = expression;
      return () => value;
    }
    case 'field': {
      const { offset, size, isArray } = fieldNamed(format, expression.name);
      if (isArray || ![1, 2, 4, 8].includes(size)) throw new NotUnderstood(`${expression.name}, which is no number`);
      return (raw) => raw.number(offset, size);
    }
    case 'length': {
      const field = fieldNamed(format, expression.name);
      return (raw) => BigInt(raw.place(field).length);
    }
    case 'cast': {
      const of = numberOf(expression.of, format);
      const { bits, isSigned } = bitsOf(expression.type);
      if (bits === 0) return of;
      return isSigned
        ? (raw) => BigInt.asUintN(64, BigInt.asIntN(bits, of(raw)))
        : (raw) => BigInt.asUintN(bits, of(raw));
    }
    case 'unary': {
      const of = numberOf(expression.of, format);
      if (expression.mark === '!') return (raw) => BigInt(of(raw) === 0n);
      if (expression.mark === '~') return (raw) => BigInt.asUintN(64, ~of(raw));
      return expression.mark === '-' ? (raw) => BigInt.asUintN(64, -of(raw)) : of;
    }
    case 'binary': {
      const { mark } = expression;
      const [left, right] = [numberOf(expression.left, format), numberOf(expression.right, format)];
      return (raw) => compute(mark, left(raw), right(raw));
    }
    case 'choice': {
      const [of, yes, no] = [expression.of, expression.yes, expression.no].map((one) => numberOf(one, format));
      return (raw) => (of!(raw) !== 0n ? yes!(raw) : no!(raw));
    }
    case 'element':
      return elementOf(expression.of, numberOf(expression.index, format), format);
    default:
      throw new NotUnderstood('a text where a number should be');
  }
}

export function fieldNamed({ fields }: EventFormat, name: string): Field {
  const field = fields.get(name);
  if (!field) throw new NotUnderstood(`the field ${name}, which the event has not`);
  return field;
}

/** `REC->args[0]`, `((u8 *)__get_dynamic_array(data))[2]`: a cast tells the size of the elements. */
function elementOf(array: Expression, index: NumberOf, format: EventFormat): NumberOf {
  if (array.kind === 'cast') {
    const { bits } = bitsOf(array.type.replace(/\s*\*$/, ''));
    const inner = array.of;
    if (bits === 0 || (inner.kind !== 'array' && inner.kind !== 'field'))
      throw new NotUnderstood('elements of a structure');
    return elementAt(fieldNamed(format, inner.name), bits / 8, index);
  }
  if (array.kind !== 'array' && array.kind !== 'field')
    throw new NotUnderstood('elements of something that is no array');
  const field = fieldNamed(format, array.name);
  return elementAt(field, field.elementSize, index);
}

function elementAt(field: Field, size: number, index: NumberOf): NumberOf {
  return (raw) => {
    const { offset, length } = raw.place(field);
    const at = Number(index(raw)) * size;
    return at + size <= length ? raw.number(offset + at, size) : 0n;
  };
}

/** What a cast leaves of a number: 0 bits for types that are not known, which change nothing. */
function bitsOf(type: string): { bits: number; isSigned: boolean } {
  const short = /^(?:__)?([us])(8|16|32|64)$/.exec(type) ?? undefined;
  if (short) return { bits: Number(short[2]), isSigned: short[1] === 's' };
  const words = type.split(' ');
  const isSigned = !words.includes('unsigned');
  if (words.some((word) => !plainWords.has(word))) return { bits: 0, isSigned };
  if (words.includes('char')) return { bits: 8, isSigned };
  if (words.includes('short')) return { bits: 16, isSigned };
  return { bits: words.includes('long') ? 64 : 32, isSigned };
}

const plainWords = new Set(['unsigned', 'signed', 'char', 'short', 'int', 'long']);
