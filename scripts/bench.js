// What a run costs, as whole processes one after the other, so that a busy machine slows all alike; medians are compared.
//   npm run bench                             a report of 5 KB beside starting Node alone
//   ... -- --script MB --report MB            perf script and perf report text of that size beside `wc -l`; several: 100,1000
//   ... -- --naive                            the same text read by scripts/bench-naive.js as well
//   ... -- --recording [perf.data]            reading it beside printing it with perf script; made on the spot when none is given
//   ... -- --runs N                           of each; 31 for the small report and 5 for the others when not given
//   ... -- --write                            all that was measured to docs/performance.md as well
// Ends with 1 when a goal is missed.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeInput } from './bench-inputs.js';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    script: { type: 'string', multiple: true },
    report: { type: 'string', multiple: true },
    naive: { type: 'boolean' },
    recording: { type: 'boolean' },
    runs: { type: 'string' },
    write: { type: 'boolean' },
  },
});
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const perfwhy = (file) => [process.execPath, join(root, 'bin', 'perfwhy.js'), file];
const wc = (file) => ({ name: 'wc -l', command: ['wc', '-l', file] });
const naive = (file) => ({
  name: 'lines and patterns',
  command: [process.execPath, join(root, 'scripts', 'bench-naive.js'), file],
});

/** Most times the other that a run may take, by kind and megabytes; for a recording the least times that it is faster. */
const goals = { small: 1.15, script: { 100: 12, 1000: 6 }, report: { 121: 29 }, recording: 10 };

/** Settings that make Node's own start longer flatter whatever is compared with it. */
const slowing = ['NODE_EXTRA_CA_CERTS', 'NODE_OPTIONS'];
const bareEnvironment = { ...process.env };
for (const name of slowing) delete bareEnvironment[name];
const slowedBy = slowing.filter((name) => process.env[name]);

const rows = [];
const widths = [28, 8, 8, 20, 8, 6, 0];
const folder = mkdtempSync(join(tmpdir(), 'perfwhy-bench-'));
try {
  small();
  for (const kind of ['script', 'report']) {
    for (const megabytes of (flags[kind] ?? []).flatMap((list) => list.split(','))) large(kind, Number(megabytes));
  }
  if (flags.recording) recording(positionals[0] ?? recorded());
  process.exitCode = rows.some(({ kept }) => kept === false) ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (flags.write) writeFileSync(join(root, 'docs', 'performance.md'), page());

function small() {
  const command = perfwhy(join(root, 'fixtures', 'bench', 'report-5k.txt'));
  const nothing = { name: 'node -e 0', command: [process.execPath, '-e', '0'], most: goals.small };
  compare('report of 5 KB', command, [nothing], 31);
  if (slowedBy.length === 0) return;
  const name = `node -e 0 with ${slowedBy.join(' and ')}`;
  compare('report of 5 KB', command, [{ ...nothing, name }], 31, process.env);
}

function large(kind, megabytes) {
  const file = join(folder, `${kind}.txt`);
  writeInput(file, kind, megabytes);
  const others = [{ ...wc(file), most: goals[kind][megabytes] }];
  if (flags.naive && kind === 'script') others.push(naive(file));
  compare(`perf ${kind} text, ${Math.round(statSync(file).size / 1e6)} MB`, perfwhy(file), others, 5);
  rmSync(file);
}

/** Floods of UDP over loopback, one per CPU, recorded at 20 kHz until there are about 700,000 samples. */
function recorded() {
  const data = join(folder, 'perf.data');
  const seconds = Math.ceil(35 / cpus().length);
  const flood = [process.execPath, join(root, 'scripts', 'udp-flood.js'), String(seconds), String(cpus().length)];
  const options = ['-q', '-F', '20000', '-e', 'cpu-clock', '-g', '-m', '4096', '-o', data];
  execFileSync('perf', ['record', ...options, '--', ...flood], { stdio: ['ignore', 'ignore', 'inherit'] });
  return data;
}

/** Both find the same names: perf script prints every sample with them, into nothing. */
function recording(data) {
  const printing = { name: 'perf script', command: ['perf', 'script', '-i', data], most: 1 / goals.recording };
  compare(`perf.data, ${Math.round(statSync(data).size / 1e6)} MB`, perfwhy(data), [printing], 5);
}

/** Measures a run and the others in turn, and prints a row for each of the others with the ratio of the medians. */
function compare(input, command, others, usually, env = bareEnvironment) {
  const runs = Number(flags.runs ?? usually);
  const all = [command, ...others.map((other) => other.command)];
  const times = all.map(() => []);
  for (const one of all) milliseconds(one, env);
  for (let i = 0; i < runs; i++) for (const [k, one] of all.entries()) times[k].push(milliseconds(one, env));
  const [own, ...besides] = times.map(median);
  for (const [k, { name, most }] of others.entries()) {
    const ratio = own / besides[k];
    const kept = most === undefined ? undefined : ratio <= most;
    const cells = [
      input,
      duration(own),
      `${peak(command, env)} MiB`,
      name,
      duration(besides[k]),
      ratio.toFixed(2),
      most === undefined ? '' : `at most ${Number(most.toFixed(2))}: ${kept ? 'kept' : 'missed'}`,
    ];
    rows.push({ cells, kept });
    console.log(cells.map((cell, n) => cell.padEnd(widths[n])).join('  '));
  }
}

function duration(ms) {
  return ms < 1000 ? `${ms.toFixed(1)} ms` : `${(ms / 1000).toFixed(2)} s`;
}

function milliseconds([command, ...args], env) {
  const start = process.hrtime.bigint();
  const { status, stderr, error } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'], env });
  const end = process.hrtime.bigint();
  if (error || status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${error ?? stderr}`);
  return Number(end - start) / 1e6;
}

/** Largest resident size, which the process tells at its end. */
function peak([command, ...args], env) {
  const tell = 'process.on("exit", () => console.error("peak " + process.resourceUsage().maxRSS))';
  const { stderr } = spawnSync(command, ['--import', `data:text/javascript,${tell}`, ...args], { env });
  return (Number(/peak (\d+)/.exec(String(stderr))?.[1]) / 1024).toFixed(0);
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

function page() {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  const machine = `${cpus()[0].model}, ${cpus().length} CPUs, ${Math.round(totalmem() / 2 ** 30)} GiB`;
  return `# Performance

Whole processes in turn, medians. Written by \`npm run bench -- --script 100,1000 --report 121 --naive --recording --write\` for
perfwhy ${version} (${commit}) on ${machine}, Node ${process.version}, ${process.platform}. The texts are made by
\`scripts/bench-inputs.js\`; "lines and patterns" is \`scripts/bench-naive.js\`, which only counts distinct stacks.
A ratio is the time of perfwhy over that of the other.

| input | perfwhy | peak memory | beside | its time | ratio | goal |
| --- | --- | --- | --- | --- | --- | --- |
${rows.map(({ cells }) => `| ${cells.join(' | ')} |`).join('\n')}
`;
}
