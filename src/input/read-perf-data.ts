import { spawnSync } from 'node:child_process';

/** What perf printed of a recording, or why it did not. */
export type PerfOutput =
  | { readonly bytes: Uint8Array; readonly said: readonly string[] }
  | { readonly problem: string };

const seconds = 120;
const mostBytes = 256 * 1024 * 1024;

// Recordings of `perf c2c record` and `perf mem record`: memory loads with their latency, AMD IBS, Arm SPE.
const memoryEvents = /ldlat|mem-loads|mem-stores|ibs_op|arm_spe/;

/**
 * Prints a perf.data file with the perf of this machine: without a shell, for a limited time, and with what perf says about
 * it. `undefined` when there is no perf.
 */
export function readPerfData(file: string): PerfOutput | undefined {
  const path = file.startsWith('-') ? `./${file}` : file;
  const events = run(['evlist', '-i', path]);
  if (events === undefined) return undefined;
  const isMemory = memoryEvents.test(events.stdout.toString());
  const report = isMemory
    ? ['c2c', 'report', '--stdio', '-i', path]
    : ['report', '--stdio', '--header', '--no-children', '-s', 'comm,dso,sym', '-g', 'graph,0.1,caller', '-i', path];
  const printed = run(report);
  if (printed === undefined) return undefined;
  const said = printed.stderr
    .toString()
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(0, 5);
  if (printed.stdout.length > 0 && printed.ok) return { bytes: printed.stdout, said };
  const why = printed.timedOut ? `it took longer than ${seconds} s` : said[0] || 'it printed nothing';
  return { problem: `perf ${report[0]} could not print it here: ${why}` };
}

interface Ran {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  readonly ok: boolean;
  readonly timedOut: boolean;
}

function run(args: readonly string[]): Ran | undefined {
  const { stdout, stderr, status, error } = spawnSync('perf', args, {
    timeout: seconds * 1000,
    maxBuffer: mostBytes,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PAGER: 'cat', LC_ALL: 'C' },
  });
  const code = error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'EACCES') return undefined;
  const none = Buffer.alloc(0);
  return { stdout: stdout ?? none, stderr: stderr ?? none, ok: status === 0, timedOut: code === 'ETIMEDOUT' };
}
