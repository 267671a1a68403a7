import { appendFileSync, writeFileSync, writeSync } from 'node:fs';
import { UserError } from './exit-code.ts';

/**
 * Writes results to stdout. Synchronously, so that all of it is out before the process ends and Node's stream machinery
 * need not be started; a reader that went away (`| head`) is no error.
 */
export function toStdout(text: string | Uint8Array): void {
  write(1, text);
}

/** Everything that is no result: problems, warnings, usage. */
export function toStderr(text: string): void {
  write(2, text.endsWith('\n') ? text : `${text}\n`);
}

/** Streams that still have text to write: what comes after it goes the same way. */
const waiting = new Map<1 | 2, NodeJS.WriteStream>();

/** Ends the process, at once where nothing is left to be written: taking Node's world down in order costs time. */
export function endWith(code: number): void {
  process.exitCode = code;
  if (waiting.size === 0) process.exit();
}

function write(fd: 1 | 2, text: string | Uint8Array): void {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const before = waiting.get(fd);
  if (before) {
    before.write(bytes);
    return;
  }
  let at = 0;
  while (at < bytes.length) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
      // A pipe that its other end made non-blocking and that is full: let the stream wait for it.
      const stream = fd === 1 ? process.stdout : process.stderr;
      waiting.set(fd, stream);
      stream.on('error', () => {});
      stream.write(bytes.subarray(at));
      return;
    }
  }
}

/** Writes to a file instead; `flag` is the one that named it. */
export function toFile(path: string, text: string | Uint8Array, flag = '--output'): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new UserError(`${flag} ${path}: ${plainReason(error)}`);
  }
}

/** Adds to a file that another program made; `name` is what named it. */
export function appendFile(path: string, text: string, name: string): void {
  try {
    appendFileSync(path, text);
  } catch (error) {
    throw new UserError(`${name} ${path}: ${plainReason(error)}`);
  }
}

const reasons: Record<string, string> = {
  ENOENT: 'no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'is a folder',
  ENOTDIR: 'a part of the path is not a folder',
  ENOSPC: 'no space left on the device',
  EROFS: 'the file system is read-only',
};

/** What a failed system call means, in words. */
export function plainReason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code !== undefined && reasons[code]) || message;
}
