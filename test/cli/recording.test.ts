import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { perfwhy } from './run.ts';

const data = 'fixtures/perf-data/udp-flood.data';
const names = ['--kallsyms', 'fixtures/perf-data/kallsyms'];

describe('a recording as input', () => {
  it('is named by --kallsyms, cited by its name alone', async () => {
    const { code, stdout, stderr } = await perfwhy([data, ...names]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/loopback-traffic/);
    expect(stdout).toMatch(/read +fixtures\/perf-data\/udp-flood\.data perf-data, cpu-clock, 14 samples, process/);
    expect(stdout).not.toMatch(/udp-flood\.data:\d/);
  });

  it('comes from a pipe too, packed or not', async () => {
    const pipe = readFileSync('fixtures/perf-data/udp-flood-pipe.data');
    for (const stdin of [pipe, gzipSync(pipe)]) {
      const { code, stdout } = await perfwhy(['-', ...names], { stdin });
      expect(code).toBe(0);
      expect(stdout).toMatch(/read +- perf-data, cpu-clock, 22 samples/);
    }
  });

  it.each(['json', 'sarif', 'github', 'junit', 'markdown', 'html'])('gives no line in %s', async (format) => {
    const { code, stdout } = await perfwhy([data, ...names, '--format', format]);
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/"line": ?0|startLine|udp-flood\.data:0|line=/);
    if (format === 'json') {
      const { captures, facts } = JSON.parse(stdout);
      expect(captures[0]).toMatchObject({ format: 'perf-data', file: data, samples: 14 });
      expect(captures[0]).not.toHaveProperty('firstLine');
      expect(facts.find((fact: { name: string }) => fact.name === 'kernel').place).toEqual({ file: data });
    }
  });

  it('with a symbol file that is not there is a mistake of the command line', async () => {
    const { code, stderr } = await perfwhy([data, '--kallsyms', 'no-such-file']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/no-such-file: no such file/);
  });

  it('without one, a symbol file that was given is said not to be used', async () => {
    const { code, stderr } = await perfwhy(['fixtures/bench/report-5k.txt', '--kallsyms', '/proc/kallsyms']);
    expect(code).toBe(0);
    expect(stderr).toBe('perfwhy: --kallsyms was not used: no input is a perf.data\n');
  });
});
