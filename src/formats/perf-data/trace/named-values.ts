import type { Raw } from './raw.ts';
import type { TextOf } from './text-of.ts';

/** A conversion of a print format. */
export interface Piece {
  readonly print: TextOf;
  /** It never prints a blank: a number that is not padded, an address. */
  readonly isPlain: boolean;
}

interface Word {
  readonly pieces: readonly (string | Piece)[];
  /** What it prints can neither be several words nor a field's name. */
  readonly isSafe: boolean;
  /** Follows a field's value, so that it must not look like the name of one. */
  readonly isMore: boolean;
}

/** `reason: SOCKET_RCVBUFF`: the words of a value, the first of which may be empty. */
interface NamedWords {
  readonly name: string;
  readonly words: readonly Word[];
  readonly isSafe: boolean;
}

/** Longest value that is read here; what is longer may not be read to its end. */
const longest = 400;
// as in trace-fields.ts: prev_comm=rx   reason:
const nameThenValue = /^([A-Za-z_]\w*)=/;
const nameAlone = /^([A-Za-z_]\w*):$/;
const looksLikeName = /^[A-Za-z_]\w*(?:=|:$)/;

/**
 * What parseTraceFields makes of the texts of a print format, without making them: which names there are stands in the format,
 * and a value that is not wanted is not printed at all.
 */
export class NamedValues {
  readonly names: readonly string[];
  /** Those of the last sample; undefined where none was wanted. */
  readonly values: (string | undefined)[];
  readonly #fields: readonly NamedWords[];

  constructor(pieces: readonly (string | Piece)[]) {
    this.#fields = fieldsOf(wordsOf(pieces));
    this.names = this.#fields.map(({ name }) => name);
    this.values = this.names.map(() => undefined);
  }

  /** False when a value holds what would be read as something else: then the text has to tell. */
  read(raw: Raw, isWanted: (index: number) => boolean): boolean {
    for (let i = 0; i < this.#fields.length; i++) {
      const { words, isSafe } = this.#fields[i]!;
      this.values[i] = undefined;
      if (isSafe && !isWanted(i)) continue;
      let value = '';
      for (const { pieces, isSafe: isSafeWord, isMore } of words) {
        let word = '';
        for (const piece of pieces) word += typeof piece === 'string' ? piece : piece.print(raw);
        if (!isSafeWord && (/\s/.test(word) || (isMore && looksLikeName.test(word)))) return false;
        if (word !== '') value = value === '' ? word : `${value} ${word}`;
      }
      if (value.length > longest) return false;
      this.values[i] = value.endsWith(',') ? value.slice(0, -1) : value;
    }
    return true;
  }
}

/** Pieces between blanks. */
function wordsOf(pieces: readonly (string | Piece)[]): (string | Piece)[][] {
  const words: (string | Piece)[][] = [[]];
  for (const piece of pieces) {
    if (typeof piece !== 'string') words.at(-1)!.push(piece);
    else {
      for (const [i, part] of piece.split(/\s+/).entries()) {
        if (i > 0) words.push([]);
        if (part !== '') words.at(-1)!.push(part);
      }
    }
  }
  return words.filter((word) => word.length > 0);
}

function fieldsOf(words: readonly (readonly (string | Piece)[])[]): NamedWords[] {
  const fields: { name: string; words: Word[]; isSafe: boolean }[] = [];
  for (const pieces of words) {
    const first = typeof pieces[0] === 'string' ? pieces[0] : '';
    const named = nameThenValue.exec(first) ?? (pieces.length === 1 ? nameAlone.exec(first) : null);
    const rest = named ? [first.slice(named[0].length), ...pieces.slice(1)].filter((piece) => piece !== '') : pieces;
    if (named) fields.push({ name: named[1]!, words: [], isSafe: true });
    else if (rest.length === 1 && first === '==>') continue;
    // what stands before the first name is no field's, but has to be looked at
    else if (fields.length === 0) fields.push({ name: '', words: [], isSafe: true });
    const field = fields.at(-1)!;
    const isPlain = rest.every((piece) => typeof piece === 'string' || piece.isPlain);
    const isSafe =
      isPlain && (named !== null || !rest.some((piece) => typeof piece === 'string' && /[=:]/.test(piece)));
    field.words.push({ pieces: rest, isSafe, isMore: named === null });
    field.isSafe &&= isSafe;
  }
  return fields;
}
