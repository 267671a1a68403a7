import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { ByteSource } from './input.ts';

/** A file whose bytes are read where they are wanted. It stays open until the process ends. */
export function fileSource(path: string): ByteSource {
  const handle = openSync(path, 'r');
  const { size } = fstatSync(handle);
  return {
    size,
    read(at, into) {
      let count = 0;
      while (count < into.length) {
        const more = readSync(handle, into, count, into.length - count, at + count);
        if (more === 0) break;
        count += more;
      }
      return count;
    },
  };
}

/** The same of a file that may not be there, or be no file. */
export function existingSource(path: string): ByteSource | undefined {
  let handle: number | undefined;
  try {
    handle = openSync(path, 'r');
    if (!fstatSync(handle).isFile()) return undefined;
    return fileSource(path);
  } catch {
    return undefined;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

export function memorySource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read(at, into) {
      const found = bytes.subarray(at, at + into.length);
      into.set(found);
      return found.length;
    },
  };
}

/** The files `data.0`, `data.1`, ... of a folder that perf record --threads wrote. */
export function dataFiles(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => /^data\.\d+$/.test(name));
  return names.sort((a, b) => Number(a.slice(5)) - Number(b.slice(5))).map((name) => join(folder, name));
}
