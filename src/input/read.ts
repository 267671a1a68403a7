import { existsSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { mostBytes } from './decode.ts';
import type { AnyInput } from './input.ts';
import { firstBytes, largeFile, largeFrom } from './read-large.ts';
import { unpack } from './read-packed.ts';
import { shellQuoted } from './recognise.ts';

/** Why an input was not read, or not all of it. `usage`: the command line is wrong, not the file. */
export interface ReadProblem {
  readonly text: string;
  readonly usage: boolean;
}

export interface Read {
  readonly inputs: AnyInput[];
  readonly problems: ReadProblem[];
}

/** Standard input: the number of its file, or a stream as far as it is needed here. */
export type Stdin = { readonly fd: number } | (AsyncIterable<Uint8Array | string> & { readonly isTTY?: boolean });

const globCharacters = /[*?{}[\]!]|[@+]\(/;

/**
 * Reads the files, patterns and `-` of a command line, unpacked, in the order given (the files of a pattern sorted), each
 * file once. A name that exists is a file, whatever characters it has. Nothing given is standard input. What cannot be
 * read is a problem in plain words; the rest is read all the same.
 */
export async function readInputs(args: readonly string[], stdin: Stdin): Promise<Read> {
  const read: Read = { inputs: [], problems: [] };
  const seen = new Set<string>();
  for (const arg of args.length > 0 ? args : ['-']) {
    if (arg === '-') {
      if (seen.has('-')) continue;
      seen.add('-');
      await readStdin(stdin, read);
      continue;
    }
    for (const file of await filesOf(arg, read.problems)) await readOnce(file, seen, read);
  }
  return read;
}

async function filesOf(arg: string, problems: ReadProblem[]): Promise<readonly string[]> {
  if (!globCharacters.test(arg) || existsSync(arg)) return [arg];
  const { default: glob } = await import('fast-glob');
  const pattern = process.platform === 'win32' ? arg.replaceAll('\\', '/') : arg;
  const files = await glob(pattern, { onlyFiles: true, suppressErrors: true }).catch(() => []);
  if (files.length === 0) problems.push({ text: `${arg}: no file matches this pattern`, usage: true });
  return files.sort();
}

async function readOnce(file: string, seen: Set<string>, read: Read): Promise<void> {
  try {
    const stat = statSync(file);
    if (stat.isDirectory()) {
      if (existsSync(join(file, 'data')) && (await readRecordingFolder(file, read))) return;
      if (!(await readReport(file, read))) read.problems.push(directoryProblem(file));
      return;
    }
    if (!stat.isFile()) {
      await keepPipe(file, openSync(file, 'r'), read);
      return;
    }
    const identity = `${stat.dev}:${stat.ino}`;
    if (stat.ino !== 0) {
      if (seen.has(identity)) return;
      seen.add(identity);
    }
    if (/\.(?:tgz|tar|tar\.\w+)$/i.test(file) && (await readReport(file, read))) return;
    if (stat.size >= largeFrom && (await readLarge(file, stat.size, read))) return;
    const bytes = readFileSync(file);
    if (isRecording(bytes)) await keepRecording(file, read);
    else await keep(file, bytes, read);
  } catch (error) {
    read.problems.push(unreadable(file, error));
  }
}

/** Files that are not held: recordings, and texts that are not packed. False for what is, or is a small one. */
async function readLarge(file: string, size: number, read: Read): Promise<boolean> {
  const head = firstBytes(file, 16);
  if (isRecording(head)) await keepRecording(file, read);
  else if (!isPacked(head)) read.inputs.push(largeFile(file, size, mostBytes));
  else if (size > mostBytes) read.problems.push(tooLarge(file, size));
  else return false;
  return true;
}

/** perf.data, read where it is asked for. */
async function keepRecording(file: string, read: Read): Promise<void> {
  const { fileSource } = await import('./read-bytes-at.ts');
  read.inputs.push({ name: file, recording: fileSource(file), parts: [] });
}

/** The first byte of gzip, zstd and xz. */
function isPacked(head: Uint8Array): boolean {
  return head[0] === 0x1f || head[0] === 0x28 || head[0] === 0xfd;
}

/** `PERFILE2`, the magic of perf.data, also as a machine with the other byte order writes it. */
function isRecording(head: Uint8Array): boolean {
  const magic = String.fromCharCode(...head.subarray(0, 8));
  return magic === 'PERFILE2' || magic === '2ELIFREP';
}

/** `perf record --threads` makes a folder: the file `data` has the header, `data.0`, `data.1`, ... the records. */
async function readRecordingFolder(folder: string, read: Read): Promise<boolean> {
  const main = join(folder, 'data');
  if (!isRecording(firstBytes(main, 16))) return false;
  const { dataFiles, fileSource } = await import('./read-bytes-at.ts');
  read.inputs.push({ name: folder, recording: fileSource(main), parts: dataFiles(folder).map(fileSource) });
  return true;
}

/** The relevant files of a sosreport, its directory or its archive; false when it is none. */
async function readReport(path: string, read: Read): Promise<boolean> {
  const { readSosreport } = await import('./read-sosreport.ts');
  const report = await readSosreport(path);
  if (!report || (report.inputs.length === 0 && report.problems.length === 0)) return false;
  read.inputs.push(...report.inputs);
  for (const text of report.problems) read.problems.push({ text, usage: false });
  return true;
}

/** `<(perf report ...)`, or standard input, which stays open. */
async function keepPipe(name: string, handle: number, read: Read, done?: () => void): Promise<void> {
  const { readPipe } = await import('./read-pipe.ts');
  const pipe = readPipe(name, handle, mostBytes, (head) => isPacked(head) || isRecording(head), done);
  if (!pipe) read.problems.push(tooLarge(name, mostBytes));
  else if ('stream' in pipe) read.inputs.push(pipe);
  else await keep(name, pipe, read);
}

async function readStdin(stdin: Stdin, read: Read): Promise<void> {
  if ('fd' in stdin) {
    try {
      await keepPipe('-', stdin.fd, read, () => {});
    } catch (error) {
      read.problems.push(unreadable('-', error));
    }
    return;
  }
  if (stdin.isTTY) {
    const text = 'no input: give a file (perfwhy report.txt) or a pipe (perf report --stdio | perfwhy)';
    read.problems.push({ text, usage: true });
    return;
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of stdin) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      chunks.push(bytes);
      length += bytes.length;
      if (length > mostBytes) {
        read.problems.push(tooLarge('-', length));
        return;
      }
    }
  } catch (error) {
    read.problems.push(unreadable('-', error));
    return;
  }
  await keep('-', Buffer.concat(chunks, length), read);
}

async function keep(name: string, bytes: Uint8Array, read: Read): Promise<void> {
  const unpacked = await unpack(name, bytes, mostBytes);
  if (unpacked.problem) read.problems.push({ text: `${shown(name)}: ${unpacked.problem}`, usage: false });
  if (!unpacked.bytes) return;
  if (isRecording(unpacked.bytes)) {
    const { memorySource } = await import('./read-bytes-at.ts');
    read.inputs.push({ name, recording: memorySource(unpacked.bytes), parts: [] });
  } else read.inputs.push({ name, bytes: unpacked.bytes });
}

function shown(name: string): string {
  return name === '-' ? 'standard input' : name;
}

function tooLarge(name: string, size: number): ReadProblem {
  const limit = mostBytes / 1024 / 1024;
  const length = size > mostBytes ? `${Math.round(size / 1024 / 1024)} MiB` : `more than ${limit} MiB`;
  return {
    text:
      `${shown(name)}: ${length}, and at most ${limit} MiB are read at once. perf script of any length is read where ` +
      'nothing else is in the file or pipe; else record less (perf record ... -- sleep 10)',
    usage: false,
  };
}

function directoryProblem(name: string): ReadProblem {
  const pattern = shellQuoted(`${name.replace(/[/\\]+$/, '')}/`);
  return { text: `${name}: is a directory; give the files in it: perfwhy ${pattern}*.txt`, usage: true };
}

const reasons: Readonly<Record<string, { text: string; usage: boolean }>> = {
  ENOENT: { text: 'no such file', usage: true },
  ENOTDIR: { text: 'no such file (a part of its path is a file, not a directory)', usage: true },
  EACCES: { text: 'may not be read: permission denied (files written with sudo perf belong to root)', usage: false },
  EPERM: { text: 'may not be read: not permitted', usage: false },
  ENAMETOOLONG: { text: 'no file: the name is too long (text belongs into a file or a pipe)', usage: true },
  ELOOP: { text: 'cannot be opened: its symbolic links go round in a circle', usage: false },
  EMFILE: { text: 'cannot be opened: too many files are open', usage: false },
  EIO: { text: 'cannot be read: the disk reports an error', usage: false },
  ENXIO: { text: 'cannot be opened: nothing is behind this special file', usage: false },
  ERR_INVALID_ARG_VALUE: { text: 'no file: the name holds a NUL character', usage: true },
};

function unreadable(name: string, error: unknown): ReadProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = reasons[code] ?? { text: `cannot be read (${code || String(error)})`, usage: false };
  return { text: `${shown(name)}: ${reason.text}`, usage: reason.usage };
}
