import { expect, it } from 'vitest';
import { temporaryFolder } from './folder.ts';
import { perfwhy } from './run.ts';

/** Tells which bundles a run reads. */
const hook = `const fs = require('node:fs');
const { readFileSync } = fs;
const read = new Set();
fs.readFileSync = (file, ...more) => {
  const bundle = /[\\\\/]dist[\\\\/](\\w+)\\.cjs$/.exec(String(file));
  if (bundle) read.add(bundle[1]);
  return readFileSync(file, ...more);
};
process.on('exit', () => console.error('bundles: ' + [...read].join(' ')));`;

const required = temporaryFolder().inFolder('bundles.cjs', hook);

it.each([
  ['fixtures/bench/report-5k.txt', 'cli'],
  ['fixtures/perf-script/script.txt', 'cli more'],
  ['fixtures/perf-data/udp-flood.data', 'cli recording'],
])('of what was built a run on %s loads no more than it uses', async (file, bundles) => {
  const { stderr } = await perfwhy([file], { env: { NODE_OPTIONS: `--require ${required}` } });
  expect(stderr).toContain(`bundles: ${bundles}\n`);
});
