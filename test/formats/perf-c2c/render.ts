/** A report as perf would have collected it, to be printed in the layout of any release. */
export interface Recording {
  readonly lines: readonly RecordedLine[];
}

export interface RecordedLine {
  readonly address: string;
  readonly share: number;
  readonly remote: number;
  readonly local: number;
  readonly hits: number;
  readonly misses: number;
  readonly rows: readonly RecordedRow[];
}

export interface RecordedRow {
  readonly offset: number;
  readonly remote: number;
  readonly local: number;
  readonly hit: number;
  readonly miss: number;
  readonly pid: number;
  readonly comm: string;
  readonly symbol: string;
  readonly source: string;
  readonly cpus: number;
  readonly records: number;
  readonly nodes: readonly number[];
}

/** A: perf 4.10; B: 4.19, 5.2; C: 5.10, 5.15; D: 6.1 and later. */
export type Layout = 'A' | 'B' | 'C' | 'D';

/** [name, title of the span above or upper word, width, left-aligned]. */
type Column = readonly [name: string, above: string, width: number, left?: boolean];

const tables: Readonly<Record<Layout, readonly Column[]>> = {
  A: [
    ['Index', '', 5],
    ['Cacheline', '', 18],
    ['records', 'Total', 7],
    ['Hitm', 'Tot', 7],
    ...span('----- LLC Load Hitm -----', ['Total', 'Lcl', 'Rmt'], 7),
    ...span('---- Store Reference ----', ['Total', 'L1Hit', 'L1Miss'], 7),
  ],
  B: [
    ['Index', '', 5],
    ...address(),
    ['records', 'Total', 7],
    ['Hitm', 'Tot', 7],
    ...span('----- LLC Load Hitm -----', ['Total', 'Lcl', 'Rmt'], 7),
    ...span('---- Store Reference ----', ['Total', 'L1Hit', 'L1Miss'], 7),
  ],
  C: [...newTable(), ...span('---- Stores ----', ['L1Hit', 'L1Miss'], 7)],
  D: [...newTable(), ...span('--------- Stores --------', ['L1Hit', 'L1Miss', 'N/A'], 7)],
};

function span(title: string, names: readonly string[], width: number): Column[] {
  return names.map((name) => [name, title, width]);
}

function address(): Column[] {
  const title = '----------- Cacheline ----------';
  return [
    ['Address', title, 18],
    ['Node', title, 4],
    ['PA cnt', title, 6],
  ];
}

function newTable(): Column[] {
  return [
    ['Index', '', 5],
    ...address(),
    ['Hitm', 'Tot', 7],
    ...span('------- Load Hitm -------', ['Total', 'LclHitm', 'RmtHitm'], 7),
    ['records', 'Total', 7],
    ['Loads', 'Total', 7],
    ['Stores', 'Total', 7],
  ];
}

function paretoColumns(layout: Layout, threads: boolean): Column[] {
  const old = layout === 'A' || layout === 'B';
  const stores = layout === 'D' ? ['L1 Hit', 'L1 Miss', 'N/A'] : ['L1 Hit', 'L1 Miss'];
  const data = '--------- Data address ---------';
  return [
    ['Num', '', 5],
    ...span('----- HITM -----', old ? ['Rmt', 'Lcl'] : ['RmtHitm', 'LclHitm'], 7),
    ...span(layout === 'D' ? '------- Store Refs ------' : '-- Store Refs --', stores, 7),
    ...(layout === 'A'
      ? ([['Offset', 'Data address', 18]] as Column[])
      : ([
          ['Offset', data, 18],
          ['Node', data, 4],
          ['PA cnt', data, 6],
        ] as Column[])),
    ...(threads
      ? ([
          ['Pid', '', 7],
          ['Tid', '', 20],
        ] as Column[])
      : []),
    ['Code address', '', 18],
    ...span('---------- cycles ----------', ['rmt hitm', 'lcl hitm', 'load'], 8),
    ...(layout === 'A' ? [] : ([['records', 'Total', 7]] as Column[])),
    ['cnt', 'cpu', 8],
    ['Symbol', '', 30, true],
    ['Object', 'Shared', 17, true],
    ['Source:Line', '', 30, true],
    ['Node', '', 4],
  ];
}

export function render(recording: Recording, layout: Layout, threads: boolean): string {
  const columns = paretoColumns(layout, threads);
  const width = layout === 'D' ? 70 : 61;
  const bar = `  ${'-'.repeat(width)}`;
  return [
    rule('Shared Data Cache Line Table'),
    header(tables[layout]),
    ...recording.lines.map((line, index) => tableRow(line, index, layout)),
    '',
    rule('Shared Cache Line Distribution Pareto'),
    header(columns),
    ...recording.lines.flatMap((line, index) => [
      bar,
      head(line, index, layout),
      bar,
      ...line.rows.map((row) => paretoRow(row, columns, layout, threads)),
      '',
    ]),
  ].join('\n');
}

function rule(title: string): string {
  return `${'='.repeat(49)}\n${' '.repeat(10)}${title}\n${'='.repeat(49)}\n#`;
}

function header(columns: readonly Column[]): string {
  let above = '#';
  for (let i = 0; i < columns.length; i++) {
    const [, title, width] = columns[i]!;
    let end = i;
    let all = width;
    // A span's title stands over all of its columns.
    while (title.startsWith('-') && columns[end + 1]?.[1] === title) all += 2 + columns[++end]![2];
    above += `${i === 0 ? ' ' : '  '}${title.padStart(all)}`;
    i = end;
  }
  const names = columns.map(([name, , width]) => name.padStart(width)).join('  ');
  const dots = columns.map(([, , width]) => '.'.repeat(width)).join('  ');
  return `${above}\n# ${names}\n# ${dots}\n#`;
}

function tableRow(line: RecordedLine, index: number, layout: Layout): string {
  const { remote, local, hits, misses } = line;
  const stores = hits + misses;
  const share = `${line.share.toFixed(2)}%`;
  const hitm =
    layout === 'A' || layout === 'B'
      ? [remote + local, local, remote, stores, hits, misses]
      : [remote + local, local, remote];
  const cells =
    layout === 'A'
      ? [index, line.address, remote + local + stores, share, ...hitm]
      : layout === 'B'
        ? [index, line.address, 0, 1, remote + local + stores, share, ...hitm]
        : [
            index,
            line.address,
            0,
            1,
            share,
            ...hitm,
            remote + local + stores,
            remote + local,
            stores,
            hits,
            misses,
            ...(layout === 'D' ? [0] : []),
          ];
  return `  ${cells.map((cell, i) => String(cell).padStart(tables[layout][i]![2])).join('  ')}`;
}

function head(line: RecordedLine, index: number, layout: Layout): string {
  const counts = [line.remote, line.local, line.hits, line.misses, ...(layout === 'D' ? [0] : [])];
  return `  ${String(index).padStart(5)}${counts.map((count) => `  ${String(count).padStart(7)}`).join('')}  ${line.address.padStart(18)}`;
}

function paretoRow(row: RecordedRow, columns: readonly Column[], layout: Layout, threads: boolean): string {
  const percent = (value: number) => `${value.toFixed(2)}%`;
  const cells = [
    ...[percent(row.remote), percent(row.local), percent(row.hit), percent(row.miss)],
    ...(layout === 'D' ? ['0.00%'] : []),
    `0x${row.offset.toString(16)}`,
    ...(layout === 'A' ? [] : ['0', '1']),
    ...(threads ? [String(row.pid), `${String(row.pid).padStart(7)}:${row.comm}`.padEnd(20)] : []),
    ...['0xffffffff820451aa', '644', '209', '0'],
    ...(layout === 'A' ? [] : [String(row.records)]),
    ...[String(row.cpus), `[k] ${row.symbol}`, '[kernel.kallsyms]', row.source, row.nodes.join('  ')],
  ];
  const text = cells.map((cell, i) => {
    const [, , width, left] = columns[i + 1]!;
    return left ? cell.padEnd(width) : cell.padStart(width);
  });
  return `       ${text.join('  ')}`;
}
