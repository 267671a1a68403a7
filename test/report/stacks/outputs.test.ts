import { Profile as Pprof } from 'pprof-format';
import { describe, expect, test } from 'vitest';
import { type Chosen, choose } from '../../../src/collapse/choose.ts';
import type { Collapsed } from '../../../src/collapse/collapsed.ts';
import { readCase } from '../../../src/formats/read-case.ts';
import { foldedText } from '../../../src/report/stacks/folded.ts';
import { pprofBytes } from '../../../src/report/stacks/pprof.ts';
import { speedscopeText } from '../../../src/report/stacks/speedscope.ts';

/** Two threads of a command with a blank; an inlined leaf, an unknown name, code compiled at run time, a name with `;`. */
const script = `rx worker 1 811/812 [000] 1.000001:       1000 cpu-clock:
\tffffffff82047000 udp_recvmsg+0x10 ([kernel.kallsyms])
\tffffffff81000130 entry_SYSCALL_64_after_hwframe+0x76 ([kernel.kallsyms])
\t            12eb main+0x3 (/usr/bin/sink)

rx worker 1 811/813 [001] 1.000002:       2000 cpu-clock:
\t            1111 parse (inlined)
\t            1111 handle+0x3 (/usr/bin/sink)
\t           1da24 [unknown] (/usr/lib/libc.so.6)
\t            12eb main+0x3 (/usr/bin/sink)

java 900/901 [001] 1.000003:       4000 cpu-clock:
\t    7f0000001111 Lio/netty/Loop;::run+0x3 (/tmp/perf-900.map)
\t    7f0000002222 [unknown] ([unknown])

java 900/901 [001] 1.000004:       5000 task-clock:
\t    7f0000001111 Lio/netty/Loop;::run+0x3 (/tmp/perf-900.map)

`;

function collapsedFrom(text: string, room: 'event' | 'capture' = 'event'): readonly Collapsed[] {
  const kase = readCase([{ name: 'a.txt', bytes: new TextEncoder().encode(text) }], { threads: true });
  return (choose(kase, { room }) as Chosen).collapsed;
}

const [clock] = collapsedFrom(script) as [Collapsed];
const lines = (...options: Parameters<typeof foldedText>[1][]) =>
  foldedText(clock, ...options)
    .trimEnd()
    .split('\n');

describe('folded', () => {
  test('has names as stackcollapse-perf.pl and inferno write them', () => {
    expect(lines()).toEqual([
      'java;[unknown];Lio/netty/Loop:::run 4000',
      'rx_worker_1;main;[libc.so.6];handle;parse_[i] 2000',
      'rx_worker_1;main;entry_SYSCALL_64_after_hwframe;udp_recvmsg 1000',
    ]);
  });

  test('marks the kernel and compiled code on request', () => {
    expect(lines({ kernel: true, jit: true })).toEqual([
      'java;[unknown];Lio/netty/Loop:::run_[j] 4000',
      'rx_worker_1;main;[libc.so.6];handle;parse_[i] 2000',
      'rx_worker_1;main;entry_SYSCALL_64_after_hwframe_[k];udp_recvmsg_[k] 1000',
    ]);
  });

  test('tells processes and threads apart on request', () => {
    const roots = (ids: 'pid' | 'tid') => lines({ ids }).map((line) => line.slice(0, line.indexOf(';')));
    expect(roots('pid')).toEqual(['java-900', 'rx_worker_1-811', 'rx_worker_1-811']);
    expect(roots('tid')).toEqual(['java-900/901', 'rx_worker_1-811/812', 'rx_worker_1-811/813']);
  });

  test('marks what is inside the kernel where a table does not say whose it is', () => {
    const [table] = collapsedFrom(`# Samples: 10  of event 'cycles'
# Event count (approx.): 100
#
# Overhead  Command  Shared Object  Symbol
# ........  .......  .............  ......................
#
   100.00%  sink     [kernel]       [k] udp_recvmsg
            |
            ---main
               do_syscall_64
               __sys_recvfrom
               udp_recvmsg
               copyout
`) as [Collapsed];
    expect(foldedText(table, { kernel: true })).toContain('udp_recvmsg_[k]');
  });

  test('adds fractions up without noise', () => {
    expect(foldedText(collapsedFrom('a;b 0.1\na;b 0.2\na;c 1\n')[0]!)).toBe('a;b 0.3\na;c 1\n');
  });

  test('is read back as the same stacks', () => {
    const text = foldedText(clock, { kernel: true });
    expect(foldedText(collapsedFrom(text)[0]!, { kernel: true })).toBe(text);
  });
});

describe('speedscope', () => {
  const file = JSON.parse(speedscopeText(collapsedFrom(script, 'capture')));

  test('has a sampled profile per event, with frames that all share', () => {
    expect(file.$schema).toBe('https://www.speedscope.app/file-format-schema.json');
    expect(file.name).toBe('a.txt');
    expect(file.profiles).toEqual([
      {
        type: 'sampled',
        name: 'cpu-clock, a.txt',
        unit: 'nanoseconds',
        startValue: 0,
        endValue: 7000,
        samples: expect.any(Array),
        weights: [4000, 2000, 1000],
      },
      expect.objectContaining({ name: 'task-clock, process, java', endValue: 5000, weights: [5000] }),
    ]);
    const named = file.profiles.map(({ samples }: { samples: number[][] }) =>
      samples.map((sample) => sample.map((frame) => file.shared.frames[frame].name).join(';')),
    );
    expect(named).toEqual([
      [
        'java;[unknown];Lio/netty/Loop;::run',
        'rx worker 1;main;[libc.so.6];handle;parse (inlined)',
        'rx worker 1;main;entry_SYSCALL_64_after_hwframe;udp_recvmsg',
      ],
      ['java;Lio/netty/Loop;::run'],
    ]);
    expect(new Set(file.shared.frames.map((frame: object) => JSON.stringify(frame))).size).toBe(
      file.shared.frames.length,
    );
    expect(file.shared.frames).toContainEqual({ name: 'udp_recvmsg', file: '[kernel.kallsyms]' });
  });
});

/** What another decoder sees. */
function decoded(bytes: Uint8Array) {
  const profile = Pprof.decode(bytes);
  const { strings } = profile.stringTable;
  const text = (id: number | bigint) => strings[Number(id)]!;
  const functions = new Map(profile.function.map((one) => [Number(one.id), text(one.name)]));
  const locations = new Map(profile.location.map((one) => [Number(one.id), one]));
  const mappings = new Map(profile.mapping.map((one) => [Number(one.id), text(one.filename)]));
  return {
    types: profile.sampleType.map(({ type, unit }) => `${text(type)}/${text(unit)}`),
    shown: text(profile.defaultSampleType),
    samples: profile.sample.map(({ locationId, value, label }) => ({
      // A location's lines are its functions, the innermost first.
      stack: locationId.map((id) =>
        locations
          .get(Number(id))!
          .line.map((line) => functions.get(Number(line.functionId)))
          .join(' in '),
      ),
      objects: locationId.map((id) => mappings.get(Number(locations.get(Number(id))!.mappingId))),
      values: value.map(Number),
      labels: Object.fromEntries(label.map(({ key, str, num }) => [text(key), str ? text(str) : Number(num)])),
    })),
  };
}

describe('pprof', () => {
  test('has the stacks, leaf first, with events and samples, commands and objects', () => {
    const { types, shown, samples } = decoded(pprofBytes([clock]));
    expect(types).toEqual(['cpu-clock/nanoseconds', 'samples/count']);
    expect(shown).toBe('cpu-clock');
    expect(samples).toEqual([
      {
        stack: ['Lio/netty/Loop;::run', '[unknown]'],
        objects: ['/tmp/perf-900.map', '[unknown]'],
        values: [4000, 1],
        labels: { comm: 'java' },
      },
      {
        stack: ['parse in handle', '[libc.so.6]', 'main'],
        objects: ['/usr/bin/sink', '/usr/lib/libc.so.6', '/usr/bin/sink'],
        values: [2000, 1],
        labels: { comm: 'rx worker 1' },
      },
      {
        stack: ['udp_recvmsg', 'entry_SYSCALL_64_after_hwframe', 'main'],
        objects: ['[kernel.kallsyms]', '[kernel.kallsyms]', '/usr/bin/sink'],
        values: [1000, 1],
        labels: { comm: 'rx worker 1' },
      },
    ]);
  });

  test('has a column per event of a capture, and threads on request', () => {
    const { types, samples } = decoded(pprofBytes(collapsedFrom(script, 'capture'), { ids: 'tid' }));
    expect(types).toEqual([
      'cpu-clock/nanoseconds',
      'cpu-clock-samples/count',
      'task-clock/nanoseconds',
      'task-clock-samples/count',
    ]);
    expect(samples.map(({ values }) => values)).toContainEqual([0, 0, 5000, 1]);
    expect(samples.map(({ labels }) => labels)).toContainEqual({ comm: 'rx worker 1', pid: 811, tid: 813 });
  });

  test('holds numbers beyond 32 bits', () => {
    const [large] = collapsedFrom('a;b 9007199254740990\na;c 1\n') as [Collapsed];
    expect(decoded(pprofBytes([large])).samples[0]!.values).toEqual([9007199254740990]);
  });
});

test('all outputs are the same whatever order the samples come in', () => {
  const blocks = script.trimEnd().split('\n\n');
  const turned = collapsedFrom(`${[...blocks.slice(0, 3)].reverse().join('\n\n')}\n\n${blocks[3]}\n\n`, 'capture');
  const straight = collapsedFrom(script, 'capture');
  expect(foldedText(turned[0]!)).toBe(foldedText(straight[0]!));
  expect(speedscopeText(turned)).toBe(speedscopeText(straight));
  expect(pprofBytes(turned)).toEqual(pprofBytes(straight));
});
