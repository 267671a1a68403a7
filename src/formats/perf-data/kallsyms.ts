import { binding, inOrder, ordered, Symbols } from './symbols.ts';

/** Names of the kernel's addresses: those of its own text and, by module, those of modules. */
export interface KernelSymbols {
  readonly text: Symbols;
  module(name: string): Symbols | undefined;
  /** Every address is 0: the reader of the file was not allowed to see them. */
  readonly hidden: boolean;
  /** Address of a symbol by its name, as the file has it. */
  addressOf(name: string): number | undefined;
}

const newline = 10;
const space = 32;
const openBracket = 91;
const closeBracket = 93;
/** Data of each CPU stands at small addresses. */
const lowest = 1 << 24;

/** Symbols as they are read. */
class Growing {
  count = 0;
  /** As the kernel's own symbols always are. */
  isSorted = true;
  start: Float64Array;
  /** Where the name begins in the file. */
  name: Uint32Array;
  bindings: Uint8Array;

  constructor(capacity: number) {
    this.start = new Float64Array(capacity);
    this.name = new Uint32Array(capacity);
    this.bindings = new Uint8Array(capacity);
  }

  add(start: number, name: number, type: number): void {
    const at = this.count++;
    if (at === this.start.length) this.#widen();
    if (at > 0 && start < this.start[at - 1]!) this.isSorted = false;
    this.start[at] = start;
    this.name[at] = name;
    this.bindings[at] = bindingOf(type);
  }

  #widen(): void {
    const { start, name, bindings } = this;
    const wider = new Growing(2 * this.count);
    wider.start.set(start);
    wider.name.set(name);
    wider.bindings.set(bindings);
    ({ start: this.start, name: this.name, bindings: this.bindings } = wider);
  }
}

/**
 * Reads /proc/kallsyms or System.map, of which perf takes text, weak, data and bss symbols. Names stay bytes until they are
 * asked for: there are a hundred thousand, and a profile shows some hundreds.
 *
 *     ffffffff81000000 T _stext
 *     ffffffffc0389010 t nf_conntrack_in	[nf_conntrack]
 */
export function readKallsyms(bytes: Uint8Array): KernelSymbols {
  // lines have some forty bytes
  const text = new Growing(1024 + (bytes.length >> 5));
  const modules = new Map<string, Growing>();
  const { length } = bytes;
  let addresses = 0;
  for (let at = 0; at < length; ) {
    let high = 0;
    let low = 0;
    const from = at;
    for (; at < length; at++) {
      const code = bytes[at]!;
      const digit = code <= 57 ? code - 48 : code - 87;
      if (digit < 0 || digit > 15 || (code > 57 && digit < 10)) break;
      high = (high << 4) | (low >>> 28);
      low = (low << 4) | digit;
    }
    const type = bytes[at + 1]!;
    const name = at + 3;
    const isSymbol = at > from && bytes[at] === space && bytes[at + 2] === space && wanted(type);
    let end = at;
    while (end < length && bytes[end] !== newline) end++;
    at = end + 1;
    // ARM's marks within functions begin with a dollar
    if (!isSymbol || end <= name || bytes[name] === 36) continue;
    const address = high * 0x1_0000_0000 + (low >>> 0);
    if (address !== 0) addresses++;
    if (address >= 0 && address < lowest) continue;
    const module = bytes[end - 1] === closeBracket ? bytes.lastIndexOf(openBracket, end) : -1;
    if (module <= name) text.add(address, name, type);
    else growingOf(modules, latin1(bytes, module, end)).add(address, name, type);
  }
  const made = new Map<string, Symbols>();
  const symbols = symbolsOf(text, bytes);
  return {
    text: symbols,
    hidden: addresses === 0,
    addressOf: (name) => symbols.addressOf(name),
    module(name) {
      let known = made.get(name);
      const growing = modules.get(name);
      if (!known && growing) {
        known = symbolsOf(growing, bytes);
        made.set(name, known);
      }
      return known;
    },
  };
}

function growingOf(modules: Map<string, Growing>, name: string): Growing {
  let growing = modules.get(name);
  if (!growing) {
    growing = new Growing(64);
    modules.set(name, growing);
  }
  return growing;
}

function symbolsOf({ start, name, bindings, count, isSorted }: Growing, bytes: Uint8Array): Symbols {
  const order = isSorted ? undefined : inOrder(start, count);
  const names = ordered(name, order);
  return new Symbols({
    count,
    start: ordered(start, order),
    size: undefined,
    binding: ordered(bindings, order),
    name: (index) => nameAt(bytes, names[index]!),
  });
}

function nameAt(bytes: Uint8Array, from: number): string {
  let text = '';
  for (let at = from; at < bytes.length && bytes[at]! > space; at++) text += String.fromCharCode(bytes[at]!);
  return text;
}

function latin1(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

/** T W D B, in either case. */
function wanted(type: number): boolean {
  const upper = type & ~32;
  return upper === 84 || upper === 87 || upper === 68 || upper === 66;
}

/** kallsyms2elf_binding: W is weak, other capitals are global. */
function bindingOf(type: number): number {
  if (type === 87) return binding.weak;
  return type < 97 ? binding.global : binding.local;
}
