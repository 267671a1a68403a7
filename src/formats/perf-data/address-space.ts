import type { MappedFile, Process } from './processes.ts';

/** What is mapped where in a process after the first so many of its maps: later ones lie over earlier ones. */
export class AddressSpace {
  readonly process: Process;
  readonly maps: number;
  readonly number: number;
  /** Pieces without overlap, by their starts. */
  readonly #pieces: { start: number; end: number; map: MappedFile }[] = [];

  constructor(process: Process, maps: number, number: number) {
    this.process = process;
    this.maps = maps;
    this.number = number;
    for (let i = 0; i < maps; i++) this.#put(process.maps[i]!);
  }

  find(address: number): MappedFile | undefined {
    const piece = this.#pieces[this.#indexOf(address)];
    return piece && address >= piece.start && address < piece.end ? piece.map : undefined;
  }

  /** Index of the last piece that begins at or before an address, or -1. */
  #indexOf(address: number): number {
    let low = 0;
    let high = this.#pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#pieces[middle]!.start <= address) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  #put(map: MappedFile): void {
    const { start, end } = map;
    if (!(end > start)) return;
    const pieces = this.#pieces;
    let first = this.#indexOf(start);
    if (first < 0 || pieces[first]!.end <= start) first++;
    let after = first;
    while (after < pieces.length && pieces[after]!.start < end) after++;
    const left = pieces[first];
    const right = pieces[after - 1];
    const put = [{ start, end, map }];
    if (after > first && left!.start < start) put.unshift({ ...left!, end: start });
    if (after > first && right!.end > end) put.push({ ...right!, start: end });
    pieces.splice(first, after - first, ...put);
  }
}
