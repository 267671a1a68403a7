import { textAt } from '../bytes.ts';
import type { EventFormat, Field } from './event-format.ts';
import type { Expression } from './expression.ts';
import { fieldNamed, numberOf } from './number-of.ts';
import type { Raw } from './raw.ts';
import { NotUnderstood } from './tokens.ts';

/** Pads and cuts a text as the conversion it stands for says. */
export type Fill = (text: string, raw: Raw) => string;
export type TextOf = (raw: Raw) => string;

/** What `%s` prints of an expression, by print_str_arg of libtraceevent. `texts`: those that stand for addresses. */
export function textOf(
  expression: Expression,
  format: EventFormat,
  texts: ReadonlyMap<bigint, string>,
  fill: Fill,
): TextOf {
  switch (expression.kind) {
    case 'text': {
      const { text } = expression;
      return (raw) => fill(text, raw);
    }
    case 'field':
      return fieldText(fieldNamed(format, expression.name), texts, fill);
    case 'string': {
      const field = fieldNamed(format, expression.name);
      // as long as it is: an empty one is not even padded
      return (raw) => {
        const bytes = raw.array(field);
        return bytes.length === 0 ? '' : fill(textAt(bytes, 0, bytes.length), raw);
      };
    }
    case 'symbolic': {
      const of = numberOf(expression.of, format);
      const names = new Map(
        expression.names.map(({ value, name }) => [BigInt.asUintN(64, value), name]).reverse() as [bigint, string][],
      );
      return (raw) => {
        const value = of(raw);
        const name = names.get(value);
        return name === undefined ? `0x${value.toString(16)}` : fill(name, raw);
      };
    }
    case 'flags':
      return flagsText(expression, format, fill);
    case 'hex': {
      const [bytes, count] = [arrayOf(expression.of, format), numberOf(expression.count, format)];
      return (raw) => hexText(bytes(raw), Number(count(raw)), expression.between);
    }
    case 'numbers': {
      const bytes = arrayOf(expression.of, format);
      const [count, size] = [numberOf(expression.count, format), numberOf(expression.size, format)];
      return (raw) => numbersText(bytes(raw), Number(count(raw)), Number(size(raw)));
    }
    case 'bits':
    case 'cpus': {
      const field = fieldNamed(format, expression.name);
      const print = expression.kind === 'bits' ? bitsText : cpusText;
      return (raw) => fill(print(raw.array(field)), raw);
    }
    case 'choice': {
      const of = numberOf(expression.of, format);
      const [yes, no] = [expression.yes, expression.no].map((one) => textOf(one, format, texts, fill));
      return (raw) => (of(raw) !== 0n ? yes!(raw) : no!(raw));
    }
    default:
      throw new NotUnderstood('a number where a text should be');
  }
}

/** An array is a text; a number as long as an address is one that may stand for a text. */
function fieldText(field: Field, texts: ReadonlyMap<bigint, string>, fill: Fill): TextOf {
  if (!field.isArray && field.size === 8) {
    return (raw) => {
      const address = raw.number(field.offset, 8);
      return texts.get(address) ?? address.toString(16);
    };
  }
  return (raw) => {
    const bytes = field.dynamic === '' ? raw.array(field) : raw.part(field.offset, field.size);
    return fill(textAt(bytes, 0, bytes.length), raw);
  };
}

function flagsText(
  { of, between, names }: Extract<Expression, { kind: 'flags' }>,
  format: EventFormat,
  fill: Fill,
): TextOf {
  const number = numberOf(of, format);
  return (raw) => {
    let value = number(raw);
    const set: string[] = [];
    for (const flag of names) {
      // a name without a number stands for none of the flags
      if (value === 0n && flag.value < 0n) {
        set.push(fill(flag.name, raw));
        break;
      }
      if (flag.value <= 0n || (value & flag.value) !== flag.value) continue;
      set.push(fill(flag.name, raw));
      value &= ~flag.value;
    }
    if (value !== 0n) set.push(`0x${value.toString(16)}`);
    return set.join(between);
  };
}

/** The bytes of an array that is printed as numbers. */
export function arrayOf(expression: Expression, format: EventFormat): (raw: Raw) => Uint8Array {
  if (expression.kind === 'cast') return arrayOf(expression.of, format);
  if (expression.kind !== 'array' && expression.kind !== 'field')
    throw new NotUnderstood('bytes of something that is no array');
  const field = fieldNamed(format, expression.name);
  return (raw) => raw.array(field);
}

function hexText(bytes: Uint8Array, count: number, between: string): string {
  return Array.from(bytes.subarray(0, count), (byte) => byte.toString(16).padStart(2, '0')).join(between);
}

/** `{0x1,0x2}` */
function numbersText(bytes: Uint8Array, count: number, size: number): string {
  const step = [1, 2, 4, 8].includes(size) ? size : 1;
  const numbers: string[] = [];
  for (let at = 0; at + step <= bytes.length && numbers.length < count; at += step) {
    let value = 0n;
    for (let i = step - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[at + i]!);
    numbers.push(`0x${value.toString(16)}`);
  }
  return `{${numbers.join(',')}}`;
}

/** `00000000,00000003`: the highest first, a comma between 32 bits. */
function bitsText(bytes: Uint8Array): string {
  const words: string[] = [];
  for (let at = 0; at < bytes.length; at += 4) {
    const word = [...bytes.subarray(at, at + 4)].reverse();
    words.unshift(word.map((byte) => byte.toString(16).padStart(2, '0')).join(''));
  }
  return words.join(',');
}

/** `0-3,7` */
function cpusText(bytes: Uint8Array): string {
  const isSet = (cpu: number) => ((bytes[cpu >> 3] ?? 0) >> (cpu & 7)) % 2 === 1;
  const ranges: string[] = [];
  for (let cpu = 0; cpu < 8 * bytes.length; cpu++) {
    if (!isSet(cpu)) continue;
    const first = cpu;
    while (isSet(cpu + 1)) cpu++;
    ranges.push(first === cpu ? `${first}` : `${first}-${cpu}`);
  }
  return ranges.join(',');
}
