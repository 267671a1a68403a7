import { CallTreeBuilder, type StackSet, SymbolTable } from '../model/call-tree.ts';
import type { Profile, Row } from '../model/profile.ts';
import type { Line } from '../model/source.ts';
import { symbolKey } from '../model/symbol.ts';
import type { Format, Section, SectionContext } from './format.ts';

// The comparison tables of the kernel test robot: base, change and new value in percent of all cycles, then what of.
//      27.88 ± 17%     -21.6        6.29 ±  3%  perf-profile.calltrace.cycles-pp.sock_def_readable.__udp_enqueue_schedule_skb
//       1.48 ± 12%      -0.9        0.61 ± 10%  perf-profile.self.cycles-pp.udp_rmem_release
const row =
  /^\s*(\d+\.\d+)(?:\s*(?:±|\+-)?\s*\d+%)?\s+([+-]?\d+\.\d+)%?(?:\s*(?:±|\+-)?\s*\d+%)?\s+(\d+\.\d+)(?:\s*(?:±|\+-)?\s*\d+%)?\s+perf-profile\.(calltrace|self|children)\.([\w-]+)\.(\S+)\s*$/;

interface LkpRow {
  readonly line: number;
  readonly values: readonly [number, number];
  readonly what: 'calltrace' | 'self' | 'children';
  readonly event: string;
  /** The row's symbol first, then its callers, of which the robot prints five. */
  readonly frames: readonly string[];
}

/** Rows of `perf-profile` in a report of the kernel test robot: one profile for each of the two kernels compared. */
export const lkpProfile: Format = {
  name: 'lkp-profile',
  starts: (lines, at) => readRow(lines[at]!) !== undefined,
  read(lines: readonly Line[], at: number, { file }: SectionContext): Section {
    const rows: LkpRow[] = [];
    let end = at;
    for (let i = at; i < lines.length && i - end < 12; i++) {
      const read = readRow(lines[i]!);
      if (!read) continue;
      rows.push(read);
      end = i + 1;
    }
    const captures = [0, 1].map((index) => profileOf(rows, index, file));
    return { end, captures };
  },
};

function readRow({ text, number }: Line): LkpRow | undefined {
  if (text.length > 2000 || !text.includes('perf-profile.')) return undefined;
  const found = row.exec(text);
  if (!found) return undefined;
  const [, base, , value, what, event, path] = found as unknown as string[];
  return {
    line: number,
    values: [Number(base), Number(value)],
    what: what as LkpRow['what'],
    event: event!.replace(/-/g, ':'),
    frames: framesOf(path!),
  };
}

/** Frames are joined by dots, which compiler suffixes (`finish_task_switch.isra.0`) hold too. */
function framesOf(path: string): string[] {
  return path
    .replace(/\.(isra|constprop|part|cold|llvm)\b(?:\.\d+)*/g, '')
    .split('.')
    .map(symbolKey);
}

function profileOf(rows: readonly LkpRow[], index: number, file: string): Profile {
  const stacks: StackSet[] = [];
  const table = new SymbolTable();
  const read: Row[] = rows.map(({ line, values, what, frames }, at) => {
    const value = values[index]!;
    const key = frames[0]!;
    if (what === 'calltrace' && value > 0) {
      const builder = new CallTreeBuilder(table);
      builder.add([...frames].reverse(), value, line);
      stacks.push({ basis: 'callers', tree: builder.tree, row: at });
    }
    const share = what === 'self' ? { self: value } : what === 'children' ? { total: value } : {};
    return { line, symbol: key, key, ...share };
  });
  return {
    kind: 'profile',
    format: 'perf-diff',
    file,
    firstLine: rows[0]!.line,
    lastLine: rows.at(-1)!.line,
    event: rows[0]!.event,
    population: { scope: 'system', comms: [], ids: [], cpus: [], filters: [], base: 'all' },
    columns: ['Children', 'Self', 'Symbol'],
    rows: read,
    stacks,
    truncated: true,
    member: { index, of: 2, name: index === 0 ? 'base' : 'new' },
    notes: [],
  };
}
