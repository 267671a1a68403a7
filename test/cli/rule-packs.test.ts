import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from './folder.ts';
import { perfwhy } from './run.ts';

const example = /```yaml\n([\s\S]*?)```/.exec(readFileSync('docs/rule-packs.md', 'utf8'))![1]!;
const flat = 'fixtures/article/rhel73-flat.txt';

const { folder, inFolder } = temporaryFolder();
let pack = '';
let report = '';
beforeAll(() => {
  pack = inFolder('house.yaml', example);
  const [, input] = /input: \|\n((?: {10}.*\n)+)/.exec(example)!;
  report = inFolder('report.txt', input!.replace(/^ {10}/gm, ''));
});

describe('--rules', () => {
  test('a cause of the house is found, fails the gate, and brings its remedy', async () => {
    expect((await perfwhy([report, '--fail-on', 'possible'])).stdout).not.toContain('log-formatting');
    const { code, stdout } = await perfwhy([report, '--rules', pack, '--fail-on', 'likely']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^log-formatting {2}likely/);
    expect(stdout).toContain('log one datagram in a thousand');
  });

  test('it is listed and explained beside the built-in ones', async () => {
    expect((await perfwhy(['rules', '--rules', pack])).stdout).toMatch(/^log-formatting +application /m);
    const { stdout } = await perfwhy(['explain', 'log-formatting', '--rules', pack]);
    expect(stdout).toContain('log one datagram in a thousand');
    expect(stdout).toContain('load test of the quote feed');
  });

  test('a folder of packs, and several of them', async () => {
    const packs = join(folder, 'packs');
    mkdirSync(packs);
    writeFileSync(join(packs, 'a.yaml'), example);
    writeFileSync(
      join(packs, 'b.yml'),
      example.replaceAll('log-formatting', 'other-logs').replaceAll('log-sampled', 'b'),
    );
    writeFileSync(join(packs, 'notes.txt'), 'no pack');
    const { stdout } = await perfwhy(['rules', 'test', '--rules', packs]);
    expect(stdout).toMatch(/ok +log-formatting: [\s\S]*ok +other-logs: /);
    const { code, stderr } = await perfwhy([report, '--rules', packs, '--rules', pack]);
    expect(code).toBe(2);
    expect(stderr).toContain('two packs have a rule "log-formatting"');
  });

  test.each([
    [['--rules', 'no-such.yaml'], '--rules no-such.yaml: no such file or folder'],
    [['--rules', 'examples'], '--rules examples: no *.yaml in this folder'],
    [['--rules', 'package.json'], 'package.json:2:3: there is no key "name" here'],
  ])('%j is wrong usage', async (args, message) => {
    const { code, stdout, stderr } = await perfwhy([flat, ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});

describe('rules test', () => {
  test('0 when all cases pass', async () => {
    const { code, stdout } = await perfwhy(['rules', 'test', '--rules', pack]);
    expect(code).toBe(0);
    expect(stdout).toContain('ok    log-formatting: fires where a line per datagram is written\n');
    expect(stdout).toMatch(/\n3 passed, 0 failed\n$/);
  });

  test('1 when one fails, with its place and what came instead', async () => {
    const failing = inFolder('failing.yaml', example.replace('expect: silent', 'expect: fires'));
    const { code, stdout } = await perfwhy(['rules', 'test', '--rules', failing]);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /FAIL {2}log-formatting: is silent .*\n +\S+failing\.yaml:\d+: expected fires, but it did not fire/,
    );
    expect(stdout).toMatch(/\n2 passed, 1 failed\n$/);
  });

  test('a rule without tests is named, a command without a pack is wrong usage', async () => {
    const bare = inFolder('bare.yaml', example.replace(/ {4}tests:[\s\S]*?(?=remedies:\n)/, ''));
    expect((await perfwhy(['rules', 'test', '--rules', bare])).stdout).toContain('none  log-formatting has no tests');
    const { code, stderr } = await perfwhy(['rules', 'test']);
    expect(code).toBe(2);
    expect(stderr).toContain('needs --rules PATH');
  });
});
