import type { Fact, FactName } from '../model/fact.ts';
import type { Line } from '../model/source.ts';
import type { Format } from './format.ts';

export interface HeaderBlock {
  readonly facts: Fact[];
  /** Index of the first line after the block. */
  readonly end: number;
  /** Command line of perf record (`perf record -a -g sleep 10`), arguments separated by blanks without quotes. */
  readonly recordCommand?: string;
}

/** Longest block: `-I` prints a line per CPU. */
const longest = 5000;

const names: Readonly<Record<string, FactName>> = {
  hostname: 'host',
  'os release': 'kernel',
  'perf version': 'perf-version',
  arch: 'architecture',
  'nrcpus online': 'cpus',
  cpudesc: 'cpu-model',
  cmdline: 'perf-command',
};

/**
 * Reads the block between two `# ========` lines that `--header` prints (always on top in 3.10). Undefined when
 * `lines[at]` is no such line. An end that was cut off does not matter: the block ends with the last line of its kind.
 */
export function readHeaderBlock(lines: readonly Line[], at: number, file: string): HeaderBlock | undefined {
  if (!isRule(lines[at]?.text)) return undefined;
  const facts: Fact[] = [];
  let recordCommand: string | undefined;
  let nodes = 0;
  let i = at + 1;
  for (; i < lines.length && i - at < longest; i++) {
    const line = lines[i]!;
    if (isRule(line.text)) {
      i++;
      break;
    }
    const text = line.text.trimStart();
    // perf breaks long lines nowhere, but mail programs do: what is no comment goes with the line before
    if (!text.startsWith('#')) {
      if (text.trim() === '' || i - at < 2) continue;
      if (!isRule(lines[i + 1]?.text) && !lines[i + 1]?.text.trimStart().startsWith('#')) break;
      continue;
    }
    if (/^# ?node\d+ meminfo\b/.test(text)) nodes++;
    const fact = headerFact(text);
    if (!fact) continue;
    if (fact.name === 'perf-command') recordCommand = fact.value;
    facts.push({ ...fact, how: 'read', place: { file, line: line.number } });
  }
  if (nodes > 0) {
    facts.push({ name: 'nodes', value: String(nodes), how: 'read', place: { file, line: lines[at]!.number } });
  }
  return { facts, end: i, ...(recordCommand && { recordCommand }) };
}

/** `# os release : 4.15.0-041500-generic`, in a block or pasted alone. */
export function headerFact(text: string): { name: FactName; value: string } | undefined {
  const field = fieldOf(text.slice(1).trim());
  const name = field && names[field.name];
  if (!name || field.value === '' || field.value === '(null)' || field.value === '(none)') return undefined;
  return { name, value: field.value };
}

/** `os release : 4.15.0-041500-generic`; `captured on: ...` of old releases has no blank before its colon. */
function fieldOf(text: string): { name: string; value: string } | undefined {
  let colon = text.indexOf(' : ');
  if (colon < 0) colon = text.endsWith(' :') ? text.length - 2 : text.indexOf(': ');
  if (colon <= 0) return undefined;
  const value = text
    .slice(colon)
    .replace(/^ ?: ?/, '')
    .trim();
  return { name: text.slice(0, colon).trim(), value };
}

function isRule(text: string | undefined): boolean {
  return text !== undefined && /^\s*# ?={6,}\s*$/.test(text);
}

/** A header block on its own (`--header-only`); before a report or a script it is read together with that. */
export const perfHeader: Format = {
  name: 'perf-header',
  starts: (lines, at) => isRule(lines[at]!.text) && (lines[at + 1]?.text.trimStart().startsWith('#') ?? false),
  read(lines, at, { file }) {
    const block = readHeaderBlock(lines, at, file);
    return { end: block?.end ?? at + 1, captures: [], facts: block?.facts ?? [] };
  },
};
