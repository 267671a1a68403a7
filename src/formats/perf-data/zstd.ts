import { Decompress } from 'fzstd';
import type { Inflater } from './walk.ts';

/** perf record -z packs all records of a file as one stream, flushed at the end of each packed record. */
export function zstdInflater(): Inflater {
  let pieces: Uint8Array[] = [];
  const stream = new Decompress((piece) => pieces.push(piece));
  return {
    push(packed) {
      pieces = [];
      stream.push(packed);
      return pieces;
    },
  };
}
