import type { Unread } from '../../model/case.ts';
import type { Note } from '../../model/source.ts';

/** Ranges of lines named one by one before the rest is only counted. */
const namedRanges = 50;
/** Kinds of things counted: messages hold names and numbers, so that there could be one kind per line. */
const countedKinds = 40;

const others = 'other messages';

/** Remembers the lines that gave no sample, so that nothing is lost in silence. */
export class LineLog {
  readonly #file: string;
  readonly #ranges: { first: number; last: number; looksLike: string }[] = [];
  readonly #counts = new Map<string, { kind: Note['kind']; count: number; line: number }>();
  #unnamed = 0;

  constructor(file: string) {
    this.#file = file;
  }

  unread(line: number, looksLike: string): void {
    const last = this.#ranges.at(-1);
    if (last?.looksLike === looksLike && last.last >= line - 2) last.last = line;
    else if (this.#ranges.length < namedRanges) this.#ranges.push({ first: line, last: line, looksLike });
    else this.#unnamed++;
  }

  /** Counts something of which one line will be said: `${what}: {count}`. */
  count(kind: Note['kind'], what: string, line: number, by = 1): void {
    const seen = this.#counts.get(what);
    if (seen) seen.count += by;
    else if (this.#counts.size >= countedKinds && what !== others) this.count('unread', others, line, by);
    else this.#counts.set(what, { kind, count: by, line });
  }

  unreadSections(): Unread[] {
    return this.#ranges.map(({ first, last, looksLike }) => {
      return { file: this.#file, firstLine: first, lastLine: last, looksLike };
    });
  }

  notes(): Note[] {
    const notes: Note[] = [];
    for (const [what, { kind, count, line }] of this.#counts) {
      notes.push({ kind, text: `${what}: ${count}`, file: this.#file, line });
    }
    if (this.#unnamed > 0) {
      notes.push({ kind: 'unread', text: `${this.#unnamed} more lines were not understood`, file: this.#file });
    }
    return notes;
  }
}
