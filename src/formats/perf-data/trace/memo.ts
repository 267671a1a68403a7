import type { EventFormat, Field } from './event-format.ts';
import type { Expression } from './expression.ts';
import type { TextOf } from './text-of.ts';

/** Texts that are kept of one conversion; addresses of packets are never the same twice. */
const mostTexts = 1 << 12;

/** The same, printed once per value where all depends on one field that is a number: a reason has few, and each comes often. */
export function memoised(print: TextOf, expressions: readonly Expression[], format: EventFormat): TextOf {
  const fields = new Map<string, Field | undefined>();
  for (const expression of expressions) collect(expression, format, fields);
  const [field] = fields.values();
  if (fields.size !== 1 || !field || field.isArray || ![1, 2, 4, 8].includes(field.size)) return print;
  // by the low word of the value, with its high word
  const texts = new Map<number, { high: number; text: string }>();
  const { offset, size } = field;
  return (raw) => {
    const low = raw.small(offset, Math.min(4, size));
    const high = size === 8 ? raw.small(offset + 4, 4) : 0;
    const known = texts.get(low);
    if (known?.high === high) return known.text;
    if (texts.size >= mostTexts) texts.clear();
    const text = print(raw);
    texts.set(low, { high, text });
    return text;
  };
}

/** The fields that an expression depends on; what is no plain field is undefined. */
function collect(expression: Expression, format: EventFormat, fields: Map<string, Field | undefined>): void {
  switch (expression.kind) {
    case 'number':
    case 'text':
      break;
    case 'field':
      fields.set(expression.name, format.fields.get(expression.name));
      break;
    case 'cast':
    case 'unary':
    case 'symbolic':
    case 'flags':
      collect(expression.of, format, fields);
      break;
    case 'binary':
      collect(expression.left, format, fields);
      collect(expression.right, format, fields);
      break;
    case 'choice':
      for (const part of [expression.of, expression.yes, expression.no]) collect(part, format, fields);
      break;
    default:
      fields.set(`other ${expression.kind}`, undefined);
  }
}
