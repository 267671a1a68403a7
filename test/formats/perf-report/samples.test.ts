import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Profile } from '../../../src/model/profile.ts';
import { describeShared, sharedExists, sharedFolder } from '../../support/shared.ts';
import { readSample } from './read.ts';

const folder = 'perf-samples';
const names = sharedExists(folder) ? readdirSync(sharedFolder(folder)) : [];

/** Made of perf script, perf c2c or perf stat output, or without any row by design. */
const otherTools =
  /blank-lines-squeezed|grep-n|leading-stripped\.txt|tabs-to-spaces|utf8-bom|wrap80-c2c|annotate|c2c|tail-cut|nosamples|missing-file/;
/** Counted otherwise: text first (-F), several refreshes of which one is read. */
const special = /fields-order|stdio-raw/;
const tables = names.filter((name) => /^(?:report|top|tui|mangled)-/.test(name) && !otherTools.test(name));

// `    12.02%  udp-tx`, `+   12.02%`, ` 12.02% ,udp-tx`; call graphs have one blank behind the number, or nothing
const rowLine = /^\s*[-+]?\s*\d{1,3}[.,]\d\d?%(?:\s{2,}|\s*[,;|\t])\s*\S/;
const collapsedRow = /^\d+\.\d\d% .* \[[k.]\] \S/;
// ` 8.60, 43, udp-tx,...` of 3.10, ` 9.64% 9.64% 0.00%  , 19 19 0 ,...` of a group
const separatedRow = /^\s*\d+\.\d\d[ \d.%]*,.*\[[k.]\] /;

function formOf(name: string): RegExp {
  if (/collapsed-spaces|leading-stripped-report/.test(name)) return collapsedRow;
  return /3\.10-sep|group-csv/.test(name) ? separatedRow : rowLine;
}

function rowsIn(profiles: readonly Profile[]): number {
  return profiles.filter((profile) => !profile.member?.index).reduce((sum, { rows }) => sum + rows.length, 0);
}

describeShared(folder, 'rows of all samples of perf report and perf top', () => {
  it.each(tables.filter((name) => !special.test(name)))('%s: every row is read, and nothing else', (name) => {
    const { profiles, lines } = readSample(sharedFolder(folder, name));
    const form = formOf(name);
    const rows = lines.filter(({ text }) => form.test(text));
    expect(rowsIn(profiles)).toBe(rows.length);
    const numbers = new Set(profiles.flatMap((profile) => profile.rows.map((row) => row.line)));
    expect(rows.filter(({ number }) => !numbers.has(number))).toEqual([]);
    for (const { rows: read } of profiles) {
      for (const row of read) expect(row.self ?? row.total).toBeTypeOf('number');
    }
  });

  it.each(tables.filter((name) => /sort-sym|-none|cxx|default|system-wide|tui|top-/.test(name) && !special.test(name)))(
    '%s: symbols carry no mark, comms and objects no blanks at their ends',
    (name) => {
      for (const { rows } of readSample(sharedFolder(folder, name)).profiles) {
        for (const row of rows) {
          if (row.symbol !== undefined) expect(row.symbol).toMatch(/^[^[\s](?:.*\S)?$/);
          for (const cell of [row.comm, row.dso]) if (cell !== undefined) expect(cell).toBe(cell.trim());
          if (row.mark === 'k' && row.dso !== undefined) expect(row.dso).toMatch(/^\[|^lib|^udp|^bash|^cxx/);
        }
      }
    },
  );

  const complete = [
    ...['report-6.1-none', 'report-6.1-columns', 'report-6.1-cxx-flat', 'report-6.1-quiet', 'report-6.1-width'],
    ...['report-6.1-sep-comma', 'report-6.1-sep-tab', 'report-6.1-sep-semicolon', 'report-6.1-sep-comma-children'],
    ...['report-6.1-none-children', 'report-6.1-hierarchy', 'report-6.1-sort-comm', 'report-6.1-sort-dso'],
    ...['tui-6.1-report-P-dump', 'report-3.10-cxx', 'report-3.18-cxx', 'report-4.4-cxx', 'report-6.1-fields-guest'],
  ];
  it.each(complete)('%s: shares of a whole table sum to 100', (name) => {
    const [profile] = readSample(sharedFolder(folder, `${name}.txt`)).profiles;
    const sum = profile!.rows.reduce((shares, row) => shares + (row.self ?? 0), 0);
    // each of n rows is rounded by up to half a hundredth
    expect(Math.abs(sum - 100)).toBeLessThan(0.005 * profile!.rows.length + 0.01);
    expect(profile!.truncated).toBe(false);
  });
});

describeShared(folder, 'cells land in their columns', () => {
  const rowOf = (name: string, line: number) => {
    const { profiles } = readSample(sharedFolder(folder, `${name}.txt`));
    for (const { rows } of profiles) for (const row of rows) if (row.line === line) return row;
    return undefined;
  };
  const cells: [string, number, object][] = [
    ['report-3.10-none', 12, { self: 7.4, comm: 'udpload', dso: 'udpload', mark: '.', symbol: 'checksum' }],
    ['report-3.18-none', 11, { comm: 'rx worker 1', dso: '[kernel.kallsyms]', key: 'finish_task_switch' }],
    ['report-3.10-sep-comma', 9, { self: 8.6, samples: 43, comm: 'udp-tx', symbol: 'finish_task_switch.isra.0' }],
    ['report-6.1-columns', 12, { samples: 53, period: 106212424, cells: { sys: '12.02%', usr: '0.00%' } }],
    ['report-6.1-sort-pid-cpu', 13, { tid: 11413, comm: 'rx worker 0', cpu: 0, key: 'finish_task_switch' }],
    ['report-6.1-sort-srcfile', 12, { self: 88.21, dso: '[kernel.kallsyms]' }],
    ['report-6.1-sort-srcline', 14, { symbol: 'checksum', cells: { 'Source:Line': 'udpload.c:17' } }],
    ['report-6.1-verbose', 12, { dso: '[kernel.kallsyms]', cells: { Address: '0xffffffff813a2413 k' } }],
    ['report-6.1-cxx-verbose', 12, { symbol: 'main::{lambda(int)#1}::operator()(int) const' }],
    ['report-6.12-types', 16, { self: 23.94, samples: 266, symbol: '__udp_enqueue_schedule_skb' }],
    ['report-4.10-mem-mode', 13, { symbol: 'udp_rmem_release', dso: '[kernel.kallsyms]' }],
    ['report-6.1-fields-order', 12, { self: 1.59, samples: 7, comm: 'udp-tx', symbol: '__alloc_skb' }],
    ['report-7.2-latency-nochildren', 12, { self: 18.5, cells: { Latency: '18.50%' } }],
    ['report-7.2-mem-fields', 15, { self: 8.09, samples: 68, comm: 'ksoftirqd/0' }],
    ['report-6.1-hierarchy', 12, { comm: 'udp-tx', total: 74.38 }],
    ['report-6.1-hierarchy-sep', 14, { comm: 'udp-tx', dso: '[kernel.kallsyms]', self: 12.02 }],
    ['report-6.1-hierarchy-plus', 13, { tid: 11480, dso: '[kernel.kallsyms]', symbol: 'finish_task_switch.isra.0' }],
    ['report-6.1-parent-regex', 12, { comm: 'udp-tx', cells: { 'Parent symbol': '__x64_sys_sendto' } }],
    ['top-6.1-tui-comm-n', 3, { self: 24.25, samples: 1533, comm: 'rx worker 1', dso: '[kernel]' }],
    ['tui-6.1-cxx', 6, { samples: 29, symbol: '__memcmp_evex_movbe' }],
    ['mangled-collapsed-spaces', 12, { total: 74.38, self: 0, comm: 'udp-tx', dso: 'libc.so.6' }],
  ];
  it.each(cells)('%s line %i', (name, line, expected) => {
    expect(rowOf(name, line)).toMatchObject(expected);
  });

  it('a parent row of a hierarchy has no self share of its own', () => {
    expect(rowOf('report-6.1-hierarchy', 12)).not.toHaveProperty('self');
  });
});

describe.skipIf(!sharedExists(folder))('heads', () => {
  const profilesOf = (name: string) => readSample(sharedFolder(folder, `${name}.txt`)).profiles;

  it('a group gives one profile per member, call graphs with the leader only', () => {
    const members = profilesOf('report-6.1-group-callchain');
    expect(members.map(({ event }) => event)).toEqual(['cpu-clock', 'task-clock', 'page-faults']);
    expect(members.map(({ member }) => member?.index)).toEqual([0, 1, 2]);
    expect(members[0]!.stacks.length).toBeGreaterThan(0);
    expect(members[1]!.stacks).toEqual([]);
  });

  it('several events of one file give one profile each', () => {
    const events = profilesOf('report-6.1-multievent').map(({ event, samples }) => [event, samples?.count]);
    expect(events).toEqual([
      ['cpu-clock', 281],
      ['context-switches', 97],
      ['udp:udp_fail_queue_rcv_skb', 12],
      ['page-faults', 14],
    ]);
  });

  it('sample counts above 1000 are known to be cut', () => {
    const [profile] = profilesOf('report-6.1-lost');
    expect(profile).toMatchObject({ samples: { count: 12000, exact: false }, lost: 806, eventCount: 647850000 });
  });

  it('filters name the population, and tell what 100 % is', () => {
    const [absolute] = profilesOf('report-6.1-percentage-absolute');
    const [relative] = profilesOf('report-6.1-percentage-relative');
    expect(absolute!.population).toMatchObject({ comms: ['udp-tx'], base: 'all' });
    expect(relative!.population).toMatchObject({ comms: ['udp-tx'], base: 'filtered' });
    const [both] = profilesOf('report-6.1-filter-multi');
    expect(both!.population).toMatchObject({ comms: ['udp-tx'], filters: ['dso: [kernel.kallsyms]'] });
    // what the head says of all rows is said of each
    expect(both!.rows[0]).toMatchObject({ comm: 'udp-tx', dso: '[kernel.kallsyms]', mark: 'k' });
  });

  it('the last complete refresh of perf top is read, and the others are mentioned', () => {
    const [profile, ...others] = profilesOf('top-6.1-stdio-raw');
    expect(others).toEqual([]);
    expect(profile).toMatchObject({ format: 'perf-top', event: 'cpu-clock', firstLine: 54 });
    expect(profile!.population).toMatchObject({ scope: 'process', ids: [31625, 31629] });
    expect(profile!.notes.some(({ text }) => text.includes('3 refreshes'))).toBe(true);
  });

  it.each([
    'report-6.1-stats',
    'report-6.1-tasks',
    'report-6.1-mmaps',
    'tui-6.1-report-events',
    'report-6.1-nosamples',
  ])('%s is named, not read', (name) => {
    const { profiles, unread } = readSample(sharedFolder(folder, `${name}.txt`));
    expect(profiles).toEqual([]);
    expect(unread).toHaveLength(1);
  });
});
