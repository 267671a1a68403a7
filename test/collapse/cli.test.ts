import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Profile as Pprof } from 'pprof-format';
import { afterAll, describe, expect, test } from 'vitest';
import { perfwhy } from '../cli/run.ts';

const script = 'fixtures/perf-script/script.txt';
const folder = mkdtempSync(join(tmpdir(), 'perfwhy-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('perfwhy collapse', () => {
  test('writes folded stacks to stdout and nothing to stderr, from a file or a pipe', async () => {
    const fromFile = await perfwhy(['collapse', script]);
    expect(fromFile).toMatchObject({ code: 0, stderr: '' });
    expect(fromFile.stdout).toMatch(/^(?:\S.*;\S.* \d+\n)+$/);
    const fromPipe = await perfwhy(['collapse'], { stdin: readFileSync(script, 'utf8') });
    expect(fromPipe).toMatchObject({ code: 0, stderr: '', stdout: fromFile.stdout });
  });

  test.each([script, 'fixtures/one-recording/task-clock/script.txt'])(
    'what it wrote of %s is diagnosed as the recording is',
    async (recording) => {
      const { stdout } = await perfwhy(['collapse', recording, '--kernel']);
      const answer = async (args: string[], stdin?: string) =>
        JSON.parse((await perfwhy([...args, '--format', 'json'], { ...(stdin && { stdin }) })).stdout).verdict.culprit;
      expect(await answer(['-'], stdout)).toBe(await answer([recording]));
    },
  );

  test('streams a large perf script with the same result', async () => {
    const text = readFileSync(script, 'utf8');
    const samples = text.slice(text.indexOf('\nflood') + 1);
    const times = Math.ceil((5 * 1024 * 1024) / samples.length);
    const large = join(folder, 'large.txt');
    writeFileSync(large, text + samples.repeat(times - 1));
    const once = (await perfwhy(['collapse', script, '--weight', 'samples'])).stdout.trimEnd().split('\n');
    const many = (await perfwhy(['collapse', large, '--weight', 'samples'])).stdout.trimEnd().split('\n');
    const total = (lines: string[]) => lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
    expect(many).toHaveLength(once.length);
    expect(total(many)).toBeGreaterThan(total(once) * (times - 2));
    const piped = await perfwhy(['collapse', '--weight', 'samples'], { stdin: readFileSync(large, 'utf8') });
    expect(piped).toMatchObject({ code: 0, stderr: '', stdout: `${many.join('\n')}\n` });
  });

  test('--output writes the file, speedscope as JSON and pprof compressed', async () => {
    const file = (name: string) => join(folder, name);
    const speedscope = ['collapse', script, '--format', 'speedscope', '--output', file('a.json')];
    expect(await perfwhy(speedscope)).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect(JSON.parse(readFileSync(file('a.json'), 'utf8')).profiles[0].unit).toBe('nanoseconds');
    const pprof = ['collapse', script, '--format', 'pprof', '--output', file('a.pb.gz')];
    expect(await perfwhy(pprof)).toMatchObject({ code: 0, stdout: '', stderr: '' });
    const profile = Pprof.decode(gunzipSync(readFileSync(file('a.pb.gz'))));
    expect(profile.sample.reduce((sum, { value }) => sum + Number(value[1]), 0)).toBe(143);
    expect(await perfwhy(['collapse', script, '--output', join(folder, 'no', 'a')])).toMatchObject({ code: 2 });
  });

  test('--tid tells threads of perf script apart, with what is known of their ids', async () => {
    const { stdout } = await perfwhy(['collapse', script, '--tid']);
    expect(stdout).toMatch(/^(?:\S+-(?:\?|\d+)\/\d+;.* \d+\n)+$/);
  });

  test('says on stderr what is not in the output', async () => {
    const { code, stdout, stderr } = await perfwhy(['collapse', 'fixtures/article/rhel73-callgraph.txt']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\[\.\.\.\] \d+\n/);
    expect(stderr.split('\n')).toEqual([
      expect.stringContaining('rhel73-callgraph.txt:1: not said how many events it is of'),
      expect.stringContaining('rhel73-callgraph.txt:1: the text shows no stacks of'),
      expect.stringContaining('are not shown in full'),
      '',
    ]);
  });

  test('without call stacks ends with 3 and says what to run', async () => {
    const { code, stdout, stderr } = await perfwhy(['collapse', 'fixtures/article/rhel73-flat.txt']);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(/no call stacks to collapse in .*rhel73-flat\.txt:1 .*perf record -g .*perf script/);
  });

  test('what is no perf output ends with 3, what can not be chosen or found with 2', async () => {
    const prose = await perfwhy(['collapse'], { stdin: 'nothing to see here\n' });
    expect(prose).toMatchObject({ code: 3, stdout: '' });
    expect(prose.stderr).toContain('no perf output');
    expect(await perfwhy(['collapse', 'no-such-file.txt'])).toMatchObject({ code: 2, stdout: '' });
    expect(await perfwhy(['collapse', script, '--event', 'cycles'])).toMatchObject({ code: 2, stdout: '' });
    expect(await perfwhy(['collapse', script, '--format', 'svg'])).toMatchObject({ code: 2, stdout: '' });
    const two = ['fixtures/one-recording/cpu-clock/callee.txt', 'fixtures/one-recording/cpu-clock/caller.txt'];
    const several = await perfwhy(['collapse', ...two]);
    expect(several).toMatchObject({ code: 2, stdout: '' });
    expect(several.stderr).toContain(`choose one with --capture ${two[0]}:1`);
    expect(await perfwhy(['collapse', ...two, '--capture', `${two[0]}:1`])).toMatchObject({ code: 0 });
  });
});
