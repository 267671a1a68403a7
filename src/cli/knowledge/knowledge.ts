import { Table } from './table.ts';

declare const require: (file: string) => Uint8Array;

/** What the executable's modules look up in dist/knowledge.dat, by the keys that scripts/knowledge.js gives. */
const table = new Table(require('./knowledge.dat'));

const objects = new Map<string, unknown>();

/** The same object each time. */
export function object(key: string): unknown {
  if (!objects.has(key)) {
    const found = table.text(key);
    objects.set(key, found === undefined ? undefined : JSON.parse(found));
  }
  return objects.get(key);
}

const functions = new Map<string, readonly string[]>();

/** What is known of a kernel function: JSON of its `SymbolInfo`, its `@names`, JSON of its place, and its bound. */
export function fields(symbol: string): readonly string[] {
  let found = functions.get(symbol);
  if (!found) {
    found = table.text(symbol)?.split('\t') ?? [];
    functions.set(symbol, found);
  }
  return found;
}
