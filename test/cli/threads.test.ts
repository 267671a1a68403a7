import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { threadsOf } from '../../src/cli/threads.ts';
import { streamInParts } from '../../src/formats/perf-script/in-parts.ts';
import { createScriptReader } from '../../src/formats/perf-script/reader.ts';
import type { ReadResult } from '../../src/formats/read-result.ts';
import { largeFile } from '../../src/input/read-large.ts';
import { fixture } from '../support/shared.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'perfwhy-threads-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The built worker is what runs. */
const root = join(import.meta.dirname, '..', '..');
const threads = threadsOf(join(root, 'dist', 'script-worker.cjs'), 2);

function read(file: string, cuts: readonly number[]): ReadResult {
  const input = largeFile(file, statSync(file).size, 0);
  input.threads = threads;
  const reader = createScriptReader('script.txt');
  streamInParts(input, reader, [...cuts]);
  return reader.end();
}

it('other threads find in their parts of a file what one thread finds', () => {
  const script = readFileSync(fixture('perf-script', 'script.txt'), 'utf8').replace(/^#.*\n/gm, '');
  const file = join(folder, 'script.txt');
  // a message of perf in the last part, behind which the main thread goes on
  const text = `${script}\n`.repeat(6);
  writeFileSync(file, `${text}[ perf record: Woken up 1 times to write data ]\n${script}\n`);
  const cuts = [2, 4].map((times) => text.indexOf('\n\n', times * script.length) + 2);
  const [from, end] = cuts as [number, number];
  expect(threads.readScript(file, from, end)()).toMatchObject({ bytesRead: end - from });
  expect(read(file, cuts)).toEqual(read(file, []));
});

it('perf script is read alike where WebAssembly is not to be had', () => {
  const args = [join(root, 'bin', 'perfwhy.js'), fixture('perf-script', 'script.txt')];
  const without = 'data:text/javascript,delete globalThis.WebAssembly';
  const usual = execFileSync(process.execPath, args, { encoding: 'utf8' });
  expect(execFileSync(process.execPath, ['--import', without, ...args], { encoding: 'utf8' })).toBe(usual);
});
