import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCase } from '../../src/formats/read-case.ts';
import { readInputs } from '../../src/input/read.ts';
import type { Profile } from '../../src/model/profile.ts';
import { fixture } from '../support/shared.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'perfwhy-large-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const noStdin = Object.assign(Readable.from([]), { isTTY: true });

async function profileOf(file: string): Promise<Profile> {
  const { inputs } = await readInputs([file], noStdin);
  return readCase(inputs).captures[0] as Profile;
}

describe('files of many megabytes', () => {
  it('of perf script are streamed, and give the shares of the same script once', async () => {
    const script = readFileSync(fixture('perf-script', 'script.txt'), 'utf8');
    const once = await profileOf(fixture('perf-script', 'script.txt'));
    const file = join(folder, 'script.txt');
    const times = Math.ceil((5 * 1024 * 1024) / script.length);
    writeFileSync(file, `${script}\n`.repeat(times));
    const { inputs } = await readInputs([file], noStdin);
    expect(inputs[0]).not.toHaveProperty('bytes');
    const many = await profileOf(file);
    expect(many.samples!.count).toBe(once.samples!.count * times);
    const share = (profile: Profile) =>
      profile.rows.map((row) => [row.comm, row.key, row.self!.toFixed(6)].join(' ')).sort();
    expect(share(many)).toEqual(share(once));
  });

  it('of anything else are read as one text', async () => {
    const file = join(folder, 'report.txt');
    writeFileSync(
      file,
      `${readFileSync(fixture('article', 'rhel73-flat.txt'), 'utf8')}${'\n'.repeat(5 * 1024 * 1024)}`,
    );
    expect((await profileOf(file)).rows).toHaveLength(13);
  });
});

const hasPerf = spawnSync('perf', ['--version']).status === 0;
if (!hasPerf && process.env.CI) throw new Error('perf is not installed: in CI no test may be skipped');

describe.skipIf(!hasPerf)(hasPerf ? 'a recording' : 'a recording (skipped: perf is not installed)', () => {
  it('is printed by the perf of this machine', async () => {
    const data = join(folder, 'perf.data');
    const load = ['-e', 'let n = 0; for (const end = Date.now() + 300; Date.now() < end; ) n++'];
    const recorded = spawnSync('perf', [
      'record',
      '-q',
      '-e',
      'cpu-clock:u',
      '-g',
      '-o',
      data,
      '--',
      process.execPath,
      ...load,
    ]);
    expect(recorded.status, String(recorded.stderr)).toBe(0);
    const profile = await profileOf(data);
    expect(profile.format).toBe('perf-report');
    expect(profile.rows.some((row) => row.comm === 'node')).toBe(true);
  });

  it('that is damaged is named as such, with what perf says', async () => {
    const data = join(folder, 'damaged.data');
    writeFileSync(data, `PERFILE2${'\0'.repeat(200)}`);
    const { inputs, problems } = await readInputs([data], noStdin);
    expect(problems[0]!.text).toMatch(/damaged\.data: perf report could not print it here: /);
    expect(readCase(inputs).unread[0]!.looksLike).toMatch(/perf\.data/);
  });
});
