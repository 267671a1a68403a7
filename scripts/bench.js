// What a run on a small report costs beyond starting Node: pairs of whole processes, one after the other so that a busy
// machine slows both alike, and the median of each. Usage: npm run bench [-- PAIRS]
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const pairs = Number(process.argv[2] ?? 31);
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = join(root, 'bin', 'perfwhy.js');
const report = join(root, 'fixtures', 'bench', 'report-5k.txt');
const most = 1.3;

const bare = ['-e', '0'];
const perfwhy = [bin, report];
for (let i = 0; i < 3; i++) [bare, perfwhy].map(milliseconds);
const times = { bare: [], perfwhy: [] };
for (let i = 0; i < pairs; i++) {
  times.bare.push(milliseconds(bare));
  times.perfwhy.push(milliseconds(perfwhy));
}
const ratio = median(times.perfwhy) / median(times.bare);
console.log(`node -e 0               ${median(times.bare).toFixed(1)} ms  peak ${peak(bare)} MiB`);
console.log(`perfwhy, report of 5 KB ${median(times.perfwhy).toFixed(1)} ms  peak ${peak(perfwhy)} MiB`);
console.log(`ratio ${ratio.toFixed(2)} (medians of ${pairs} pairs), at most ${most}`);
process.exitCode = ratio <= most ? 0 : 1;

function milliseconds(args) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const end = process.hrtime.bigint();
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
  return Number(end - start) / 1e6;
}

/** Largest resident size of a process of its own, which tells it at its end. */
function peak(args) {
  const tell = 'process.on("exit", () => console.error("peak " + process.resourceUsage().maxRSS));';
  const run =
    args[0] === bin ? `process.argv.splice(1, 0, ${JSON.stringify(bin)}); require(${JSON.stringify(bin)})` : '0';
  const { stderr } = spawnSync(process.execPath, ['-e', `${tell}${run}`, ...args.slice(args[0] === bin ? 1 : 2)]);
  return (Number(/peak (\d+)/.exec(String(stderr))?.[1]) / 1024).toFixed(0);
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
