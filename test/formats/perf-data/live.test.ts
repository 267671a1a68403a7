import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { recordingSections } from '../../../src/formats/perf-data/reader.ts';
import { createScriptReader } from '../../../src/formats/perf-script/reader.ts';
import { symbolFiles } from '../../../src/input/read-symbol-files.ts';
import { pathOf } from '../../../src/model/call-tree.ts';
import type { CounterSet } from '../../../src/model/counters.ts';
import type { Profile } from '../../../src/model/profile.ts';
import { recordingAt } from './files.ts';
import { plainLines, scriptLines } from './script-lines.ts';

const folder = mkdtempSync(join(tmpdir(), 'perfwhy-recording-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const flood = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'scripts', 'udp-flood.js');
const data = join(folder, 'perf.data');

function perf(args: readonly string[], stdin?: Uint8Array) {
  return spawnSync('perf', args, {
    maxBuffer: 1 << 28,
    ...(stdin && { input: stdin }),
    env: { ...process.env, LC_ALL: 'C' },
  });
}

/** Records a flood of UDP over loopback for a moment; false when this machine does not allow it. */
function record(options: readonly string[]): boolean {
  rmSync(data, { recursive: true, force: true });
  const toPipe = options.includes('-');
  const target = toPipe ? [] : ['-o', data];
  const { status, stdout } = perf([
    'record',
    '-q',
    '-F',
    '499',
    ...options,
    ...target,
    '--',
    process.execPath,
    flood,
    '0.2',
  ]);
  // what the flood prints follows the recording in a pipe
  if (toPipe) writeFileSync(data, stdout);
  return status === 0;
}

const hasPerf = record(['-e', 'cpu-clock', '-g', '-a']);
if (!hasPerf && process.env.CI) throw new Error('perf cannot record here: in CI no test may be skipped');

const fields = 'comm,pid,tid,cpu,time,event,trace,ip,sym,dso';

/** perf of this machine. */
function printed(options: readonly string[], isPipe: boolean): string {
  const { stdout } = isPipe
    ? perf(['script', '-i', '-', ...options], readFileSync(data))
    : perf(['script', '-i', data, ...options]);
  return stdout.toString();
}

/** Of which all print formats are understood by perf 6.1; from a pipe it leaves the locations of the first two without a name. */
const tracepoints = [
  'skb:kfree_skb',
  'skb:consume_skb',
  'udp:udp_fail_queue_rcv_skb',
  'sock:sock_rcvqueue_full',
  'net:net_dev_queue',
  'net:netif_receive_skb',
  'napi:napi_poll',
  'irq:softirq_entry',
  'sched:sched_switch',
  'sched:sched_wakeup',
  'raw_syscalls:sys_enter',
].flatMap((event) => ['-e', event]);

const ways: readonly (readonly [string, readonly string[]])[] = [
  ['kernel and user stacks', ['-e', 'cpu-clock', '-g', '-a']],
  ['several events', ['-e', 'cpu-clock', '-e', 'task-clock', '-e', 'skb:consume_skb', '-g', '-a']],
  ['a group read together', ['-e', '{cpu-clock,task-clock}:S', '-g', '-a']],
  ['packed', ['-z', '-e', 'cpu-clock', '-g', '-a']],
  ['in a pipe', ['-e', 'cpu-clock', '-e', 'task-clock', '-g', '-a', '-o', '-']],
  ['packed, in a pipe', ['-z', '-e', 'cpu-clock', '-g', '-a', '-o', '-']],
  ['a folder of threads', ['--threads', '-e', 'cpu-clock', '-g', '-a']],
  ['fields of tracepoints', [...tracepoints, '-g', '-a']],
  ['fields of tracepoints, in a pipe', [...tracepoints.slice(4), '-g', '-a', '-o', '-']],
  ['without stacks', ['-e', 'cpu-clock', '-a']],
  ['other fields beside', ['-e', 'cpu-clock', '-g', '-d', '--buildid-mmap', '-W', '-a']],
];

describe.skipIf(!hasPerf)(
  hasPerf ? 'a fresh recording' : 'a fresh recording (skipped: perf cannot record here)',
  () => {
    it.each(ways)('%s: sample by sample what perf script prints', (_, options) => {
      expect(record(options)).toBe(true);
      const expected = ours(plainLines(printed(['-F', fields], options.includes('-')).split('\n')));
      const own = ours(scriptLines(recordingAt(data), symbolFiles()));
      expect(own.length).toBeGreaterThan(0);
      expect(own).toEqual(expected);
    });

    it('becomes the profile that the text of perf script becomes', async () => {
      expect(record(['-e', 'cpu-clock', '-g', '-a'])).toBe(true);
      const reader = createScriptReader(data);
      reader.push(new TextEncoder().encode(printed(['--header', '-F', '+pid'], false)));
      const [text] = reader.end().captures as Profile[];
      const [own] = (await recordingSections(recordingAt(data), symbolFiles())).captures as Profile[];
      expect({ ...comparable(own!), format: 'perf-script' }).toEqual(comparable(text!));
    });

    it('with tracepoints becomes the counters that their text becomes', async () => {
      expect(record([...tracepoints, '-a'])).toBe(true);
      const reader = createScriptReader(data);
      reader.push(new TextEncoder().encode(printed([], false)));
      const text = reader.end().captures.at(-1) as CounterSet;
      const own = (await recordingSections(recordingAt(data), symbolFiles())).captures.at(-1) as CounterSet;
      expect(own.format).toBe('perf-trace');
      expect(own.counters).toEqual(text.counters.map((counter) => ({ ...counter, line: 0 })));
    });
  },
);

/** Samples of the flood, of perf and of the idle task: what else runs here may be any program. */
function ours(lines: Iterable<string>): string[] {
  let isOurs = false;
  return [...lines].filter((line) => {
    const comm = /^(\S.*) -?\d+\/-?\d+ /.exec(line)?.[1];
    // Node names its main thread from version 24 on.
    if (comm !== undefined) isOurs = /^(?:node|MainThread|perf|swapper)/.test(comm);
    return isOurs;
  });
}

/** Without lines, and in an order of its own: that of equal shares hangs on lines. */
function comparable({ rows, stacks, recorded: _, firstLine: _first, lastLine: _last, ...profile }: Profile) {
  return {
    ...profile,
    notes: profile.notes.map(({ line: _, ...note }) => note),
    // sums in another order differ in their last digit
    cpus: profile.cpus?.map(({ share, ...cpu }) => ({ ...cpu, share: share.toFixed(6) })),
    rows: rows.map(({ line: _, ...row }) => JSON.stringify(row)).sort(),
    stacks: stacks
      .map(({ comm, tree }) => {
        const paths = Array.from(tree.self).flatMap((self, node) =>
          self > 0 ? [`${pathOf(tree, node).join(';')} ${self.toFixed(9)}`] : [],
        );
        return { comm, paths: paths.sort() };
      })
      .sort((a, b) => (a.comm! < b.comm! ? -1 : 1)),
  };
}
