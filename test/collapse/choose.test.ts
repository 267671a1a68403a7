import { describe, expect, test } from 'vitest';
import { type Choice, type Chosen, choose } from '../../src/collapse/choose.ts';
import { remarksOn } from '../../src/collapse/remarks.ts';
import { readCase } from '../../src/formats/read-case.ts';
import { foldedText } from '../../src/report/stacks/folded.ts';

/** A sample of `comm` in `leaf`, called by main. */
function sample(comm: string, event: string, period: number, leaf: string, time = 1): string {
  return [
    `${comm} 4242 [000] ${time}.000001: ${String(period).padStart(10)} ${event}: `,
    `\tffffffff82047000 ${leaf}+0x10 ([kernel.kallsyms])`,
    '\t            12eb main+0x3 (/usr/bin/sink)',
    '',
    '',
  ].join('\n');
}

const cycles = sample('sink', 'cycles:ppp', 100, 'udp_recvmsg') + sample('sink', 'cycles:ppp', 50, 'copyout');
const both = cycles + sample('sink', 'instructions', 7, 'udp_recvmsg');

function chosenFrom(files: Readonly<Record<string, string>>, choice: Partial<Choice> = {}) {
  const inputs = Object.entries(files).map(([name, text]) => ({ name, bytes: new TextEncoder().encode(text) }));
  return choose(readCase(inputs), { room: 'event', ...choice });
}

function foldedFrom(files: Readonly<Record<string, string>>, choice: Partial<Choice> = {}): string {
  const chosen = chosenFrom(files, choice);
  if ('problem' in chosen) throw new Error(chosen.problem);
  expect(chosen.collapsed).toHaveLength(1);
  return foldedText(chosen.collapsed[0]!);
}

function problemOf(files: Readonly<Record<string, string>>, choice: Partial<Choice> = {}) {
  const chosen = chosenFrom(files, choice);
  if (!('problem' in chosen)) throw new Error('something was chosen');
  return chosen;
}

const report = `# Samples: 2K of event 'cycles'
# Event count (approx.): 1000000
#
# Overhead  Command  Shared Object  Symbol
# ........  .......  .............  ......................
#
    60.00%  sink     [kernel]       [k] udp_recvmsg
            |
            ---main
               udp_recvmsg

    20.00%  sink     [kernel]       [k] copyout
            |
            ---main
               copyout


#
`;

describe('events', () => {
  test('one is taken where there is room for one, and the others are named', () => {
    const chosen = chosenFrom({ 'a.txt': both }) as Chosen;
    expect(chosen.said).toEqual(['event cycles:ppp is taken, instructions left out: --event takes another']);
    expect(foldedText(chosen.collapsed[0]!)).toBe('sink;main;copyout 50\nsink;main;udp_recvmsg 100\n');
  });

  test('--event takes another, with or without modifiers', () => {
    expect(foldedFrom({ 'a.txt': both }, { event: 'instructions' })).toBe('sink;main;udp_recvmsg 7\n');
    expect(foldedFrom({ 'a.txt': both }, { event: 'cycles' })).toContain('copyout 50');
    expect(problemOf({ 'a.txt': both }, { event: 'cache-misses' })).toEqual({
      problem: '--event cache-misses: not there; the stacks are of cycles:ppp, instructions',
      wrongUsage: true,
    });
  });

  test('all are there where there is room for them', () => {
    for (const room of ['capture', 'everything'] as const) {
      const { collapsed, said } = chosenFrom({ 'a.txt': both }, { room }) as Chosen;
      expect(collapsed.map(({ event }) => event)).toEqual(['cycles:ppp', 'instructions']);
      expect(said).toEqual([]);
    }
  });
});

describe('weights', () => {
  test('are events, as perf report counts, or samples', () => {
    expect(foldedFrom({ 'a.txt': cycles }, { weight: 'samples' })).toBe(
      'sink;main;copyout 1\nsink;main;udp_recvmsg 1\n',
    );
    expect(foldedFrom({ 'a.txt': cycles.replaceAll(/ +\d+ cycles/g, ' cycles') })).toContain('copyout 1\n');
  });

  test('that the text does not have are an error, not a guess', () => {
    expect(problemOf({ 'a.folded': 'a;b 1\na;c 2\n' }, { weight: 'samples' }).problem).toBe(
      '--weight samples: a.folded:1 counts stacks in an unknown unit',
    );
    expect(problemOf({ 'r.txt': report }, { weight: 'samples' }).problem).toBe(
      '--weight samples: r.txt:1 counts events (period)',
    );
  });
});

describe('captures', () => {
  test('of samples of one event and population are added up', () => {
    const more = sample('sink', 'cycles:ppp', 1, 'udp_recvmsg');
    const chosen = chosenFrom({ 'a.txt': cycles, 'b.txt': more }) as Chosen;
    expect(chosen.said[0]).toMatch(/^added up: a\.txt:1 \(perf-script, .*\), b\.txt:1 \(/);
    expect(foldedText(chosen.collapsed[0]!)).toBe('sink;main;copyout 50\nsink;main;udp_recvmsg 101\n');
  });

  test.each([
    ['events', { 'a.txt': cycles, 'b.txt': sample('sink', 'instructions', 9, 'f') }, 'different events'],
    [
      'populations',
      {
        'a.txt': cycles.replaceAll('4242', '42/42'),
        'b.txt': sample('sink', 'cycles:ppp', 9, 'f').replace('4242', '7/7'),
      },
      'different populations',
    ],
    ['tables', { 'a.txt': report, 'b.txt': report }, 'tables of shares'],
    ['the same recording', { 'a.txt': cycles, 'b.txt': `${cycles}\n` }, 'one recording twice'],
  ])('of other %s are not, and the answer says how to choose', (_, files, why) => {
    const { problem, wrongUsage } = problemOf(files as Record<string, string>);
    expect(problem).toMatch(/^a\.txt:1 .*, b\.txt:1 .*do not add up; choose one with --capture a\.txt:1$/);
    expect(problem).toContain(why);
    expect(wrongUsage).toBe(true);
    expect(foldedFrom(files as Record<string, string>, { capture: 'b.txt:2' })).toContain('main;');
  });

  test('are all there where there is room for them', () => {
    const { collapsed } = chosenFrom({ 'a.txt': report, 'b.txt': cycles }, { room: 'everything' }) as Chosen;
    expect(collapsed.map(({ profiles }) => profiles[0]!.file)).toEqual(['a.txt', 'b.txt']);
  });

  test('at a line where none is are named', () => {
    const { problem } = problemOf({ 'a.txt': cycles }, { capture: 'a.txt:400' });
    expect(problem).toMatch(/^--capture a\.txt:400: no call stacks there, but in a\.txt:1 \(/);
  });

  test('without call stacks are left out aloud, or name what to run when there are no others', () => {
    const flat = report.replaceAll(/^ {12}.*\n/gm, '');
    const chosen = chosenFrom({ 'flat.txt': flat, 'a.txt': cycles }) as Chosen;
    expect(chosen.said).toEqual(['flat.txt:1 has no call stacks: left out']);
    const { problem, wrongUsage } = problemOf({ 'flat.txt': flat });
    expect(problem).toMatch(/^no call stacks to collapse in flat\.txt:1 perf-report; .*perf record -g .*perf script/);
    expect(wrongUsage).toBe(false);
  });
});

describe('a table of shares', () => {
  const collapsedOf = (text: string) => (chosenFrom({ 'r.txt': text }) as Chosen).collapsed[0]!;

  test('is scaled to its event count, and what it does not show is [...]', () => {
    expect(foldedText(collapsedOf(report))).toBe(
      '[...] 200000\nsink;main;copyout 200000\nsink;main;udp_recvmsg 600000\n',
    );
    expect(remarksOn(collapsedOf(report))).toEqual([
      'r.txt:1: the text shows no stacks of 20.00 % of the events: [...]',
    ]);
  });

  test('without any count has hundredths of a percent', () => {
    const bare = collapsedOf(report.replace(/^(?:# (?:Samples|Event).*\n)+/, ''));
    expect(foldedText(bare)).toBe('[...] 2000\nsink;main;copyout 2000\nsink;main;udp_recvmsg 6000\n');
    expect(remarksOn(bare)[0]).toBe('r.txt:2: not said how many events it is of: counts are hundredths of a percent');
  });

  test('of one command has no more than that command', () => {
    const limited = collapsedOf(report.replace('#\n# Overhead', '#\n# comm: sink\n#\n# Overhead'));
    expect(foldedText(limited)).toBe('sink;main;copyout 200000\nsink;main;udp_recvmsg 600000\n');
    expect(remarksOn(limited)).toEqual([
      'r.txt:1: 20.00 % of the events are not in it, which is limited to comm: sink',
    ]);
  });
});
