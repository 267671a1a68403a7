import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { perfwhy } from './cli/run.ts';

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly runs: { readonly steps: readonly { readonly id?: string; readonly run: string; readonly env?: object }[] };
}

const action = parse(readFileSync('action.yml', 'utf8')) as Action;
const docs = readFileSync('docs/ci.md', 'utf8');
const step = action.runs.steps.find(({ id }) => id === 'perfwhy')!;
const flat = resolve('fixtures/article/rhel73-flat.txt');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perfwhy-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the step as a runner does: expressions are put into its variables only. */
function run(inputs: Readonly<Record<string, string>>) {
  const defaults = Object.fromEntries(Object.entries(action.inputs).map(([name, one]) => [name, one.default ?? '']));
  const values: Record<string, string> = { ...defaults, ...inputs };
  const env = Object.fromEntries(
    Object.entries(step.env as Record<string, string>).map(([name, expression]) => [
      name,
      expression
        .replace(/\$\{\{ github\.action_path \}\}/g, resolve('.'))
        .replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, input: string) => values[input]!),
    ]),
  );
  const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary') };
  // What GitHub runs a `shell: bash` step with.
  const { status, stdout } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...files, ...env },
    encoding: 'utf8',
  });
  return { status, stdout, output: readFileSync(files.GITHUB_OUTPUT, 'utf8'), summary: files.GITHUB_STEP_SUMMARY };
}

describe('the GitHub Action', () => {
  test('fails on a likely cause, annotates, and adds the summary', () => {
    const { status, stdout, output, summary } = run({ files: flat });
    expect({ status, output }).toEqual({ status: 1, output: 'exit-code=1\n' });
    expect(stdout).toMatch(/^::warning file=.*rhel73-flat\.txt,line=\d+,title=socket-lock/);
    expect(readFileSync(summary, 'utf8')).toContain('### `socket-lock`');
  });

  test('passes without fail-on, and what the baseline knows', async () => {
    expect(run({ files: flat, 'fail-on': '' }).status).toBe(0);
    const baseline = join(folder, 'baseline.json');
    await perfwhy([flat, '--baseline', baseline, '--update-baseline']);
    expect(run({ files: flat, baseline }).status).toBe(0);
    writeFileSync(baseline, '{"perfwhyBaseline": 1, "findings": []}');
    expect(run({ files: flat, baseline }).status).toBe(1);
  });

  test('a report that is none fails', () => {
    writeFileSync(join(folder, 'empty.txt'), '');
    expect(run({ files: 'empty.txt' }).status).toBe(3);
  });

  test('writes SARIF and a comment besides, also when it fails', () => {
    run({ files: `${flat}\n`, sarif: 'a.sarif', markdown: 'a.md' });
    expect(JSON.parse(readFileSync(join(folder, 'a.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect(readFileSync(join(folder, 'a.md'), 'utf8')).toMatch(/^<!-- perfwhy -->/);
  });

  test('inputs are data: nothing in them is run or taken for a flag', () => {
    const { status } = run({ files: `$(touch run)\n--output=written\n\`touch run\`\n${flat}`, 'fail-on': '' });
    expect(status).toBe(0);
    expect([existsSync(join(folder, 'run')), existsSync(join(folder, 'written'))]).toEqual([false, false]);
    for (const { run: script } of action.runs.steps) expect(script).not.toMatch(/\$\{\{/);
  });

  test('its inputs are those in the docs', () => {
    const [, table] = /\| input \| \|\n([\s\S]*?)\n\n/.exec(docs)!;
    const documented = [...table!.matchAll(/^\| ([^|]+) \|/gm)].flatMap(
      ([, cell]) => cell!.match(/[a-z][a-z-]+/g) ?? [],
    );
    expect(documented.sort()).toEqual(Object.keys(action.inputs).sort());
  });
});

test('docs/ci.md names no flag, code or format that is not there', async () => {
  const { stdout: help } = await perfwhy(['--help']);
  const others = new Set(['--stdio', '--no-children', '--global']);
  for (const flag of new Set(docs.match(/(?<![\w-])--[a-z][a-z-]+/g))) {
    if (!others.has(flag)) expect(help).toContain(flag);
  }
  for (const [, format] of docs.matchAll(/--format (\w+)/g)) expect(help).toMatch(new RegExp(`"${format}"`));
});
