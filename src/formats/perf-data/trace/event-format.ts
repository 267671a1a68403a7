/** One field of a tracepoint, in the bytes of its raw sample. */
export interface Field {
  readonly name: string;
  readonly offset: number;
  readonly size: number;
  readonly isSigned: boolean;
  readonly isArray: boolean;
  /** Bytes of an array's elements. */
  readonly elementSize: number;
  /** What stands at the offset is where the data lie: offset and, in the upper half, length. */
  readonly dynamic: '' | 'data' | 'relative';
}

/** What the kernel says of a tracepoint in `events/SYSTEM/EVENT/format`. */
export interface EventFormat {
  readonly fields: ReadonlyMap<string, Field>;
  /** `"rc=%d", REC->rc` */
  readonly print: string;
}

// 	field:unsigned short common_type;	offset:0;	size:2;	signed:0;
// 	field:__data_loc char[] name;	offset:8;	size:4;	signed:1;
// 	field:char prev_comm[16];	offset:8;	size:16;	signed:0;
const fieldLine = /^\s*field(?: special)?:\s*(.+?)\s*;\s*offset:\s*(\d+);\s*size:\s*(\d+);(?:\s*signed:\s*(\d+);)?/;
const nameAndLength = /(\w+)(?:\[[^\]]*\])*$/;

export function parseEventFormat(text: string): EventFormat {
  const fields = new Map<string, Field>();
  let print = '';
  for (const line of text.split('\n')) {
    const match = fieldLine.exec(line);
    if (match) {
      const [, declaration, offset, size, signed] = match;
      const field = fieldOf(declaration!, Number(offset), Number(size), signed === '1');
      if (field) fields.set(field.name, field);
    } else if (line.startsWith('print fmt:')) print = line.slice('print fmt:'.length).trim();
  }
  return { fields, print };
}

function fieldOf(declaration: string, offset: number, size: number, isSigned: boolean): Field | undefined {
  const dynamic = declaration.startsWith('__data_loc ')
    ? 'data'
    : declaration.startsWith('__rel_loc ')
      ? 'relative'
      : '';
  const name = nameAndLength.exec(declaration)?.[1];
  if (name === undefined) return undefined;
  const isArray = declaration.includes('[');
  const type = declaration.replace(/^__\w+_loc\s+/, '').replace(/\s*(?:\[\s*\])?\s*\w+(?:\[[^\]]*\])*$/, '');
  return {
    name,
    offset,
    size,
    isSigned,
    isArray,
    elementSize: isArray ? sizeOfType(type, size, declaration) : size,
    dynamic,
  };
}

/** Bytes of one element: that of its type, or the array's divided by its length. */
function sizeOfType(type: string, size: number, declaration: string): number {
  const length = Number(/\[(\d+)\]/.exec(declaration)?.[1] ?? 0);
  if (length > 0 && size % length === 0) return size / length;
  if (type.includes('*') || /\blong\b|64/.test(type)) return 8;
  if (/\bint\b|32/.test(type)) return 4;
  if (/\bshort\b|16/.test(type)) return 2;
  return 1;
}
