import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Choice, choose } from '../../src/collapse/choose.ts';
import { readCase } from '../../src/formats/read-case.ts';
import { foldedText } from '../../src/report/stacks/folded.ts';
import { differences, totalsOfFolded } from './folded-totals.ts';

const folder = mkdtempSync(join(tmpdir(), 'perfwhy-'));
afterAll(() => rmSync(folder, { recursive: true }));
const data = join(folder, 'perf.data');

function perf(...args: string[]): string {
  const options = { maxBuffer: 1 << 29, env: { ...process.env, LC_ALL: 'C', PAGER: 'cat' } };
  const { status, stdout, stderr } = spawnSync('perf', args, options);
  if (status !== 0) throw new Error(`perf ${args.join(' ')}: ${stderr}`);
  return stdout.toString();
}

/** Why there is no recording; undefined when there is one: of the whole system, or else of the load alone. */
function record(): string | undefined {
  const load = ['--', 'sh', '-c', 'dd if=/dev/zero bs=4k count=60000 | dd of=/dev/null bs=4k'];
  let why = 'perf is not installed';
  for (const what of [
    ['-a', '-e', 'cpu-clock'],
    ['-e', 'cpu-clock:u'],
  ]) {
    const { status, stderr } = spawnSync('perf', ['record', '-q', '-g', '-F', '999', ...what, '-o', data, ...load]);
    if (status === 0) return undefined;
    if (status !== null) why = `perf may not record here: ${String(stderr).trim().split('\n')[0]}`;
  }
  return why;
}

const reason = record();
if (reason !== undefined && process.env.CI) throw new Error(`${reason}: in CI no test may be skipped`);

/** The rows of perf report, by its columns. */
function rows(...args: string[]): string[][] {
  const text = perf('report', '-i', data, '--stdio', '--percent-limit', '0', '-g', 'none', '-t', '|', ...args);
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('|').map((cell) => cell.trim()));
}

const commOf = (cell: string) => cell.replaceAll(' ', '_');
// [.] 0x00000000001da24a   [.] 0000000000000000
const isAddress = (symbol: string) => /^\[.\] (?:0x[0-9a-f]+|[0-9a-f]{16})$/.test(symbol);

/** `comm function` as folded lines have them. What perf lists by address is one entry. */
function keyOf(comm: string, symbol: string): string {
  const name = symbol
    .slice(4)
    .replaceAll(';', ':')
    .replace(/ \(inlined\)$/, '_[i]');
  return `${commOf(comm)} ${isAddress(symbol) ? '[unknown]' : name}`;
}

function sums(of: readonly (readonly [key: string, value: number])[]): Map<string, number> {
  const added = new Map<string, number>();
  for (const [key, value] of of) if (value > 0) added.set(key, (added.get(key) ?? 0) + value);
  return added;
}

describe.skipIf(reason)(reason ? `a recording (skipped: ${reason})` : 'a recording, collapsed from perf script', () => {
  const read = (text: string) => readCase([{ name: 'text', bytes: Buffer.from(text) }]);
  const kase = reason ? undefined : read(perf('script', '-i', data));
  const totals = (weight: NonNullable<Choice['weight']>, of = kase!) => {
    const chosen = choose(of, { room: 'event', weight });
    if ('problem' in chosen) throw new Error(chosen.problem);
    return totalsOfFolded(foldedText(chosen.collapsed[0]!));
  };
  /** Folded lines name the object where perf names an address. */
  const withoutObjects = (self: ReadonlyMap<string, number>) =>
    sums([...self].map(([key, count]) => [key.replace(/^(\S+) \[.*$/, '$1 [unknown]'), count] as const));

  test.each([
    ['samples', 1],
    ['period', 2],
  ] as const)('has the %s of perf report: all, by command, and by function', (weight, column) => {
    const collapsed = totals(weight);
    const byComm = rows('--no-children', '-s', 'comm', '-F', 'overhead,sample,period,comm');
    const bySymbol = rows('--no-children', '-F', 'overhead,sample,period,comm,sym');
    expect(collapsed.all).toBe(byComm.reduce((sum, row) => sum + Number(row[column]), 0));
    expect(collapsed.all).toBeGreaterThan(weight === 'samples' ? 20 : 1e6);
    const comms = sums(byComm.map((row) => [commOf(row[3]!), Number(row[column])]));
    expect(differences(collapsed.byComm, comms)).toEqual([]);
    const symbols = sums(bySymbol.map((row) => [keyOf(row[3]!, row[4]!), Number(row[column])]));
    expect(differences(withoutObjects(collapsed.self), withoutObjects(symbols))).toEqual([]);
  });

  test('has the counts that a report with callers has in its columns', () => {
    const columns = ['-F', 'overhead,sample,period,comm,dso,sym', '-g', 'graph,0,caller'];
    const report = ['report', '-i', data, '--stdio', '--no-children', '--percent-limit', '0', ...columns];
    const table = read(perf(...report));
    for (const weight of ['samples', 'period'] as const) {
      const [found, expected] = [totals(weight, table), totals(weight)];
      expect(found.all).toBe(expected.all);
      expect(differences(found.byComm, expected.byComm)).toEqual([]);
    }
  });

  test('has the inclusive shares of perf report --children', () => {
    const { inclusive, all } = totals('period');
    const expected = new Map<string, number[]>();
    for (const [children, , comm, symbol] of rows('--children', '-F', 'overhead_children,overhead,comm,sym')) {
      if (isAddress(symbol!)) continue;
      const key = keyOf(comm!, symbol!);
      expected.set(key, [...(expected.get(key) ?? []), Number.parseFloat(children!)]);
    }
    expect(expected.size).toBeGreaterThan(10);
    const different: string[] = [];
    for (const [key, shares] of expected) {
      // Functions of one name in two objects have a row each, and stacks may hold both.
      if (shares.length > 1) continue;
      const share = ((inclusive.get(key) ?? 0) * 100) / all;
      if (Math.abs(share - shares[0]!) > 0.00501) different.push(`${key}: ${share} instead of ${shares[0]}`);
    }
    expect(different).toEqual([]);
  });
});
