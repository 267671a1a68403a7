// What a run costs, as whole processes one after the other, so that a busy machine slows all alike; medians are compared.
//   npm run bench [-- PAIRS]                  a report of 5 KB beside starting Node alone
//   ... -- --script MB --report MB            perf script and perf report text of that size beside `wc -l` (several: 10,100)
//   ... -- --recording [perf.data]            reading it beside printing it with perf script; made on the spot when none is given
//   ... -- --write                            all that was measured to docs/performance.md as well
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
    recording: { type: 'boolean' },
    write: { type: 'boolean' },
  },
});
const pairs = Number(positionals.find((word) => /^\d+$/.test(word)) ?? 31);
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = join(root, 'bin', 'perfwhy.js');
const most = 1.3;

/** Settings that make Node's own start longer flatter whatever is compared with it. */
const bareEnvironment = { ...process.env };
for (const name of ['NODE_EXTRA_CA_CERTS', 'NODE_OPTIONS']) delete bareEnvironment[name];
const slowedBy = ['NODE_EXTRA_CA_CERTS', 'NODE_OPTIONS'].filter((name) => process.env[name]);

const lines = [];
const folder = mkdtempSync(join(tmpdir(), 'perfwhy-bench-'));
try {
  const small = { command: [process.execPath, bin, join(root, 'fixtures', 'bench', 'report-5k.txt')] };
  const nothing = { command: [process.execPath, '-e', '0'] };
  const here = compare(
    'report of 5 KB',
    small,
    'node -e 0',
    nothing,
    pairs,
    slowedBy.length > 0 ? process.env : bareEnvironment,
  );
  if (slowedBy.length > 0) {
    note(`That Node is slowed by ${slowedBy.join(' and ')}. Without:`);
    compare('report of 5 KB', small, 'node -e 0', nothing, pairs, bareEnvironment);
  }
  for (const kind of ['script', 'report']) {
    for (const megabytes of (flags[kind] ?? []).flatMap((list) => list.split(','))) large(kind, Number(megabytes));
  }
  if (flags.recording) recording(positionals.find((word) => !/^\d+$/.test(word)) ?? recorded());
  console.log(`at most ${most} x node -e 0 for a small report: ${here <= most ? 'kept' : 'missed'}`);
  process.exitCode = here <= most ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (flags.write) writeFileSync(join(root, 'docs', 'performance.md'), page());

function large(kind, megabytes) {
  const file = join(folder, `${kind}.txt`);
  writeInput(file, kind, megabytes);
  const name = `perf ${kind} text, ${Math.round(statSync(file).size / 1e6)} MB`;
  const count = Math.max(3, Math.min(15, Math.round(1500 / megabytes)));
  compare(name, { command: [process.execPath, bin, file] }, 'wc -l', { command: ['wc', '-l', file] }, count);
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
  const name = `perf.data, ${Math.round(statSync(data).size / 1e6)} MB`;
  const own = { command: [process.execPath, bin, data] };
  compare(name, own, 'perf script', { command: ['perf', 'script', '-i', data] }, 5);
}

/** Measures both in turn and prints a line; the ratio of the medians. */
function compare(name, one, otherName, other, count, env = bareEnvironment) {
  const times = { one: [], other: [] };
  for (let i = 0; i < Math.min(3, count); i++) [other, one].map(({ command }) => milliseconds(command, env));
  for (let i = 0; i < count; i++) {
    times.other.push(milliseconds(other.command, env));
    times.one.push(milliseconds(one.command, env));
  }
  const [own, base] = [median(times.one), median(times.other)];
  const ratio = own / base;
  const cells = [
    name,
    `${own.toFixed(1)} ms`,
    `${otherName}: ${base.toFixed(1)} ms`,
    ratio.toFixed(2),
    `${peak(one.command, env)} MiB`,
  ];
  lines.push({ cells });
  console.log(
    `${cells[0].padEnd(32)} ${cells[1].padStart(10)}   ${cells[2].padEnd(22)} ratio ${cells[3]}  peak ${cells[4]}  (${count} pairs)`,
  );
  return ratio;
}

function note(text) {
  lines.push({ text });
  console.log(text);
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
  const table = lines.map(({ cells, text }) => (cells ? `| ${cells.join(' | ')} |` : `| ${text} | | | | |`));
  return `# Performance

Written by \`npm run bench -- ... --write\` for perfwhy ${version} (${commit}) on ${cpus()[0].model}, ${cpus().length} CPUs, ${Math.round(totalmem() / 2 ** 30)} GiB,
Node ${process.version}, ${process.platform}. Whole processes in turn, medians; the large inputs are made by \`scripts/bench-inputs.js\`.

| input | perfwhy | beside | ratio | peak memory |
| --- | --- | --- | --- | --- |
${table.join('\n')}
`;
}
