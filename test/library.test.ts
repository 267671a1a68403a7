import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const flat = resolve('fixtures/article/rhel73-flat.txt');
const callgraph = resolve('fixtures/article/rhel73-callgraph.txt');
const later = resolve('fixtures/article/v411-flat.txt');

/** A project that has the package installed, as users have it. */
let project = '';
beforeAll(() => {
  execFileSync(process.execPath, ['scripts/build.js', 'library']);
  project = mkdtempSync(join(tmpdir(), 'perfwhy-'));
  mkdirSync(join(project, 'node_modules'));
  symlinkSync(resolve('.'), join(project, 'node_modules', 'perfwhy'), 'dir');
});
afterAll(() => rmSync(project, { recursive: true }));

function run(example: string, ...args: readonly string[]): string {
  const file = join(project, example);
  writeFileSync(file, readFileSync(join('examples', example)));
  return execFileSync(process.execPath, [file, ...args], { encoding: 'utf8' });
}

describe('the examples', () => {
  test('diagnose.mjs', () => {
    const [answer, proof, heading] = run('diagnose.mjs', callgraph, flat).split('\n');
    expect(answer).toMatch(/^socket-lock, (?:confirmed|likely): [\d.]+ % of /);
    expect(proof).toMatch(/rhel73-(?:callgraph|flat)\.txt:\d+ \d/);
    expect(heading).toMatch(/^### `socket-lock`/);
  });

  test('group.mjs puts the same problem together', () => {
    const lines = run('group.mjs', flat, later, callgraph).trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^socket-lock [0-9a-f]{16}: .*rhel73-flat\.txt, .*rhel73-callgraph\.txt$/);
  });

  test('own-rules.mjs', () => {
    const pack = join(project, 'pack.yaml');
    writeFileSync(pack, /```yaml\n([\s\S]*?)```/.exec(readFileSync('docs/rule-packs.md', 'utf8'))![1]!);
    expect(run('own-rules.mjs', pack, flat)).toMatch(/^socket-lock likely /m);
  });
});

test('the types hold for a strict compiler that checks libraries, and need no types of Node', () => {
  const tsc = resolve('node_modules/typescript/bin/tsc');
  const types = join(project, 'types');
  execFileSync(process.execPath, [tsc, '-p', 'scripts/tsconfig.types.json', '--outDir', types]);
  writeFileSync(join(project, 'package.json'), '{"type": "module"}');
  writeFileSync(
    join(project, 'use.ts'),
    `import { type Diagnosis, diagnose, htmlInput, htmlReport, type ReportFormat, readCase, render } from './types/index.js';

const found = readCase([{ name: 'report.txt', bytes: new Uint8Array() }]);
const diagnosis: Diagnosis = diagnose(found);
const format: ReportFormat = 'sarif';
export const texts: string[] = [render(diagnosis, format), htmlReport(htmlInput(found, diagnosis))];
`,
  );
  const strict = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2022', '--types', ''];
  const { stdout, status } = spawnSync(process.execPath, [tsc, ...strict, 'use.ts'], {
    cwd: project,
    encoding: 'utf8',
  });
  expect(stdout).toBe('');
  expect(status).toBe(0);
});

test('docs/library.md names all that the package exports', async () => {
  const document = readFileSync('docs/library.md', 'utf8');
  const named = await import(pathToFileURL(resolve('dist/index.js')).href);
  for (const name of Object.keys(named)) expect(document).toMatch(new RegExp(`[\`(]${name}[\`(]`));
});

// UPDATE_DOCS=1 npx vitest run test/library.test.ts copies the examples into the docs.
test('docs/library.md shows the examples as they are', () => {
  const document = readFileSync('docs/library.md', 'utf8');
  const current = document.replace(
    /(<!-- (examples\/[\w-]+\.mjs) -->\n```js\n)[\s\S]*?(```\n<!-- \/\2 -->)/g,
    (_, before: string, file: string, after: string) => before + readFileSync(file, 'utf8') + after,
  );
  if (process.env.UPDATE_DOCS) writeFileSync('docs/library.md', current);
  else expect(document).toBe(current);
});
