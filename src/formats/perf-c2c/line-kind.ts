import { isDots, isUpperHeader, lowerHeader } from './columns.ts';

/** Parts of a c2c report in the order perf prints them. */
export const parts = ['events', 'shared', 'details', 'table', 'pareto'] as const;
export type Part = (typeof parts)[number];

export type LineKind =
  | { readonly kind: 'blank' | 'rule' | 'bar' | 'dots' | 'upper' | 'cut' | 'noise' | 'unknown' }
  | { readonly kind: 'title'; readonly part: Part; readonly address?: string; readonly sortedOn?: string }
  | { readonly kind: 'names'; readonly part: 'table' | 'pareto' }
  | { readonly kind: 'value'; readonly key: string; readonly value: string }
  | { readonly kind: 'row' | 'head' | 'access' | 'chain' };

const titles: Readonly<Record<string, Part>> = {
  'Trace Event Information': 'events',
  'Global Shared Cache Line Event Information': 'shared',
  'c2c details': 'details',
  'Shared Data Cache Line Table': 'table',
  'Shared Cache Line Distribution Pareto': 'pareto',
};

/** What a line of a c2c report is, by its shape alone. Lines beyond this length are read only when they are rows. */
export function kindOf(text: string): LineKind {
  const first = text.search(/\S/);
  if (first < 0) return { kind: 'blank' };
  // Rows open with a number and the widest of them holds a C++ name: nothing else is long.
  if (text.length > longest) return { kind: 'unknown' };
  const line = text.slice(first).trimEnd();
  switch (line[0]) {
    case '=':
      return { kind: /^={20,}$/.test(line) ? 'rule' : 'unknown' };
    case '#':
      return hashed(text, line);
    case '-':
      if (/^-{20,}$/.test(line)) return { kind: 'bar' };
      if (isUpperHeader(text)) return { kind: 'upper' };
      return { kind: chainRoot.test(line) ? 'chain' : percentRow.test(line) ? 'access' : 'unknown' };
    case '|':
      return { kind: 'chain' };
    case ':':
      return value(line);
    case '.':
    case '[':
    case '<':
      return { kind: cutMark.test(line) ? 'cut' : isDots(text) ? 'dots' : 'unknown' };
    case '?':
      return { kind: line === '? - help' ? 'noise' : 'unknown' };
  }
  if (/\d/.test(line[0]!) || line.startsWith('nan%')) return numbered(line);
  const named = worded(line);
  if (named.kind !== 'unknown') return named;
  const part = lowerHeader(text);
  if (part) return { kind: 'names', part };
  return { kind: isUpperHeader(text) ? 'upper' : 'unknown' };
}

const longest = 200_000;

//             ---__udp_enqueue_schedule_skb      --6.80%--name
const chainRoot = /^-{2,3} ?[^-\s]/;
//  -nan%    0.00%
const percentRow = /^-?(?:nan|\d+\.\d+)%\s/;
// ...    [snip]    [...]    <snip>
const cutMark = /^(?:\.{3,}|\[\.{3}\]|[[<](?:snip|cut|skipped|truncated)[^\]>]{0,40}[\]>])$/;

function hashed(text: string, line: string): LineKind {
  if (line === '#') return { kind: 'blank' };
  if (/^#\s*-{20,}$/.test(line)) return { kind: 'bar' };
  if (isDots(text)) return { kind: 'dots' };
  const part = lowerHeader(text);
  if (part) return { kind: 'names', part };
  return { kind: isUpperHeader(text) ? 'upper' : 'unknown' };
}

/** Rows of all three kinds open with a number; which one it is shows in the next cells. */
function numbered(line: string): LineKind {
  if (percentRow.test(line)) return { kind: 'access' };
  // Block heads and rows of the table are short, and the first cell is enough to tell rows from anything else.
  const cells = line.slice(0, 2000).split(/\s+/);
  if (!/^\d{1,7}$/.test(cells[0]!)) return { kind: 'unknown' };
  //      0  0xffff88810c2a0600     0      77   41.36%      280 ...
  if (cells.length > 4 && hexCell.test(cells[1]!)) {
    return { kind: cells.slice(2, 7).some((cell) => percentCell.test(cell)) ? 'row' : 'unknown' };
  }
  //      0      216       64      151       29        0  0xffff88810c2a0600
  const last = cells[cells.length - 1]!;
  const counts = hexCell.test(last) ? cells.slice(0, -1) : cells;
  return { kind: counts.length >= 3 && counts.every((cell) => /^\d+$/.test(cell)) ? 'head' : 'unknown' };
}

const hexCell = /^0x[0-9a-f]{1,16}$/;
const percentCell = /^-?(?:nan|\d+\.\d+)%$/;

function worded(line: string): LineKind {
  if (line.length > 200) return { kind: 'unknown' };
  if (line.startsWith('No memory nodes, is CONFIG_MEMORY_HOTPLUG')) return { kind: 'noise' };
  const part = titles[line];
  if (part) return { kind: 'title', part };
  // Shared Data Cache Line Table     (7 entries, sorted on Total HITMs)
  const table = /^Shared Data Cache Line Table\s+\(\d+ entries, sorted on ([^)]+)\)/.exec(line);
  if (table) return { kind: 'title', part: 'table', sortedOn: table[1]! };
  // Cacheline 0xffff88810c2a0600
  const detail = /^Cacheline (0x[0-9a-f]{1,16})$/.exec(line);
  if (detail) return { kind: 'title', part: 'pareto', address: detail[1]! };
  return value(line);
}

//   LLC Misses to Remote cache (HITM) :       43.8%        Events    : cpu/mem-loads,ldlat=30/P
function value(line: string): LineKind {
  const colon = line.startsWith(': ') ? 0 : line.indexOf(' : ');
  if (colon < 0) return { kind: 'unknown' };
  const key = line.slice(0, colon).trimEnd();
  const rest = line.slice(line.indexOf(':', colon) + 1).trim();
  return rest === '' ? { kind: 'unknown' } : { kind: 'value', key, value: rest };
}

/** Keys that only perf c2c prints: two in a row are an excerpt of its event counts pasted without the title. */
export function isEventKey(key: string): boolean {
  return eventKeys.has(key);
}

const eventKeys = new Set(
  [
    'Total records|Locked Load/Store Operations|Load Operations|Loads - uncacheable|Loads - IO|Loads - Miss',
    'Loads - no mapping|Load Fill Buffer Hit|Load L1D hit|Load L2D hit|Load LLC hit|Load Local HITM|Load Remote HITM',
    'Load Remote HIT|Load Local DRAM|Load Remote DRAM|Load MESI State Exclusive|Load MESI State Shared|Load LLC Misses',
    'Load access blocked by data|Load access blocked by address|Load HIT Local Peer|Load HIT Remote Peer',
    'LLC Misses to Local DRAM|LLC Misses to Remote DRAM|LLC Misses to Remote cache (HIT)',
    'LLC Misses to Remote cache (HITM)|Store Operations|Store - uncacheable|Store - no mapping|Store L1D Hit',
    'Store L1D Miss|Store No available memory level|No Page Map Rejects|Unable to parse data source',
    'Total Shared Cache Lines|Load HITs on shared lines|Fill Buffer Hits on shared lines|L1D hits on shared lines',
    'L2D hits on shared lines|LLC hits on shared lines|Load hits on peer cache or nodes|Locked Access on shared lines',
    'Blocked Access on shared lines|Store HITs on shared lines|Store L1D hits on shared lines|Total Merged records',
  ].flatMap((keys) => keys.split('|')),
);
