import type { ByteSource } from '../../input/input.ts';
import { hexOfBytes, textAt, u64 } from './bytes.ts';
import { demangle } from './demangle/demangle.ts';
import { type ElfSections, readSections, type Section } from './elf-sections.ts';
import { inOrder, ordered, Symbols } from './symbols.ts';

/** An ELF file as far as names are in it. */
export interface Elf {
  readonly buildId: string | undefined;
  /** Name of the file with the debug symbols, as .gnu_debuglink has it. */
  readonly debugLink: string | undefined;
  /** A table with all functions, and not only those that other objects may call. */
  readonly hasSymtab: boolean;
  /** Names by offset in the file; `runtime` is the file that was mapped when this one only holds the names. */
  symbols(runtime?: Elf): Symbols;
  /** @internal */
  readonly sections: ElfSections;
}

const sectionType = { nobits: 8, symtab: 2, dynsym: 11, rela: 4, note: 7 } as const;
const symbolType = { none: 0, object: 1, func: 2, ifunc: 10 } as const;
const specialSection = 0xff00;
const allocated = 2;
const symbolLength = 24;
const relocationLength = 24;
const arm64 = 183;

/** Reads a little-endian 64-bit ELF file; undefined for all else, of which perf would have to be asked. */
export function readElf(source: ByteSource): Elf | undefined {
  const sections = readSections(source);
  if (!sections) return undefined;
  const { byName, bytes } = sections;
  const link = byName('.gnu_debuglink');
  const symtab = sections.list.find(({ type }) => type === sectionType.symtab);
  const elf: Elf = {
    sections,
    buildId: buildIdOf(sections),
    debugLink: link && textAt(bytes(link), 0, link.size),
    hasSymtab: symtab !== undefined && symtab.size > 0,
    symbols: (runtime = elf) => symbolsOf(sections, runtime.sections),
  };
  return elf;
}

function buildIdOf({ list, bytes }: ElfSections): string | undefined {
  for (const section of list) {
    if (section.type !== sectionType.note || section.size > 1 << 16) continue;
    const note = bytes(section);
    const view = new DataView(note.buffer, note.byteOffset, note.byteLength);
    for (let at = 0; at + 16 <= note.length; ) {
      const [nameSize, size] = [view.getUint32(at, true), view.getUint32(at + 4, true)];
      const from = at + 12 + ((nameSize + 3) & ~3);
      if (view.getUint32(at + 8, true) === 3 && textAt(note, at + 12, at + 12 + nameSize) === 'GNU') {
        return hexOfBytes(note.subarray(from, from + size));
      }
      at = from + ((size + 3) & ~3);
      if (at <= from - 12) break;
    }
  }
  return undefined;
}

/** Which table a name is in: those of .symtab and .dynsym, or the calls of .plt. */
const pltTable = 2;

/** Symbols as they are found; there are a hundred thousand in a large program. */
class Found {
  count = 0;
  readonly start: Float64Array;
  readonly size: Float64Array;
  readonly binding: Uint8Array;
  readonly name: Uint32Array;
  readonly table: Uint8Array;

  constructor(capacity: number) {
    this.start = new Float64Array(capacity);
    this.size = new Float64Array(capacity);
    this.binding = new Uint8Array(capacity);
    this.name = new Uint32Array(capacity);
    this.table = new Uint8Array(capacity);
  }

  add(start: number, size: number, binding: number, name: number, table: number): void {
    const at = this.count++;
    this.start[at] = start;
    this.size[at] = size;
    this.binding[at] = binding;
    this.name[at] = name;
    this.table[at] = table;
  }
}

/** By the rules of dso__load_sym_internal: functions, objects, and labels in text and data. */
function symbolsOf(sections: ElfSections, runtime: ElfSections): Symbols {
  const wanted = [sectionType.symtab, sectionType.dynsym].map((type) => sections.list.find((one) => one.type === type));
  const calls = pltOf(runtime);
  const most = wanted.reduce((sum, section) => sum + (section?.size ?? 0) / symbolLength, calls?.names.length ?? 0);
  const found = new Found(Math.ceil(most));
  const tables = wanted.map((section, table) => {
    const strings = section && sections.list[section.link];
    if (!section || !strings) return new Uint8Array(0);
    addTable(sections, runtime, section, table, found);
    return sections.bytes(strings);
  });
  if (calls)
    for (let i = 0; i < calls.names.length; i++) found.add(calls.start + i * calls.size, calls.size, 1, i, pltTable);
  const order = inOrder(found.start, found.count);
  const [name, table] = [ordered(found.name, order), ordered(found.table, order)];
  // aliases of one address are compared by their names, again and again
  const known = new Map<number, string>();
  return new Symbols({
    count: found.count,
    start: ordered(found.start, order),
    size: ordered(found.size, order),
    binding: ordered(found.binding, order),
    name(index) {
      if (table[index] === pltTable) return calls!.names[name[index]!]!;
      let text = known.get(index);
      if (text === undefined) {
        const names = tables[table[index]!]!;
        text = demangle(textAt(names, name[index]!, names.length));
        known.set(index, text);
      }
      return text;
    },
  });
}

function addTable(sections: ElfSections, runtime: ElfSections, section: Section, table: number, found: Found): void {
  const { list } = sections;
  const symbols = sections.bytes(section);
  const view = viewOf(symbols);
  const holdsLabels = list.map((own) => /text|data/.test(sections.name(own)));
  for (let at = 0; at + symbolLength <= symbols.length; at += symbolLength) {
    const info = symbols[at + 4]!;
    const type = info & 15;
    const name = view.getUint32(at, true);
    const index = view.getUint16(at + 6, true);
    if (name === 0 || index === 0 || index >= specialSection) continue;
    const isLabel = type === symbolType.none;
    if (!isLabel && type !== symbolType.func && type !== symbolType.ifunc && type !== symbolType.object) continue;
    const visibility = symbols[at + 5]! & 3;
    if (isLabel && (visibility === 1 || visibility === 2 || !holdsLabels[index])) continue;
    const own = list[index];
    if (!own || (own.flags & allocated) === 0) continue;
    const value = u64(view, at + 8);
    let start = runtime.offsetOf(value);
    if (start < 0) {
      // files of debug symbols have the sections, but not what is in them nor where
      const home = own.type === sectionType.nobits ? (runtime.list[index] ?? own) : own;
      start = value - (home.address - home.offset);
    }
    found.add(start, u64(view, at + 16), info >> 4, name, table);
  }
}

/** Calls of other objects go through .plt, whose entries perf calls `recvfrom@plt`: dso__synthesize_plt_symbols. */
function pltOf({
  byName,
  list,
  bytes,
  machine,
}: ElfSections): { start: number; size: number; names: string[] } | undefined {
  const [plt, relocations, dynsym] = [byName('.plt'), byName('.rela.plt'), byName('.dynsym')];
  const strings = dynsym && list[dynsym.link];
  if (!plt || !relocations || !strings || relocations.type !== sectionType.rela) return undefined;
  const [header, size] = machine === arm64 ? [32, 16] : [plt.entrySize, plt.entrySize];
  const table = bytes(strings);
  const [calls, symbols] = [viewOf(bytes(relocations)), viewOf(bytes(dynsym))];
  const names: string[] = [];
  for (let at = 0; at + relocationLength <= calls.byteLength; at += relocationLength) {
    const symbol = symbolLength * calls.getUint32(at + 12, true);
    const name = symbol + symbolLength <= symbols.byteLength ? symbols.getUint32(symbol, true) : 0;
    names.push(`${demangle(textAt(table, name, table.length))}@plt`);
  }
  return { start: plt.offset + header, size, names };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
