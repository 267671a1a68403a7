import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Diagnosis } from '../../src/engine/diagnosis.ts';
import { temporaryFolder } from './folder.ts';
import { perfwhy } from './run.ts';

const flat = 'fixtures/article/rhel73-flat.txt';
const other = 'fixtures/article/v411-flat.txt';

const { folder, inFolder } = temporaryFolder();

async function diagnosed(...args: readonly string[]): Promise<Diagnosis & { readonly code: number | null }> {
  const { code, stdout } = await perfwhy([...args, '--format', 'json']);
  return { code, ...(JSON.parse(stdout) as Diagnosis) };
}

async function baselineOf(report: string, name: string): Promise<string> {
  const file = join(folder, name);
  expect((await perfwhy([report, '--baseline', file, '--update-baseline'])).code).toBe(0);
  return file;
}

describe('--fail-on-new', () => {
  test('passes what the baseline knows and marks it', async () => {
    const baseline = await baselineOf(flat, 'known.json');
    const { code, findings } = await diagnosed(flat, '--baseline', baseline, '--fail-on-new');
    expect(code).toBe(0);
    expect(findings.length).toBeGreaterThan(0);
    for (const finding of findings) expect(finding.baseline).toBe('known');
  });

  test('fails on another problem, though there is one as before', async () => {
    const baseline = await baselineOf(other, 'other.json');
    const { code, findings, warnings } = await diagnosed(flat, '--baseline', baseline, '--fail-on-new');
    expect(code).toBe(1);
    expect(findings[0]).toMatchObject({ id: 'socket-lock', baseline: 'new' });
    expect(warnings.map(({ text }) => text).join('\n')).toMatch(/receive-queue-lock .* is not found any more/);
  });

  test('fails when the baseline is empty, as --fail-on does when it is full', async () => {
    const empty = inFolder('empty.json', '{"perfwhyBaseline": 1, "findings": []}');
    expect((await perfwhy([flat, '--baseline', empty, '--fail-on-new'])).code).toBe(1);
    const full = await baselineOf(flat, 'full.json');
    expect((await perfwhy([flat, '--baseline', full, '--fail-on', 'likely'])).code).toBe(1);
    expect((await perfwhy([flat, '--baseline', full, '--fail-on', 'likely', '--fail-on-new'])).code).toBe(0);
  });

  test('without --fail-on asks for what is at least likely; with it, for what is that sure', async () => {
    const empty = inFolder('none.json', '{"perfwhyBaseline": 1, "findings": []}');
    const { verdict } = await diagnosed(flat);
    expect(verdict.confidence).toBe('likely');
    const args = [flat, '--baseline', empty, '--fail-on-new'];
    expect((await perfwhy([...args, '--fail-on', 'confirmed'])).code).toBe(0);
    expect((await perfwhy([...args, '--fail-on', 'likely'])).code).toBe(1);
  });

  test('the same exit code in every format', async () => {
    const empty = inFolder('formats.json', '{"perfwhyBaseline": 1, "findings": []}');
    for (const format of ['terminal', 'markdown', 'json', 'github', 'sarif', 'junit']) {
      expect((await perfwhy([flat, '--baseline', empty, '--fail-on-new', '--format', format])).code).toBe(1);
    }
  });
});

describe('--update-baseline', () => {
  test('writes the same file for the same findings, whatever was in it', async () => {
    const file = await baselineOf(flat, 'twice.json');
    const first = readFileSync(file, 'utf8');
    expect(JSON.parse(first)).toMatchObject({ perfwhyBaseline: 1, findings: [{ id: expect.any(String) }] });
    await baselineOf(other, 'twice.json');
    expect(readFileSync(file, 'utf8')).not.toBe(first);
    await baselineOf(flat, 'twice.json');
    expect(readFileSync(file, 'utf8')).toBe(first);
  });

  test('a report that could not be read does not empty it', async () => {
    const file = await baselineOf(flat, 'kept.json');
    const before = readFileSync(file, 'utf8');
    const { code } = await perfwhy(['--baseline', file, '--update-baseline'], { stdin: 'no report\n' });
    expect(code).toBe(3);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });
});

const ignore = (entry: string) => `# what we know of\nignore:\n  - ${entry.trim().split('\n').join('\n    ')}\n`;
const valid = 'id: socket-lock\nreason: kernel upgrade is planned, OPS-4711\nuntil: 2027-03-31';

describe('--ignore', () => {
  test('fails no gate up to its last day, and the report says so', async () => {
    const file = inFolder('ignore.yaml', ignore(valid));
    const args = [flat, '--fail-on', 'likely', '--ignore', file];
    const { code, findings, warnings } = await diagnosed(...args, '--today', '2027-03-31');
    expect(code).toBe(0);
    expect(findings[0]!.ignored).toEqual({ reason: 'kernel upgrade is planned, OPS-4711', until: '2027-03-31' });
    expect(warnings).toContainEqual({
      text: 'socket-lock is ignored until 2027-03-31: kernel upgrade is planned, OPS-4711',
      file,
      line: 3,
    });
  });

  test('counts again the day after, and is reported as stale', async () => {
    const file = inFolder('expired.yaml', ignore(valid));
    const args = [flat, '--fail-on', 'likely', '--ignore', file];
    const { code, findings, warnings } = await diagnosed(...args, '--today', '2027-04-01');
    expect(code).toBe(1);
    expect(findings[0]!.ignored).toBeUndefined();
    expect(warnings[0]!.text).toMatch(/^stale: socket-lock was ignored until 2027-03-31/);
  });

  test('one that matches nothing is stale', async () => {
    const file = inFolder('stale.yaml', ignore(valid.replace('socket-lock', 'selinux-avc')));
    const { warnings } = await diagnosed(flat, '--ignore', file, '--today', '2027-01-01');
    expect(warnings[0]).toMatchObject({
      text: expect.stringMatching(/^stale: selinux-avc is ignored but not found/),
      line: 3,
    });
  });

  test('with a fingerprint, only that one', async () => {
    const { findings } = await diagnosed(flat);
    const gate = async (fingerprint: string) => {
      const file = inFolder('one.yaml', ignore(`${valid}\nfingerprint: "${fingerprint}"`));
      return (await perfwhy([flat, '--fail-on', 'likely', '--ignore', file, '--today', '2027-01-01'])).code;
    };
    expect(await gate(findings[0]!.fingerprint)).toBe(0);
    expect(await gate('0123456789abcdef')).toBe(1);
  });

  test('the day changes nothing else in the report', async () => {
    const file = inFolder('day.yaml', ignore(valid));
    const report = async (day: string) => (await perfwhy([flat, '--verbose', '--ignore', file, '--today', day])).stdout;
    expect(await report('2026-12-01')).toBe(await report('2027-03-30'));
  });

  test.each([
    [ignore(`${valid}\nuntill: 2027-01-01`), ':6:5: there is no key "untill" here, did you mean "until"?'],
    [
      ignore(valid.replace('socket-lock', 'soket-lock')),
      ':3:5: no finding is called "soket-lock", did you mean "socket-lock"?',
    ],
    [ignore(valid.replace(/reason: .*\n/, '')), ':3:5: "reason" is missing'],
    [ignore(valid.replace('03-31', '02-30')), ':5:5: "until" is no day: "2027-02-30"; days are written as 2027-03-31'],
    [ignore(valid.replace(/\nuntil.*/, '')), ':3:5: "until" is missing: the last day it is ignored, as 2027-03-31'],
    ['ignored: []\n', ':1:1: a file of ignores is a list under the key "ignore"'],
    ['ignore: [\n', ':2:1: '],
  ])('a mistake is wrong usage with its place: %j', async (text, message) => {
    const file = inFolder('wrong.yaml', text);
    const { code, stdout, stderr } = await perfwhy([flat, '--ignore', file]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`${file}${message}`);
  });
});

describe('wrong usage', () => {
  test.each([
    [['--fail-on-new'], '--fail-on-new needs --baseline FILE'],
    [['--redact', '--format', 'html'], '--redact is not for --format html'],
    [['--update-baseline'], '--update-baseline needs --baseline FILE'],
    [['--today', '2027-01-01'], '--today needs --ignore FILE'],
    [['--ignore', 'a.yaml', '--today', 'tomorrow'], 'Give a day as 2027-03-31'],
    [['--baseline', 'no-such.json'], '--baseline no-such.json: no such file or folder; --update-baseline writes it'],
    [['--baseline', flat], 'not JSON'],
    [['--baseline', 'package.json'], 'not a baseline of this version of perfwhy'],
    [['--ignore', 'no-such.yaml'], '--ignore no-such.yaml: no such file or folder'],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await perfwhy([flat, ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});

test('--redact writes placeholders, gates and all', async () => {
  const { code, stdout } = await perfwhy([flat, '--redact', '--fail-on', 'likely']);
  expect(code).toBe(1);
  expect(stdout).toContain('file-1:1');
  expect(stdout).not.toContain('rhel73-flat');
});

describe('--format github', () => {
  test('adds the report to the summary of the job', async () => {
    const summary = inFolder('summary.md', 'before\n');
    const { stdout } = await perfwhy([flat, '--format', 'github'], { env: { GITHUB_STEP_SUMMARY: summary } });
    expect(stdout).toMatch(/^::warning file=fixtures\/article\/rhel73-flat\.txt,line=\d+,title=socket-lock likely/);
    expect(readFileSync(summary, 'utf8')).toMatch(/^before\n<!-- perfwhy -->\n### `socket-lock`/);
  });
});

test('a run on a report loads neither yaml nor zod', async () => {
  const trace = inFolder(
    'trace.cjs',
    `const { _load } = require('node:module');
require('node:module')._load = function (id, ...rest) { process.stderr.write('load ' + id + '\\n'); return _load.call(this, id, ...rest); };`,
  );
  const { stderr } = await perfwhy([flat], { env: { NODE_OPTIONS: `--require ${trace}` } });
  expect(stderr).toContain('load node:fs');
  expect(stderr).not.toMatch(/load (?:.*\/)?(?:yaml|zod|glob|html)[^/\n]*$/m);
  const { stderr: asked } = await perfwhy([flat, '--ignore', inFolder('t.yaml', ignore(valid))], {
    env: { NODE_OPTIONS: `--require ${trace}` },
  });
  expect(asked).toMatch(/load .*yaml/);
});
