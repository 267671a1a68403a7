import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { comparisonSchema } from '../../src/report/compare/json-schema.ts';
import { perfwhy } from '../cli/run.ts';

const flat = (name: string) => `fixtures/article/${name}-flat.txt`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'perfwhy-diff-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('perfwhy diff', () => {
  test('says what became of the culprit, and ends with 0', async () => {
    const { code, stdout, stderr } = await perfwhy(['diff', flat('rhel73'), flat('rhel74')]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^socket-lock resolved \(was 76\.86 %\); rmem-alloc-cache-miss is next/);
  });

  test('names of columns can be given', async () => {
    const args = ['RHEL 7.3=', 'RHEL 7.4=', '4.11=', '4.13='];
    const files = ['rhel73', 'rhel74', 'v411', 'v413'].map(flat);
    const { code, stdout } = await perfwhy(['diff', ...args.map((name, i) => `${name}${files[i]}`)]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/RHEL 7\.3 +RHEL 7\.4 +4\.11 +4\.13/);
  });

  test('--fail-on-worse fails on a regression only', async () => {
    const forth = await perfwhy(['diff', flat('rhel73'), flat('rhel74'), '--fail-on-worse']);
    const back = await perfwhy(['diff', flat('v413'), flat('rhel73'), '--fail-on-worse']);
    const same = await perfwhy(['diff', flat('v413'), flat('v413'), '--fail-on-worse']);
    expect([forth.code, back.code, same.code]).toEqual([0, 1, 0]);
    expect(back.stdout).toContain('socket-lock new');
  });

  test('files joined by commas, and a folder, are one capture', async () => {
    const set = join(folder, 'after');
    mkdirSync(set);
    writeFileSync(join(set, 'top.txt'), readFileSync(flat('rhel74')));
    const both = `${flat('rhel73')},fixtures/article/rhel73-callgraph.txt`;
    const { code, stdout } = await perfwhy(['diff', both, set, '-f', 'json']);
    const parsed = comparisonSchema.strict().parse(JSON.parse(stdout));
    expect(code).toBe(0);
    expect(parsed.inputs.map(({ name, files }) => [name, files.length])).toEqual([
      ['rhel73-flat+1', 2],
      ['after', 1],
    ]);
  });

  test('stdin is one of them', async () => {
    const { code, stdout } = await perfwhy(['diff', '-', flat('rhel74'), '-q'], {
      stdin: readFileSync(flat('rhel73'), 'utf8'),
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^socket-lock resolved/);
  });

  test.each([
    ['no argument', [], 2],
    ['one argument', [flat('rhel73')], 2],
    ['a file that is not there', [flat('rhel73'), 'missing.txt'], 2],
    ['a format that does not exist', [flat('rhel73'), flat('rhel74'), '-f', 'sarif'], 2],
    ['no perf output in one', [flat('rhel73'), 'LICENSE'], 3],
  ])('%s ends with its code and a reason', async (_name, args, expected) => {
    const { code, stdout, stderr } = await perfwhy(['diff', ...args]);
    expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
    expect(stderr).not.toContain('bug');
    expect(stderr).not.toBe('');
  });

  test('what cannot be read is a document for programs all the same', async () => {
    const { code, stdout } = await perfwhy(['diff', flat('rhel73'), 'LICENSE', '-f', 'json']);
    expect(code).toBe(3);
    expect(comparisonSchema.parse(JSON.parse(stdout))).toMatchObject({ outcome: 'refused' });
  });

  test('--output writes the file and nothing to stdout', async () => {
    const file = join(folder, 'diff.md');
    const { code, stdout } = await perfwhy(['diff', flat('rhel73'), flat('rhel74'), '-f', 'markdown', '-o', file]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(readFileSync(file, 'utf8')).toMatch(/^<!-- perfwhy diff -->\n### /);
  });
});
