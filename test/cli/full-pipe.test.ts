import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from './folder.ts';
import { perfwhy } from './run.ts';

const { folder } = temporaryFolder();

const hasPerl = spawnSync('perl', ['-MFcntl', '-e', '1']).status === 0;

/** A pipe whose other end made it non-blocking, as ssh and some CI runners do, and that is read late. */
it.runIf(process.platform === 'linux' && hasPerl)('waits for a reader that is slow: no report is cut off', async () => {
  const args = ['--format', 'html', 'fixtures/bench/report-5k.txt'];
  const fifo = join(folder, 'pipe');
  execFileSync('mkfifo', [fifo]);
  const reader = openSync(fifo, constants.O_RDONLY | constants.O_NONBLOCK);
  const writer = openSync(fifo, constants.O_WRONLY | constants.O_NONBLOCK);
  // Node gives its children blocking pipes, so that another program has to take that back.
  const nonBlocking = ['-MFcntl', '-e', 'fcntl(STDOUT, F_SETFL, O_WRONLY | O_NONBLOCK) or die; exec @ARGV'];
  const command = [...nonBlocking, process.execPath, 'bin/perfwhy.js', ...args];
  const child = spawn('perl', command, { stdio: ['ignore', writer, 'ignore'] });
  closeSync(writer);
  const ended = new Promise((resolve) => child.on('close', resolve));
  const read = readUntilEnd(reader);
  const [text] = await Promise.all([read, ended]);
  const { stdout } = await perfwhy(args);
  expect(stdout.length).toBeGreaterThan(64 * 1024);
  expect(text).toBe(stdout);
});

/** Begins when the pipe has long been full, as far as that goes, and takes a little at a time. */
async function readUntilEnd(handle: number): Promise<string> {
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const chunks: Buffer[] = [];
  const chunk = Buffer.alloc(16 * 1024);
  let started = false;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, started ? 1 : 20));
    let count = 0;
    try {
      count = readSync(handle, chunk);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') continue;
      throw error;
    }
    if (count === 0) {
      if (started) break;
      continue;
    }
    started = true;
    chunks.push(Buffer.from(chunk.subarray(0, count)));
  }
  closeSync(handle);
  return Buffer.concat(chunks).toString('utf8');
}
