import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { diagnosisSchema } from '../../src/report/json-schema.ts';
import { rules } from '../../src/rules/index.ts';
import { temporaryFolder } from './folder.ts';
import { perfwhy } from './run.ts';

const callgraph = 'fixtures/article/rhel73-callgraph.txt';
const flat = 'fixtures/article/rhel73-flat.txt';

const { folder, inFolder } = temporaryFolder();

describe('a diagnosis', () => {
  test('goes to stdout, answer first, and ends with 0', async () => {
    const { code, stdout, stderr } = await perfwhy([callgraph, flat]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^socket-lock {2}(confirmed|likely) {2}\d\d\.\d\d % of /);
  });

  test.each([
    ['piped, no argument', []],
    ['-', ['-']],
  ])('reads stdin: %s', async (_name, args) => {
    const { code, stdout } = await perfwhy(args, { stdin: readFileSync(flat, 'utf8') });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^socket-lock {2}/);
  });

  test('is the same text twice, whatever the locale and time zone', async () => {
    const one = await perfwhy([callgraph], { env: { LC_ALL: 'de_DE.UTF-8', TZ: 'Asia/Tokyo' } });
    const two = await perfwhy([callgraph], { env: { LC_ALL: 'C', TZ: 'UTC' } });
    expect(one.stdout).toBe(two.stdout);
  });

  test('takes the kernel that it is given', async () => {
    const { stdout } = await perfwhy([flat, '--kernel', '3.10.0-514.el7.x86_64']);
    expect(stdout).toContain('kernel 3.10.0-514.el7.x86_64 (given)');
  });

  test.each(['rhel73-flat', 'rhel73-callgraph', 'rhel74-flat', 'v411-flat', 'v413-flat'])(
    '%s as JSON fits the schema and loses nothing',
    async (name) => {
      const { code, stdout } = await perfwhy([`fixtures/article/${name}.txt`, '--format', 'json']);
      const parsed: unknown = JSON.parse(stdout);
      expect(code).toBe(0);
      expect(diagnosisSchema.strict().parse(parsed)).toEqual(parsed);
    },
  );

  test('as markdown begins with the mark of a comment', async () => {
    expect((await perfwhy([flat, '-f', 'markdown'])).stdout).toMatch(/^<!-- perfwhy -->\n### `socket-lock`/);
  });

  test('--quiet is one line, --verbose leaves nothing out', async () => {
    const quiet = await perfwhy([flat, '--quiet']);
    expect(quiet.stdout).toMatch(/^socket-lock {2}[^\n]+\n$/);
    expect((await perfwhy([flat, '--verbose'])).stdout).not.toContain('not shown');
  });

  test('--output writes the file and nothing to stdout', async () => {
    const file = join(folder, 'report.json');
    const { code, stdout } = await perfwhy([flat, '--format', 'json', '--output', file]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ schemaVersion: 1 });
  });

  test('--width is kept', async () => {
    const { stdout } = await perfwhy([flat, '--width', '72']);
    for (const line of stdout.split('\n')) if (!line.includes('$ ')) expect(line.length).toBeLessThanOrEqual(72);
  });
});

describe('--fail-on', () => {
  test('1 when a finding is at least that sure, whatever the format', async () => {
    for (const format of ['terminal', 'markdown', 'json']) {
      const { code, stdout } = await perfwhy([flat, '--fail-on', 'likely', '--format', format]);
      expect(code).toBe(1);
      expect(stdout).toContain('socket-lock');
    }
  });

  test('0 when none is', async () => {
    const report = inFolder(
      'idle.txt',
      "# Samples: 10K of event 'cycles'\n#\n# Overhead  Command  Shared Object  Symbol\n# ........  .......  .............  ......\n#\n    99.00%  swapper  [kernel.kallsyms]  [k] intel_idle\n",
    );
    const { code } = await perfwhy([report, '--fail-on', 'possible']);
    expect(code).toBe(0);
  });
});

describe('wrong usage ends with 2 and says what would be right', () => {
  test.each([
    [['--format', 'xml', flat], 'Allowed choices are terminal, markdown, json'],
    [['--formt', 'json', flat], 'Did you mean --format?'],
    [['--fail-on', 'sure', flat], 'Allowed choices are confirmed, likely, possible'],
    [['--width', '10', flat], 'Give a whole number from 60 to 400'],
    [['--kernel', 'windows', flat], 'Give a release as `uname -r` prints it'],
    [['--quiet', '--verbose', flat], 'cannot be used with'],
    [['no-such-file.txt'], 'no-such-file.txt: no such file'],
    [['expalin', 'socket-lock'], 'did you mean the command `perfwhy explain`?'],
    [['explain'], "missing required argument 'id'"],
    [['explain', 'socket-lok'], 'did you mean socket-lock?'],
    [['--output', '/no/such/folder/report.txt', flat], '--output /no/such/folder/report.txt: no such file or folder'],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await perfwhy(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^ {4}at /m);
  });
});

describe('input that is no perf output', () => {
  test('3, what it looks like and what to run instead', async () => {
    const file = inFolder('udp.c', '#include <stdio.h>\nint main(void)\n{\n\treturn 0;\n}\n');
    const { code, stdout, stderr } = await perfwhy([file]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain(`${file}:1: no perf output`);
    expect(stderr).toContain('what would help: ');
  });

  test('the same of very many places is said once', async () => {
    const frame = `   PerfTop:  0 irqs/sec  kernel: 0.0%  exact:  0.0% [4000Hz cpu-clock],  (all, 2 CPUs)\n\nthen nothing came\n`;
    const file = inFolder('waited.txt', frame.repeat(150_000));
    const { code, stderr } = await perfwhy([file]);
    expect(code).toBe(3);
    expect(stderr).toBe(
      `perfwhy: ${file}:1: nothing to diagnose: perf top before its first samples, and 149,999 more up to line 449998\n`,
    );
  });

  test('an executable without its build says so', async () => {
    cpSync('bin', join(folder, 'unbuilt', 'bin'), { recursive: true });
    const bin = join(folder, 'unbuilt', 'bin', 'perfwhy.js');
    const { code, stderr } = await perfwhy([], { bin });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^perfwhy: not built yet, dist\/cli\.cjs is missing: run npm ci in .*\n$/);
  });

  test('an empty pipe is told how to show what the command said', async () => {
    const { code, stderr } = await perfwhy(['-'], { stdin: '' });
    expect(code).toBe(3);
    expect(stderr).toContain('(perf report ... 2>&1 | perfwhy)');
  });

  test('what perf printed without a sample is not called no output of perf', async () => {
    const file = inFolder(
      'empty.txt',
      "# Samples: 8  of event 'cycles'\n#\n# Overhead  Symbol\n# ........  ......\n#\n\n\n",
    );
    const { code, stderr } = await perfwhy([file]);
    expect(code).toBe(3);
    expect(stderr).toContain(`${file}:1: nothing to diagnose: a perf report without rows`);
    expect(stderr).toContain('a filter (--comm, --pid, --cpu) left none');
  });

  test('3 for an empty pipe, with a document for programs', async () => {
    const { code, stdout } = await perfwhy(['--format', 'json'], { stdin: '' });
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: { outcome: 'inconclusive' }, captures: [] });
  });

  test('is a warning when something else could be read', async () => {
    const { code, stdout, stderr } = await perfwhy(['no-such-file.txt', flat]);
    expect(code).toBe(0);
    expect(stderr).toBe('perfwhy: no-such-file.txt: no such file\n');
    expect(stdout).toMatch(/^socket-lock/);
    expect(stdout).toMatch(/note +no-such-file.txt: no such file/);
  });

  test('terminal escapes in a name are not passed on', async () => {
    const { stderr } = await perfwhy(['\u001b[31mred.txt']);
    expect(stderr).toContain('\\x1b[31mred.txt');
  });
});

describe('colour', () => {
  const coloured = /\u001b\[/;
  test('none into a pipe; flag over NO_COLOR over FORCE_COLOR', async () => {
    const output = async (args: string[], env = {}) => (await perfwhy([flat, ...args], { env })).stdout;
    expect(await output([])).not.toMatch(coloured);
    expect(await output(['--color'])).toMatch(coloured);
    expect(await output(['--color'], { NO_COLOR: '1' })).toMatch(coloured);
    expect(await output([], { FORCE_COLOR: '1' })).toMatch(coloured);
    expect(await output([], { FORCE_COLOR: '1', NO_COLOR: '1' })).not.toMatch(coloured);
    expect(await output(['--no-color'], { FORCE_COLOR: '1' })).not.toMatch(coloured);
    expect(await output(['--color', '--format', 'json'])).not.toMatch(coloured);
  });

  test('changes nothing but colour', async () => {
    const plain = await perfwhy([callgraph, '--no-color']);
    const { stdout } = await perfwhy([callgraph, '--color']);
    expect(stdout.replace(/\u001b\[\d+m/g, '')).toBe(plain.stdout);
  });
});

describe('processes', () => {
  test('a reader that went away is no error', async () => {
    const { code, signal, stderr } = await perfwhy([callgraph, '--verbose'], { closeStdout: true });
    expect({ code, signal, stderr }).toEqual({ code: 0, signal: null, stderr: '' });
  });

  test('a bug ends with 4, asks for a report, and shows its stack on demand', async () => {
    const broken = inFolder('broken.cjs', 'JSON.stringify = () => { throw new Error("broken on purpose"); };');
    const env = { NODE_OPTIONS: `--require ${broken}` };
    const short = await perfwhy([flat, '--format', 'json'], { env });
    expect({ code: short.code, stdout: short.stdout }).toEqual({ code: 4, stdout: '' });
    expect(short.stderr).toMatch(/this is a bug in perfwhy \d+\.\d+\.\d+: broken on purpose\nPlease report it/);
    expect(short.stderr).not.toMatch(/^ {4}at /m);
    const long = await perfwhy([flat, '--format', 'json'], { env: { ...env, PERFWHY_DEBUG: '1' } });
    expect(long.stderr).toMatch(/^ {4}at /m);
  });

  test('runs the same without the compiled form beside it', async () => {
    cpSync('bin', join(folder, 'bin'), { recursive: true });
    cpSync('dist', join(folder, 'dist'), { recursive: true, filter: (file) => !file.endsWith('.cache') });
    const here = await perfwhy([flat]);
    const there = await perfwhy([flat], { bin: join(folder, 'bin', 'perfwhy.js') });
    expect(there).toEqual(here);
  });
});

describe('commands', () => {
  test('rules lists every cause with its stage and title', async () => {
    const { stdout } = await perfwhy(['rules']);
    for (const { id, stage } of rules) expect(stdout).toMatch(new RegExp(`^${id} +${stage} `, 'm'));
    const list = JSON.parse((await perfwhy(['rules', '--json'])).stdout) as { id: string }[];
    expect(list.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
  });

  test('every rule can be explained', async () => {
    const { stdout } = await perfwhy(['explain', 'socket-lock']);
    expect(stdout).toContain('udp_recvmsg frees every datagram under the socket lock');
    expect(stdout).toMatch(/decisive +\d+ % or more in a spinlock <- lock_sock_fast <- \.\.\. <- udp_recvmsg/);
    expect(stdout).toMatch(/rivals +receive-queue-lock/);
    expect(stdout).toContain('mainline 4.10, RHEL 7.4 (3.10.0-693)');
    expect(stdout).toContain('850cbaddb52d');
  });

  test('explain judges the remedies for a kernel', async () => {
    const { stdout } = await perfwhy(['explain', 'socket-lock', '--kernel', '4.18.0-147.el8']);
    expect(stdout).toContain('already there');
  });

  test('--help names exit codes, examples and environment; --version the version', async () => {
    const { code, stdout } = await perfwhy(['--help']);
    expect(code).toBe(0);
    for (const part of ['Exit codes', 'Examples:', 'NO_COLOR', '--fail-on']) expect(stdout).toContain(part);
    expect((await perfwhy(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
