import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCase } from '../../src/formats/read-case.ts';
import type { Case } from '../../src/model/case.ts';
import { describeShared, sharedFolder } from '../support/shared.ts';

function readAll(folder: string): Map<string, Case> {
  const names = readdirSync(sharedFolder(folder)).filter((name) => name.endsWith('.txt'));
  const read = (name: string) => readCase([{ name, bytes: readFileSync(sharedFolder(folder, name)) }]);
  return new Map(names.sort().map((name) => [name, read(name)]));
}

/** What a file was taken for: the formats of its captures, and of what has none what it looks like. */
function takenFor({ captures, unread }: Case): string[] {
  const formats = new Set<string>(captures.map(({ format }) => format));
  if (captures.length === 0) for (const { looksLike } of unread) if (looksLike !== 'prose') formats.add(looksLike);
  return [...formats];
}

/** Sample files by the first word of their names, and what of perf they hold. */
const kinds: Readonly<Record<string, RegExp>> = {
  annotate: /^perf-annotate$|^perf annotate without the code|^perf annotate without any row$/,
  buildid: /^perf buildid-list$/,
  c2c: /^perf-c2c$/,
  diff: /^perf-diff$/,
  evlist: /^perf evlist/,
  folded: /^folded$/,
  kmem: /^perf kmem$/,
  kwork: /^perf kwork$/,
  list: /^perf list$/,
  lock: /^perf-lock$|^perf lock without any row$/,
  mem: /^perf-mem$|^single memory accesses/,
  report:
    /^perf-report$|^perf-mem$|^facts about a machine|^numbers of records|^a list of tasks|without (?:samples|rows)$|^an error of perf/,
  sched: /^perf-sched$|^perf sched map$|^perf-script$|^perf-trace$/,
  script: /^perf-script$|^perf-trace$|^folded$|^a raw dump|^the JSON of perf data convert$/,
  stat: /^perf-stat$/,
  top: /^perf-top$|^perf-report$|^the menu of events/,
  trace: /^perf-trace$/,
  tui: /^perf-report$|^perf-c2c$|^perf-annotate$|^the menu of events/,
  mangled: /^perf-(?:report|top|script|c2c|stat)$|^the inside of a call graph/,
};

describeShared('perf-samples', 'all samples of perf 3.10 to 7.2', () => {
  const cases = readAll('perf-samples');

  it('are 508', () => {
    expect(cases.size).toBe(508);
  });

  it('are recognised as what they are', () => {
    const wrong: string[] = [];
    for (const [name, kase] of cases) {
      const kind = kinds[name.split('-')[0]!];
      const found = takenFor(kase);
      if (found.length === 0 || found.some((one) => !kind?.test(one))) wrong.push(`${name}: ${found.join(', ')}`);
    }
    expect(wrong).toEqual([]);
  });

  it('leave no line that is neither read, nor prose, nor named with the reason', () => {
    // Lines of perf's own chatter and of the workload stand around some samples: they are prose.
    const long: string[] = [];
    for (const [name, { unread, captures }] of cases) {
      const prose = unread.filter(({ looksLike }) => looksLike === 'prose');
      const lines = prose.reduce((sum, block) => sum + block.lastLine - block.firstLine + 1, 0);
      if (captures.length > 0 && lines > 20) long.push(`${name}: ${lines} lines`);
    }
    expect(long).toEqual([]);
  });
});

/** What people publish, by the `kind` of its label. */
const publicKinds: Readonly<Record<string, RegExp>> = {
  'perf-top': /^perf-top$|^perf-report$/,
  'perf-report-flat': /^perf-report$|^perf-top$/,
  'perf-report-callgraph': /^perf-report$|^perf-top$/,
  'perf-c2c': /^perf-c2c$/,
  'perf-diff': /^perf-diff$/,
  'perf-script': /^perf-script$|^perf-trace$/,
  folded: /^folded$/,
  'perf-stat': /^perf-stat$/,
  'perf-annotate': /^perf-annotate$/,
  mixed: /^perf-(?:top|report|diff|mem|stat|c2c|annotate)$|^top$/,
};

describeShared('corpus/public', 'published reports', () => {
  const cases = readAll('corpus/public');
  const labels = readFileSync(sharedFolder('corpus', 'public', 'labels.tsv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1);

  it('are recognised as what they are; what is no perf output, and one table made by hand, is refused', () => {
    const refused = [
      '177-coturn-perf-markdown-table.txt',
      '202-not-perf-retis-trace.txt',
      '203-not-perf-oprofile-flat.txt',
    ];
    const wrong: string[] = [];
    for (const label of labels) {
      const [name, kind] = label.split('\t') as [string, string];
      const kase = cases.get(name)!;
      const found = takenFor(kase);
      if (refused.includes(name)) expect(kase.captures, name).toEqual([]);
      else if (found.length === 0 || found.some((one) => !publicKinds[kind]?.test(one)))
        wrong.push(`${name}: ${found.join(', ')}`);
    }
    expect(wrong).toEqual([]);
  });

  it('keep the prose around them as prose', () => {
    const [, mail] = [...cases].find(([name]) => name.startsWith('093-'))!;
    expect(mail.unread.some(({ looksLike }) => looksLike === 'prose')).toBe(true);
    expect(mail.captures.every(({ format }) => format === 'perf-report')).toBe(true);
  });
});

describe('files of one incident', () => {
  it('make one case, and evidence says which file each piece came from', () => {
    const flat = Buffer.from('70.24% [kernel] [k] _raw_spin_lock_bh\n4.25% [kernel] [k] lock_sock_fast\n');
    const nstat = Buffer.from(
      '#kernel\nUdpInDatagrams                  1000               0.0\nUdpRcvbufErrors                 50                 0.0\n',
    );
    const { captures } = readCase([
      { name: 'a.txt', bytes: flat },
      { name: 'nstat.txt', bytes: nstat },
    ]);
    expect(captures.map(({ format, file }) => [format, file])).toEqual([
      ['perf-top', 'a.txt'],
      ['nstat', 'nstat.txt'],
    ]);
  });
});
