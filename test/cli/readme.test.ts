import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { perfwhy } from './run.ts';

const readme = readFileSync('README.md', 'utf8');

/** The README shows each report up to its second remedy. */
const examples = [
  { marker: 'example', secondRemedy: /^ {12}2 / },
  { marker: 'markdown-example', secondRemedy: /^2\. / },
];

function firstPart(report: string, secondRemedy: RegExp): string {
  const lines = report.split('\n');
  const end = lines.findIndex((line) => secondRemedy.test(line));
  return [...lines.slice(0, end < 0 ? 40 : end), '[...]', ''].join('\n');
}

/** What stands around and inside one example: `<!-- example -->`, a fence, `$ perfwhy ...`, the report, a fence. */
function exampleOf(text: string, marker: string): { command: string; shown: string; with: (report: string) => string } {
  const [, before, command, shown, after] = new RegExp(
    `^([\\s\\S]*<!-- ${marker} -->\\n\`\`\`[a-z]*\\n)\\$ perfwhy ([^\\n]*)\\n([\\s\\S]*?)(\`\`\`\\n<!-- /${marker} -->[\\s\\S]*)$`,
  ).exec(text)!;
  return { command: command!, shown: shown!, with: (report) => `${before}$ perfwhy ${command}\n${report}${after}` };
}

describe('the README', () => {
  // UPDATE_README=1 npx vitest run test/cli/readme.test.ts writes what is true now.
  test.each(examples)('shows what the command prints: $marker', async ({ marker, secondRemedy }) => {
    const { command, shown } = exampleOf(readme, marker);
    const { stdout } = await perfwhy(command.split(' '), { cwd: 'fixtures/article' });
    const expected = firstPart(stdout, secondRemedy);
    if (process.env.UPDATE_README)
      writeFileSync('README.md', exampleOf(readFileSync('README.md', 'utf8'), marker).with(expected));
    else expect(shown).toBe(expected);
  });

  test('names every flag of --help and no other', async () => {
    const { stdout } = await perfwhy(['--help']);
    const flags = (text: string) => new Set(text.match(/(?<![\w-])--[a-z][a-z-]+/g));
    const options = /\n## Options\n([\s\S]*?)\n## /.exec(readme)![1]!;
    const help = flags(/Options:\n([\s\S]*?)\nCommands:/.exec(stdout)![1]!);
    for (const usual of ['--help', '--version']) help.delete(usual);
    expect([...flags(options)].sort()).toEqual([...help].sort());
  });

  test('gives the test command that CI runs', () => {
    const test = /\n## Development\n\n```sh\n([^\n]+)\n```/.exec(readme)![1]!;
    expect(readFileSync('.ci/run', 'utf8')).toContain(`(${test})`);
  });

  test('gives the same exit codes as --help', async () => {
    const { stdout } = await perfwhy(['--help']);
    for (const [, code, meaning] of stdout.matchAll(/^ {2}(\d) {2}(.+)$/gm)) {
      expect(readme.replaceAll('`', '')).toContain(`| ${code} | ${meaning} |`);
    }
  });
});
