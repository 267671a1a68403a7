import type { Unread } from '../../model/case.ts';
import type { Line } from '../../model/source.ts';
import type { Format, Section } from '../format.ts';
import { span } from './profiles.ts';
import { isTrouble, troubleNote } from './trouble.ts';

interface Output {
  readonly first: RegExp;
  readonly goesOn: RegExp;
  readonly looksLike: string;
  readonly advice: string;
}

const useReport = 'run `perf report --stdio` without this option';

/** Outputs of perf report that hold no shares of symbols: named, so that nothing is dropped in silence. */
const outputs: readonly Output[] = [
  // Aggregated stats:  /            MMAP events:          1  ( 0.2%)
  {
    first: /^\s*Aggregated stats:/,
    goesOn: /^\s*\S+ (?:events|stats):|^\s*\S.* stats:$/,
    looksLike: 'numbers of records (perf report --stats)',
    advice: useReport,
  },
  // #      pid      tid     ppid  comm
  {
    first: /^#\s+pid\s+tid\s+ppid\s+comm/,
    goesOn: /^\s+\d+\s+\d+\s+-?\d+ \||^\s+[0-9a-f]+-[0-9a-f]+ [r-][w-]/,
    looksLike: 'a list of tasks (perf report --tasks or --mmaps)',
    advice: useReport,
  },
  // Available samples  /  281 cpu-clock
  {
    first: /^\s*Available samples\s*\W?$/,
    goesOn: /^\s*\d+[KMG]? \S/,
    looksLike: "the menu of events of perf's screen",
    advice: 'press Enter on an event and copy its table, or run `perf report --stdio`',
  },
  // The data/empty.data data has no samples!
  {
    first: /^The .* (?:data|file) has no samples!|^Error:$/,
    goesOn: /^The .* has no samples!|^# To display the perf\.data|^#\s*$/,
    looksLike: 'a perf report without samples',
    advice: 'record again while the load runs; check the event and the target of perf record',
  },
  // failed to open perf.data: No such file or directory  (try 'perf record' first)
  {
    first: /^failed to open .*: (?:No such file|Permission denied)/,
    goesOn: /^$/,
    looksLike: 'an error of perf: it found no recording',
    advice: 'run `perf record` first, and perf report in the same directory',
  },
];

export const otherReportOutputs: Format = {
  name: 'other outputs of perf report',
  starts: (lines, at) => outputAt(lines, at) !== undefined,
  read(lines, at, { file }): Section {
    const output = outputAt(lines, at)!;
    let end = at + 1;
    for (let i = end; i < lines.length; i++) {
      const text = lines[i]!.text;
      if (text.trim() === '') continue;
      if (!output.goesOn.test(text)) break;
      end = i + 1;
    }
    const unread: Unread = { file, ...span(lines, at, end), looksLike: output.looksLike, advice: output.advice };
    return { end, captures: [], unread: [unread] };
  },
};

function outputAt(lines: readonly Line[], at: number): Output | undefined {
  const { text } = lines[at]!;
  if (text.length > 300) return undefined;
  const output = outputs.find((known) => known.first.test(text));
  if (text.trim() === 'Error:' && !/has no samples!/.test(lines[at + 1]?.text ?? '')) return undefined;
  return output;
}

/** Messages of perf that stand outside of any table: lost samples, missing symbols. */
export const perfMessages: Format = {
  name: 'messages of perf',
  starts: (lines, at) => lines[at]!.text.length < 400 && isTrouble(lines[at]!.text),
  read(lines, at, { file }) {
    const note = troubleNote(lines[at]!, file);
    return { end: at + 1, captures: [], notes: note ? [note] : [] };
  },
};

/** A call graph whose row was not copied: shares of nobody knows what. */
export const orphanedCallGraph: Format = {
  name: 'call graph without its row',
  starts: (lines, at) => lines[at]!.text.includes('%--') && /^[\s|]*--\d{1,3}[.,]\d\d%--/.test(lines[at]!.text),
  read(lines, at, { file }): Section {
    let end = at + 1;
    while (end < lines.length && /^[\s|]*--|^[\s|]{10,}\S+(?: \(inlined\))?\s*$|^[\s|]*$/.test(lines[end]!.text)) end++;
    while (end > at + 1 && lines[end - 1]!.text.trim() === '') end--;
    const looksLike = 'the inside of a call graph, without the row it belongs to';
    const advice = 'copy it from the row on, or the whole output of `perf report --stdio`';
    return { end, captures: [], unread: [{ file, ...span(lines, at, end), looksLike, advice }] };
  },
};
