import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeShared, sharedExists, sharedFolder } from '../../support/shared.ts';
import { readSample } from './read.ts';

const namesIn = (folder: string) => (sharedExists(folder) ? readdirSync(sharedFolder(folder)).sort() : []);

// a row with a symbol's mark, anywhere below the author's marks; differences and cache lines are other tables'
const markedRow = /^\s*(?:\(\*\)|<\*>|[-+])?\s*\d{1,3}\.\d\d%(?:\s+\d{1,3}\.\d\d%)*\s+(?![-+]\d|0x)[^%]*\[[k.guH]\] \S/;

describeShared('corpus/kernels', 'recordings of known kernels', () => {
  const cases = [...namesIn('corpus/kernels'), ...namesIn('corpus/lab')];
  const files = ['corpus/kernels', 'corpus/lab'].flatMap((folder) =>
    cases.flatMap((name) =>
      ['flat', 'flat-sink', 'children', 'callgraph', 'caller', 'p-flat', 'p-children', 'p-callgraph', 'top-style']
        .map((file) => join(folder, name, `${file}.txt`))
        .filter((file) => existsSync(sharedFolder(file))),
    ),
  );
  it.each(files)('%s', (file) => {
    const { profiles, lines, notes } = readSample(sharedFolder(file));
    const rows = lines.filter(({ text }) => markedRow.test(text));
    expect(profiles.flatMap((profile) => profile.rows.map((row) => row.line))).toEqual(
      rows.map(({ number }) => number),
    );
    expect([...notes, ...profiles.flatMap((profile) => profile.notes)].filter(({ kind }) => kind === 'unread')).toEqual(
      [],
    );
    if (!/flat|top-style/.test(file)) expect(profiles[0]!.stacks.length).toBeGreaterThan(0);
    if (/top-style/.test(file)) expect(profiles[0]!.format).toBe('perf-top');
    if (/flat-sink/.test(file)) expect(profiles[0]!.population.comms).toEqual(['udp_sink']);
  });
});

describeShared('corpus/public', 'what people published', () => {
  // perf diff, perf c2c, perf annotate and tables of other tools
  const others =
    /-diff|c2c|annotate|lkp-(?!fixture)|perf-stat|not-perf|folded-(?!call)|script-|cell-damaged|markdown-table/;
  const files = namesIn('corpus/public').filter((name) => name.endsWith('.txt') && !others.test(name));

  it.each(files)('%s: every row with a mark is in a profile', (name) => {
    const { profiles, lines } = readSample(sharedFolder('corpus/public', name));
    const read = new Set(profiles.flatMap((profile) => profile.rows.map((row) => row.line)));
    const missed = lines.filter(({ text, number }) => markedRow.test(text) && !read.has(number));
    expect(missed).toEqual([]);
    expect(profiles.length).toBeGreaterThan(0);
    for (const profile of profiles) expect(profile.rows.length).toBeGreaterThan(0);
  });

  it.each([
    ['058-wifi-sw-crypto-54-two-tables.txt', 2],
    ['071-mvneta-recycle-two-tables.txt', 2],
    ['111-raid6-two-perftop-prompts.txt', 2],
    ['116-xfs-agino-no-dso-two-machines.txt', 3],
    ['180-netperf-udp-send-2014-three-tables.txt', 3],
    ['181-macsec-iperf3-four-tables.txt', 4],
    ['183-iperf-lockdep-two-tables-no-dso.txt', 2],
    ['186-vhost-pktgen-quoted-interrupted.txt', 2],
    ['065-i40e-drop-perf-top-refresh.txt', 1],
  ])('%s holds %i tables', (name, count) => {
    expect(readSample(sharedFolder('corpus/public', name)).profiles).toHaveLength(count);
  });

  it.each(namesIn('corpus/public').filter((name) => /not-perf|annotate|perf-stat/.test(name)))(
    '%s has no table',
    (name) => {
      expect(readSample(sharedFolder('corpus/public', name)).profiles).toEqual([]);
    },
  );

  it('prompts and heads name the population', () => {
    const populationOf = (name: string) => readSample(sharedFolder('corpus/public', name)).profiles[0]!.population;
    expect(populationOf('077-vpp-dpdk-rtp-prompts.txt')).toMatchObject({ scope: 'cpu', cpus: [8] });
    expect(populationOf('110-raid5-plus-minus-zero-rows.txt')).toMatchObject({ scope: 'process', ids: [4164147] });
    expect(populationOf('134-rxe-soft-roce-children.txt')).toMatchObject({ scope: 'system' });
    expect(populationOf('175-smartdns-udp-server-saddr-qp.txt')).toMatchObject({ scope: 'process', ids: [1208268] });
  });
});

describeShared('corpus/article', "the article's listings", () => {
  it.each([
    ['article-rhel73-flat', 'perf-top', 13, '_raw_spin_lock_bh', 70.24],
    ['article-rhel74-flat', 'perf-top', 14, 'udp_rmem_release', 15.83],
    ['article-v411-flat', 'perf-top', 10, 'copy_user_enhanced_fast_string', 12.61],
    ['article-v413-flat', 'perf-top', 14, 'copy_user_enhanced_fast_string', 12.58],
    ['article-rhel73-callgraph', 'perf-report', 13, '__GI___libc_recvmsg', 0.01],
  ])('%s', (name, format, rows, key, self) => {
    const { profiles } = readSample(sharedFolder('corpus/article', `${name}.txt`));
    expect(profiles).toHaveLength(1);
    expect(profiles[0]).toMatchObject({ format });
    expect(profiles[0]!.rows).toHaveLength(rows);
    expect(profiles[0]!.rows[0]).toMatchObject({ key, self });
  });
});
