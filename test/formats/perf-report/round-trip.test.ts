import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readText } from './read.ts';

interface Cell {
  readonly share: number;
  readonly comm: string;
  readonly dso: string;
  readonly mark: string;
  readonly symbol: string;
}

const kernelRow = fc.record({
  dso: fc.constantFrom('[kernel.kallsyms]', '[kernel]', '[ixgbe]', 'vmlinux'),
  mark: fc.constant('k'),
  symbol: fc.constantFrom(
    '_raw_spin_lock_bh',
    'udp_recvmsg',
    'finish_task_switch.isra.0',
    '0xffffffff8285b439',
    'fib4',
  ),
});
const userRow = fc.record({
  dso: fc.constantFrom('libc-2.17.so', '/opt/app x/server', 'udp_sink', '[unknown]', 'perf-812.map', '[vdso]'),
  mark: fc.constant('.'),
  symbol: fc.constantFrom(
    'main',
    'operator new',
    'std::map<int, long>::operator[] const',
    'f[abi:cxx11]',
    '0x00000000000013bf',
  ),
});
const comm = fc.constantFrom('udp_sink', 'rx worker 0', 'ksoftirqd/12', 'swapper', 'a:b', ':1234', 'kworker/u16:1+e');

const table = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 9999 }), comm, fc.oneof(kernelRow, userRow)), {
    minLength: 2,
    maxLength: 30,
  })
  .map((rows) =>
    rows
      .map(([share, name, rest]): Cell => ({ share: share / 100, comm: name, ...rest }))
      .sort((a, b) => b.share - a.share),
  );

const width = (rows: readonly Cell[], of: (row: Cell) => string, least: number) =>
  Math.max(least, ...rows.map((row) => of(row).length));

function layoutOf(rows: readonly Cell[]) {
  const comms = width(rows, (row) => row.comm, 7);
  const objects = width(rows, (row) => row.dso, 13);
  const share = (row: Cell) => `${row.share.toFixed(2)}%`.padStart(8);
  const cells = (row: Cell) => `${row.comm.padEnd(comms)}  ${row.dso.padEnd(objects)}  [${row.mark}] ${row.symbol}`;
  return { comms, objects, share, cells };
}

const layouts: Record<string, (rows: readonly Cell[]) => string> = {
  stdio(rows) {
    const { comms, objects, share, cells } = layoutOf(rows);
    return [
      "# Samples: 1K of event 'cycles'",
      '# Event count (approx.): 1000',
      '#',
      `# Overhead  ${'Command'.padEnd(comms)}  ${'Shared Object'.padEnd(objects)}  Symbol`,
      `# ........  ${'.'.repeat(comms)}  ${'.'.repeat(objects)}  ${'.'.repeat(40)}`,
      '#',
      ...rows.map((row) => `  ${share(row)}  ${cells(row)}`),
    ].join('\n');
  },
  'stdio moved by a quote'(rows) {
    return layouts.stdio!(rows)
      .split('\n')
      .map((line) => `   ${line}`)
      .join('\n');
  },
  'stdio with leading blanks lost'(rows) {
    return layouts.stdio!(rows)
      .split('\n')
      .map((line) => line.trimStart())
      .join('\n');
  },
  separated(rows) {
    return [
      "# Samples: 1K of event 'cycles'",
      '#',
      '# Overhead;Command;Shared Object;Symbol',
      ...rows.map((row) => ` ${row.share.toFixed(2)}% ;${row.comm} ;${row.dso} ;[${row.mark}] ${row.symbol}`),
    ].join('\n');
  },
  screen(rows) {
    const { comms, objects, share, cells } = layoutOf(rows);
    return [
      "Samples: 441  of event 'cycles', Event count (approx.): 883767528",
      `  Overhead  ${'Command'.padEnd(comms)}  ${'Shared Object'.padEnd(objects)}  Symbol`,
      ...rows.map((row) => `+ ${share(row)}  ${cells(row)}`),
    ].join('\n');
  },
  bare(rows) {
    const { share, cells } = layoutOf(rows);
    return rows.map((row) => `  ${share(row)}  ${cells(row)}`).join('\n');
  },
};

const fields = ({ share, comm: name, dso, mark, symbol }: Cell) => [share, name, dso, mark, symbol];

describe('a table in several layouts', () => {
  it.each(Object.keys(layouts))('%s: every cell is read back', (name) => {
    fc.assert(
      fc.property(table, (rows) => {
        const { profiles } = readText(layouts[name]!(rows));
        const read = profiles.flatMap((profile) => profile.rows);
        expect(read.map((row) => [row.self, row.comm, row.dso, row.mark, row.symbol])).toEqual(rows.map(fields));
      }),
    );
  });

  it('bare rows with all blanks collapsed keep comms with blanks', () => {
    const simple = table.map((rows) => rows.filter(({ dso }) => !dso.includes(' '))).filter((rows) => rows.length > 0);
    fc.assert(
      fc.property(simple, (rows) => {
        const lines = rows.map((row) => `${row.share.toFixed(2)}% ${row.comm} ${row.dso} [${row.mark}] ${row.symbol}`);
        const read = readText(lines.join('\n')).profiles.flatMap((profile) => profile.rows);
        expect(read.map((row) => [row.self, row.comm, row.dso, row.mark, row.symbol])).toEqual(rows.map(fields));
      }),
    );
  });

  it('no text makes a parser throw or stand still', () => {
    const piece = fc.constantFrom(
      ...[
        '12.02%',
        '# Samples: 1K of event',
        '#',
        '# Overhead',
        '# ........',
        '[k]',
        '[kernel]',
        'f',
        '  ',
        '\n',
        ',',
        '|',
      ],
      ...[
        '---',
        '--1.00%--f',
        '+',
        '-',
        'PerfTop: 1 irqs/sec',
        '# ========',
        'Overhead  Symbol',
        '...',
        '99.99%',
        '%',
        '\t',
      ],
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 60 }), (pieces) => {
        readText(pieces.join(''));
        readText(pieces.join('\n'));
      }),
      { numRuns: 300 },
    );
  });
});
