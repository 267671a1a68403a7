import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCase } from '../../src/formats/read-case.ts';
import type { LargeInput } from '../../src/input/input.ts';
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
  return readCase(inputs as LargeInput[]).captures[0] as Profile;
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
