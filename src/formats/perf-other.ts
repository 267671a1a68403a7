import type { Line } from '../model/source.ts';
import type { Format } from './format.ts';

/** An output of perf that is recognised and holds nothing a diagnosis can use. */
interface Other {
  readonly name: string;
  readonly looksLike: string;
  readonly advice?: string;
  starts(lines: readonly Line[], at: number): boolean;
  /** Whether a line below the first one still belongs to it. Blank lines do, between lines that do. */
  continues(text: string): boolean;
}

const others: readonly Other[] = [
  {
    name: 'perf-kwork',
    looksLike: 'perf kwork',
    advice: 'perf report of the same CPUs shows where softirqs spend their time',
    //   Kwork Name                     | Cpu  | Total Runtime | Count     | ...
    starts: (lines, at) => /^\s*Kwork Name\s+\|\s+Cpu\s+\|/.test(lines[at]!.text),
    //   (s)NET_RX:3                    | 0001 |     18.711 ms |      8064 | ...
    continues: (text) => /^\s*(?:\S.*\|\s*\d{4}\s*\|.*|-{5,}|INFO: .* skipped events .*)\s*$/.test(text),
  },
  {
    name: 'perf-kmem',
    looksLike: 'perf kmem',
    advice: 'perf record -g -e kmem:kmem_cache_free shows who frees on another CPU',
    starts: (lines, at) => /^SUMMARY \((?:SLAB|page) allocator\)\s*$/.test(lines[at]!.text),
    continues: (text) =>
      /^(?:={5,}|(?:Total|Net total) (?:bytes|alloc|free|requests|allocations|frees)[\w ]*:.*|Internal fragmentation: .*|Cross CPU allocations: .*)\s*$/.test(
        text,
      ),
  },
  {
    name: 'perf-mem-dump',
    looksLike: 'single memory accesses (perf mem report -D)',
    advice: 'perf c2c report --stdio of the same recording shows who shares which cache line',
    // # PID, TID, IP, ADDR, LOCAL WEIGHT, DSRC, SYMBOL
    starts: (lines, at) => /^# PID, TID, IP, (?:ADDR|PHYS ADDR)/.test(lines[at]!.text),
    //  7776  7777 0xffffffff8204227c 0x016ffff88810c2a0600   559 0x2629808042 [kernel.kallsyms]:udp_rmem_release
    continues: (text) => /^\s*-?\d+\s+-?\d+\s+0x[0-9a-f]+\s/.test(text),
  },
  {
    name: 'perf-evlist',
    looksLike: 'perf evlist (the events of a recording)',
    // `cpu-clock: type: 1, size: 128, ...`, or names alone above the tip that perf prints at the end
    starts: (lines, at) => evlistRow.test(lines[at]!.text.slice(0, 120)) || hasEvlistTip(lines, at),
    continues: (text) =>
      evlistRow.test(text.slice(0, 120)) || plainEvent.test(text) || text.startsWith("# Tip: use 'perf evlist "),
  },
  {
    name: 'perf-buildid-list',
    looksLike: 'perf buildid-list',
    // 48dc540c8b76393804ca8088dbfa7d42911a9444 [kernel.kallsyms]
    starts: (lines, at) => buildId.test(lines[at]!.text),
    continues: (text) => buildId.test(text),
  },
  {
    name: 'perf-list',
    looksLike: 'perf list',
    //   context-switches OR cs                             [Software event]
    starts: (lines, at) => listRow.test(lines[at]!.text),
    continues: (text) => listRow.test(text),
  },
  {
    name: 'perf-sched-map',
    looksLike: 'perf sched map',
    advice: 'perf sched timehist -s, or perf sched latency, give sums',
    //   *A0        3758.235925 secs A0 => migration/0:18
    starts: (lines, at) => mapRow.test(lines[at]!.text.slice(0, 4000)),
    continues: (text) => mapRow.test(text.slice(0, 4000)),
  },
  {
    name: 'perf-timechart',
    looksLike: 'perf timechart (it draws an SVG)',
    advice: 'perf sched timehist -s',
    // Written 1.2 seconds of trace to output.svg.
    starts: (lines, at) => /^Written \d+\.\d+ seconds of trace to \S+\.svg\./.test(lines[at]!.text),
    continues: () => false,
  },
];

const evlistRow = /^\S+: type: \d+(?: \(\w+\))?, size: \d+,/;
const plainEvent = /^[a-z][\w:./=,-]{2,100}$/i;
const buildId = /^[0-9a-f]{40} (?:\/\S|\[)/;
const listRow =
  /^\s+\S.*\s\[(?:Software|Hardware|Tool|Hardware cache|Kernel PMU|Tracepoint|Raw hardware) event(?: descriptor| type)?\]\s*$/;
const mapRow = /^\s+(?:[*\s]?[A-Z0-9.-]{1,2}\s+){1,512}\d+\.\d{6} secs\s/;

/** `cpu-clock` and the like, then `# Tip: use 'perf evlist --trace-fields' to show fields for tracepoint events`. */
function hasEvlistTip(lines: readonly Line[], at: number): boolean {
  if (!plainEvent.test(lines[at]!.text)) return false;
  for (let i = at + 1; i < lines.length && i < at + 64; i++) {
    if (lines[i]!.text.startsWith("# Tip: use 'perf evlist ")) return true;
    if (!plainEvent.test(lines[i]!.text)) return false;
  }
  return false;
}

export const otherPerfFormats: readonly Format[] = others.map(({ name, looksLike, advice, starts, continues }) => ({
  name,
  starts: (lines, at) => lines[at]!.text.length < 5000 && starts(lines, at),
  read(lines, at, context) {
    let end = at + 1;
    for (let i = at + 1; i < lines.length; i++) {
      const { text } = lines[i]!;
      if (text.trim() === '') continue;
      if (text.length >= 5000 || !continues(text)) break;
      end = i + 1;
    }
    const range = { file: context.file, firstLine: lines[at]!.number, lastLine: lines[end - 1]!.number };
    return { end, captures: [], unread: [{ ...range, looksLike, ...(advice !== undefined && { advice }) }] };
  },
}));
