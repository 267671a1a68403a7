import type { ByteSource } from '../../input/input.ts';
import { textAt, u64 } from './bytes.ts';

export interface Section {
  readonly nameAt: number;
  readonly type: number;
  readonly flags: number;
  readonly address: number;
  readonly offset: number;
  readonly size: number;
  readonly link: number;
  readonly entrySize: number;
}

export interface ElfSections {
  readonly machine: number;
  readonly list: readonly Section[];
  name(section: Section): string;
  byName(name: string): Section | undefined;
  bytes(section: Section): Uint8Array;
  /** Offset in the file of an address, by the program headers; -1 when it is in none. */
  offsetOf(address: number): number;
}

const headerLength = 64;
const mostSections = 1 << 16;
/** Tables of names beyond this are of programs so large that perf itself would be the better reader. */
const mostBytes = 1 << 29;
const load = 1;

/** Headers of a little-endian 64-bit ELF file; undefined when it is none. */
export function readSections(source: ByteSource): ElfSections | undefined {
  const header = part(source, 0, headerLength);
  if (header?.bytes[4] !== 2 || header.bytes[5] !== 1) return undefined;
  if (header.view.getUint32(0, false) !== 0x7f454c46) return undefined;
  const { view } = header;
  const table = part(source, u64(view, 40), view.getUint16(60, true) * view.getUint16(58, true));
  const programs = part(source, u64(view, 32), view.getUint16(56, true) * view.getUint16(54, true));
  if (!table || view.getUint16(58, true) !== 64) return undefined;
  const list = sectionsIn(table.view);
  const read = (section: Section) =>
    section.type === 8 ? new Uint8Array(0) : (part(source, section.offset, section.size)?.bytes ?? new Uint8Array(0));
  const nameSection = list[view.getUint16(62, true)];
  const names = nameSection ? read(nameSection) : new Uint8Array(0);
  const name = ({ nameAt }: Section) => textAt(names, nameAt, names.length);
  const loads = programs && view.getUint16(54, true) === 56 ? loadsIn(programs.view) : [];
  return {
    machine: view.getUint16(18, true),
    list,
    name,
    byName: (wanted) => list.find((section) => name(section) === wanted),
    bytes: read,
    offsetOf(address) {
      for (const { from, to, offset } of loads) if (address >= from && address < to) return address - from + offset;
      return -1;
    },
  };
}

function sectionsIn(view: DataView): Section[] {
  const list: Section[] = [];
  for (let at = 0; at + 64 <= view.byteLength && list.length < mostSections; at += 64) {
    list.push({
      nameAt: view.getUint32(at, true),
      type: view.getUint32(at + 4, true),
      flags: view.getUint32(at + 8, true),
      address: u64(view, at + 16),
      offset: u64(view, at + 24),
      size: u64(view, at + 32),
      link: view.getUint32(at + 40, true),
      entrySize: u64(view, at + 56),
    });
  }
  return list;
}

function loadsIn(view: DataView): { from: number; to: number; offset: number }[] {
  const loads = [];
  for (let at = 0; at + 56 <= view.byteLength; at += 56) {
    if (view.getUint32(at, true) !== load) continue;
    const from = u64(view, at + 16);
    const length = Math.max(u64(view, at + 32), u64(view, at + 40));
    loads.push({ from, to: from + length, offset: u64(view, at + 8) });
  }
  return loads;
}

function part(source: ByteSource, at: number, length: number): { bytes: Uint8Array; view: DataView } | undefined {
  if (length < 0 || length > mostBytes || at < 0 || at + length > source.size) return undefined;
  const bytes = new Uint8Array(length);
  if (source.read(at, bytes) < length) return undefined;
  return { bytes, view: new DataView(bytes.buffer) };
}
