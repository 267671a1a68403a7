import type { Line } from '../../model/source.ts';
import { isPerfLine, isTreeLine, startsWithPercent } from '../perf-shapes.ts';
import { isBlank, lineRange, type Repair } from './repair.ts';

/** A pattern that stands before every line of a region. `number` is its line number, when it has one. */
interface PrefixKind {
  readonly name: string;
  readonly pattern: RegExp;
  /** Which group is the line number; numbers must count upwards, by one each unless `gaps`. */
  readonly number?: number;
  readonly gaps?: boolean;
}

// Shortest run that is believed; a table of numbered rows is no numbered text.
const shortestRun = 5;

const kinds: readonly PrefixKind[] = [
  //      12<TAB>    8.84%  udp-tx          cat -n, nl
  //      12  │    8.84%  udp-tx            bat, editors
  { name: 'line numbers', pattern: /^[ ]{0,8}(\d{1,7})(?:\t|[ ]{1,3}[│|](?: |$))/, number: 1 },
  //      1  =================              cat -n whose TAB became blanks: at least two of them
  { name: 'line numbers', pattern: /^[ ]{0,8}(\d{1,7})(?:[ ]{1,2}(?=[ \S])|[ ]?$)/, number: 1 },
  //  perf.txt:12:    8.84%     12:    8.84%     perf.txt-13-     grep -n, with -A/-B/-C
  { name: 'grep prefixes', pattern: /^(?:[\w./~+-]{1,200}?([:-]))?(\d{1,7})[:-]/, number: 2, gaps: true },
  //  2026-03-01T10:11:12.000Z host ci[77]:     [2026-03-01 10:11:12]      2026-03-01 10:11:12,123
  {
    name: 'log time stamps',
    pattern:
      /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?\]?(?:(?: [\w.-]{1,64}){1,2}(?:\[\d{1,8}\])?:)?(?: |$)/,
  },
  //  Mar  1 10:11:12 host ci[77]:
  {
    name: 'log time stamps',
    pattern: /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d [\w.-]{1,64} [\w./-]{1,64}(?:\[\d{1,8}\])?:(?: |$)/,
  },
  //  [  123.456789]                            the kernel log
  { name: 'log time stamps', pattern: /^\[[ ]{0,6}\d{1,7}\.\d{6}\](?: |$)/ },
];

const anySign =
  /^(?:[ ]{0,8}\d{1,7}(?:\t|[ ]{1,3}[│|]| )|[\w./~+-]{0,200}[:-]?\d{1,7}[:-]|\[?\d{4}-\d\d-\d\d[T ]\d\d:|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d |\[[ ]{0,6}\d{1,7}\.\d{6}\])/m;

/**
 * Line numbers, `grep -n` and log stamps before every line. Numbers must count upwards without a gap (or stand behind a
 * `:`), and what comes to light below must be perf's: tables of perf and of /proc begin with numbers as well.
 */
export const linePrefix: Repair = {
  name: 'line-prefix',
  sign: (text) => anySign.test(text),
  apply(lines) {
    for (const kind of kinds) {
      const runs = runsOf(lines, kind);
      if (runs.length === 0) continue;
      const out = lines.slice();
      for (const { start, end } of runs) {
        const width = kind.number && !kind.gaps ? narrowestGap(lines, kind, start, end) : 0;
        for (let i = start; i < end; i++) {
          const line = lines[i]!;
          const match = kind.pattern.exec(line.text);
          if (!match) continue;
          out[i] = {
            text: line.text.slice(width > 0 ? prefixWidth(match, line.text, width) : match[0].length),
            number: line.number,
          };
        }
      }
      const first = lines[runs[0]!.start]!.number;
      const last = lines[runs.at(-1)!.end - 1]!.number;
      return { lines: out, did: `removed ${kind.name} from ${lineRange(first, last)}`, line: first };
    }
    return undefined;
  },
};

interface Run {
  readonly start: number;
  readonly end: number;
}

function runsOf(lines: readonly Line[], kind: PrefixKind): Run[] {
  const runs: Run[] = [];
  for (let i = 0; i < lines.length; ) {
    const run = runAt(lines, kind, i);
    if (run && run.end - run.start >= shortestRun && bringsPerfToLight(lines, kind, run)) runs.push(run);
    i = run ? run.end : i + 1;
  }
  return runs;
}

/** Lines with the prefix from `start` on; blank lines between them may have lost it. */
function runAt(lines: readonly Line[], kind: PrefixKind, start: number): Run | undefined {
  let previous = numberOf(kind, lines[start]!.text);
  if (previous === undefined) return undefined;
  let end = start + 1;
  for (let i = end; i < lines.length; i++) {
    const { text } = lines[i]!;
    const number = numberOf(kind, text);
    if (number === undefined) {
      if (text.trim() !== '' || i - end > 2) break;
      continue;
    }
    if (kind.number && (kind.gaps ? number <= previous : number !== previous + 1)) break;
    previous = number;
    end = i + 1;
  }
  return { start, end };
}

function numberOf(kind: PrefixKind, text: string): number | undefined {
  const match = kind.pattern.exec(text);
  if (!match) return undefined;
  return kind.number ? Number(match[kind.number]) : 0;
}

function bringsPerfToLight(lines: readonly Line[], kind: PrefixKind, { start, end }: Run): boolean {
  let perf = 0;
  let other = 0;
  for (let i = start; i < end; i++) {
    const { text } = lines[i]!;
    if (isBlank(lines[i])) continue;
    const rest = text.replace(kind.pattern, '');
    // The prefix hides a row from whoever looks for its share; where the row shows anyway there is no prefix.
    if (startsWithPercent(text) || isTreeLine(text)) return false;
    if (isPerfLine(rest)) perf++;
    else other++;
  }
  return perf >= 2 || (perf === 1 && other < 20);
}

/** Blanks between number and text in the line that has the fewest, at most two: what the numbering put there. */
function narrowestGap(lines: readonly Line[], kind: PrefixKind, start: number, end: number): number {
  let narrowest = 2;
  for (let i = start; i < end; i++) {
    const { text } = lines[i]!;
    const match = kind.pattern.exec(text);
    if (!match || match[0].includes('\t') || /[│|]/.test(match[0])) return 0;
    const gap = /^\s*\d+(?!\d)([ ]+)\S/.exec(text)?.[1]?.length;
    if (gap !== undefined) narrowest = Math.min(narrowest, gap);
  }
  return narrowest;
}

function prefixWidth(match: RegExpExecArray, text: string, gap: number): number {
  const digitsEnd = /^\s*\d+/.exec(match[0])![0].length;
  return Math.min(digitsEnd + gap, text.length);
}
