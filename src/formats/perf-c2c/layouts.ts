import type { Column } from './columns.ts';

/**
 * Column labels of the four layouts perf has had, for rows pasted without their header. perf 4.10; 4.19 and 5.2; 5.10 and
 * 5.15; 6.1 and later. The position of the percentage and the number of cells tell them apart.
 */
const tables = [
  [
    'Index|Cacheline|Total records|Tot Hitm|LLC Load Hitm Total|LLC Load Hitm Lcl|LLC Load Hitm Rmt|Store Reference Total',
    'Store Reference L1Hit|Store Reference L1Miss|Load Dram Lcl|Load Dram Rmt|LLC Ld Miss|Total Loads|Core Load Hit FB',
    'Core Load Hit L1|Core Load Hit L2|LLC Load Hit Llc|LLC Load Hit Rmt',
  ],
  [
    'Index|Cacheline Address|Cacheline Node|Cacheline PA cnt|Total records|Tot Hitm|LLC Load Hitm Total|LLC Load Hitm Lcl',
    'LLC Load Hitm Rmt|Store Reference Total|Store Reference L1Hit|Store Reference L1Miss|Load Dram Lcl|Load Dram Rmt',
    'LLC Ld Miss|Total Loads|Core Load Hit FB|Core Load Hit L1|Core Load Hit L2|LLC Load Hit Llc|LLC Load Hit Rmt',
  ],
  [
    'Index|Cacheline Address|Cacheline Node|Cacheline PA cnt|Tot Hitm|Load Hitm Total|Load Hitm LclHitm|Load Hitm RmtHitm',
    'Total records|Total Loads|Total Stores|Stores L1Hit|Stores L1Miss|Core Load Hit FB|Core Load Hit L1|Core Load Hit L2',
    'LLC Load Hit LclHit|LLC Load Hit LclHitm|RMT Load Hit RmtHit|RMT Load Hit RmtHitm|Load Dram Lcl|Load Dram Rmt',
  ],
  [
    'Index|Cacheline Address|Cacheline Node|Cacheline PA cnt|Tot Hitm|Load Hitm Total|Load Hitm LclHitm|Load Hitm RmtHitm',
    'Total records|Total Loads|Total Stores|Stores L1Hit|Stores L1Miss|Stores N/A|Core Load Hit FB|Core Load Hit L1',
    'Core Load Hit L2|LLC Load Hit LclHit|LLC Load Hit LclHitm|RMT Load Hit RmtHit|RMT Load Hit RmtHitm|Load Dram Lcl',
    'Load Dram Rmt',
  ],
].map((parts) => parts.flatMap((part) => part.split('|')).map(column));

/** The layout whose share of HITM stands where the row's percentage does and that has as many columns as the row cells. */
export function tableLayout(cells: readonly string[]): readonly Column[] | undefined {
  const percent = cells.findIndex((cell) => cell.endsWith('%'));
  return tables.find((columns) => columns.length === cells.length && columns[percent]?.label === 'Tot Hitm');
}

const shares = ['HITM RmtHitm', 'HITM LclHitm', 'Store Refs L1 Hit', 'Store Refs L1 Miss', 'Store Refs N/A'].map(
  column,
);
const withPeer = [
  'HITM RmtHitm',
  'HITM LclHitm',
  'Snoop Peer',
  'Store Refs L1 Hit',
  'Store Refs L1 Miss',
  'Store Refs N/A',
];

/** Columns of a pareto's shares (and of the counts in its block heads) without a header: perf prints four or five. */
export function shareLayout(count: number): readonly Column[] {
  return count > shares.length ? withPeer.map(column).slice(0, count) : shares.slice(0, count);
}

function column(label: string): Column {
  const last = label.lastIndexOf(' ');
  const words = ['Ld Miss', 'L1 Hit', 'L1 Miss', 'PA cnt'].find((name) => label.endsWith(` ${name}`));
  return { name: words ?? label.slice(last + 1), label };
}
