import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Read, readInputs, type Stdin } from '../input/read.ts';

/** What one argument of `diff` stands for: the files of one incident, and how its column is called. */
export interface DiffArgument {
  readonly name: string;
  readonly read: Read;
}

/**
 * Reads each argument as one case: a file, `-`, a quoted pattern, a folder (the files in it), or several of these joined by
 * commas. `NAME=` before it names the column; else what tells the files apart does. A file that has such a name is a file.
 */
export async function readDiffArguments(args: readonly string[], stdin: Stdin): Promise<DiffArgument[]> {
  const split = args.map(splitArgument);
  const names = columnNames(split.map(({ paths }) => paths));
  const read: DiffArgument[] = [];
  // One after the other: stdin can be read once, and memory holds one input at a time.
  for (const [i, { name, paths }] of split.entries()) {
    read.push({ name: name ?? names[i]!, read: await readPaths(paths, stdin) });
  }
  return read;
}

function splitArgument(arg: string): { readonly name?: string; readonly paths: readonly string[] } {
  if (exists(arg)) return { paths: [arg] };
  const named = /^([^=/\\]+)=(.+)$/s.exec(arg);
  if (named) return { name: named[1]!.trim(), paths: commas(named[2]!) };
  return { paths: commas(arg) };
}

function commas(paths: string): string[] {
  if (exists(paths)) return [paths];
  const parts = paths.split(',').filter((part) => part !== '');
  return parts.length > 0 ? parts : [paths];
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

async function readPaths(paths: readonly string[], stdin: Stdin): Promise<Read> {
  const files: string[] = [];
  const read: Read = { inputs: [], problems: [] };
  for (const path of paths) {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      // A sosreport is a folder that is read as a whole.
      const whole = await readInputs([path], stdin);
      if (whole.inputs.length > 0) {
        read.inputs.push(...whole.inputs);
        read.problems.push(...whole.problems);
      } else {
        files.push(...filesIn(path));
      }
    } else {
      files.push(path);
    }
  }
  if (files.length > 0) {
    const rest = await readInputs(files, stdin);
    read.inputs.push(...rest.inputs);
    read.problems.push(...rest.problems);
  } else if (read.inputs.length === 0) {
    read.problems.push({ text: `${paths.join(', ')}: no files in it`, usage: true });
  }
  return read;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ name }) => join(folder, name))
    .sort();
}

/** Short names that differ: without folders and extension, unless these are what differs. */
function columnNames(captures: readonly (readonly string[])[]): string[] {
  const more = (paths: readonly string[]): string => (paths.length > 1 ? `+${paths.length - 1}` : '');
  const common = commonEnd(captures.map((paths) => paths[0]!));
  const ways = [
    stemOf,
    baseName,
    (path: string) => stemOf(path.slice(0, path.length - common)),
    (path: string) => path,
  ];
  for (const way of ways) {
    const names = captures.map((paths) => way(paths[0]!) + more(paths));
    if (new Set(names).size === names.length && names.every((name) => name !== '')) return names;
  }
  return captures.map((paths, i) => `${i + 1} ${baseName(paths[0]!)}${more(paths)}`);
}

/** Length of the file names that all paths end in: `/flat.txt` of `before/flat.txt after/flat.txt`. */
function commonEnd(paths: readonly string[]): number {
  const first = paths[0]!.split('/');
  let length = 0;
  while (first.length > 1) {
    const end = `/${first.pop()}`;
    if (!paths.every((path) => path.slice(0, path.length - length).endsWith(end))) break;
    length += end.length;
  }
  return length;
}

function baseName(path: string): string {
  return path.replace(/[/\\]+$/, '').replace(/^.*[/\\]/, '') || path;
}

/** `runs/before.txt.gz` -> before; `3.10.0-514` is no name with an extension. */
function stemOf(path: string): string {
  const base = baseName(path);
  return path === '-'
    ? 'stdin'
    : base.replace(/(?:\.(?:txt|log|out|text|md|folded|gz|zst|xz|data|script))+$/i, '') || base;
}
