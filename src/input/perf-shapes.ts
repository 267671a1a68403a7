/**
 * Shapes that only perf prints, which the repairs tell perf's lines from prose by. They look at punctuation that perf
 * always prints, never at columns.
 */

//     12.02%  udp-tx   |   +   12,02%  0.10%  udp-tx   |   124.73% f (perf top goes above 100)
const rowStart = /^[ \t]*(?:[+-][ \t]*)?\d{1,3}[.,]\d\d%(?=[ \t[]|$)/;

/** True for a line that begins with a share: a row of a table, or a valued line of a TUI tree. */
export function startsWithPercent(text: string): boolean {
  return rowStart.test(text);
}

//  [k]  [.]  [g]  [u]  [H]
const markAnywhere = /(?:^|[ \t])\[[k.guH]\](?:[ \t]|$)/;

export function hasMark(text: string): boolean {
  return markAnywhere.test(text);
}

/** A row of a table sorted by symbol: share first, mark later. */
export function isSymbolRow(text: string): boolean {
  return startsWithPercent(text) && hasMark(text);
}

//            |--6.80%--f    |             --2.04%--f    |    ---f    |            |    |   - 6.80% f    |   + f
const treeLine = /^[ \t]*(?:\||---[^-]|--\d|[+-] \S)/;

export function isTreeLine(text: string): boolean {
  return treeLine.test(text);
}

// Lines that perf prints at column 0. A `#` alone is not enough: perf stat has comments far to the right.
//   "# Overhead ..."  "# Samples: 441  of event"  "# ........"  "# ========"  "#"  "#----------" (c2c)
//   "-----------" below PerfTop   "Samples: 441  of event ..." (TUI)
const columnZero =
  /^(?:#(?:$| (?:Overhead|Children|Self|Baseline|Samples|Events?\b|Total |To display|captured|hostname|cmdline|\.{3}|={4}|-{4})|-{20})|-{30}|={30}|Samples: |PerfTop:)/;

/** True when the text is one that perf prints at column 0 (PerfTop: near it), given without its indentation. */
export function isAnchor(textWithoutIndent: string): boolean {
  return columnZero.test(textWithoutIndent);
}

// Lines that no other text has: what a prefix must bring to light to be taken for one.
const perfLines = [
  //  udp-tx 11480 [000]  3157.417284:    2004008 cpu-clock:
  /\s\d{1,9}(?:\/\d{1,9})?\s+(?:\[\d{3}\]\s+)?\d{1,9}\.\d{6,9}:\s+(?:\d+\s+)?[\w:/,=.-]+:/,
  //      ffffffff820473e7 __udp4_lib_rcv+0x957 ([kernel.kallsyms])
  /^\s+[0-9a-f]{8,16} (?:[A-Za-z_]\S*|\[unknown\])(?: \(.{1,300}\))?$/,
  /^\s+[0-9a-f]{5,16} .{1,500}\(.{1,300}\)$/,
  //  udp-tx;entry_SYSCALL_64;do_syscall_64 12
  /^[^;\s][^;]{0,60}(?:;[^;]{1,300}){2,} \d+$/,
  //   Performance counter stats for 'system wide':       1.001 seconds time elapsed
  /^[ ]{0,10}(?:Performance counter stats for|\d+[.,]\d+ seconds (?:time elapsed|user|sys))/,
  //      1,234,567      cycles                    #    3.012 GHz
  /^[ ]{4,20}\d[\d.,]{0,25} {2,}[\w:/.-]+ {2,}# /,
  //    12.34 :   401136:  mov    (%rax),%rdx          Percent |  Source code & Disassembly of udpload
  /^ {0,6}\d{1,3}\.\d\d +[:│|] |^ ?Percent ?[|│]/,
  //   0  0xffff88810c2a0600     0      77   41.36%      280
  /^ {2,8}\d{1,5} +0x[0-9a-f]{8,16} .*\d\d%/,
  //      3157.310039 [0001]  both.sh[11468]          0.000      0.000      0.123
  /^ +\d{1,9}\.\d{6} \[\d{4}\] /,
  //  2004008,,cycles,1001234567,100.00,,
  /^ *[\d.]+([,;|])[^,;|]{0,20}\1[\w:/.-]+\1\d+\1\d{1,3}[.,]\d\d\b/,
  //           1     39.81 us     39.81 us     39.81 us     spinlock   f+0x110
  /^ +\d+ +\d+\.\d\d [mun]?s +\d+\.\d\d [mun]?s /,
  //   contended   total wait     max wait     avg wait
  /^ +(?:contended +total wait|Name +acquired)/,
];

/** True for a line that only perf prints, in whatever format. */
export function isPerfLine(text: string): boolean {
  return startsWithPercent(text) || isPerfLineBesideRows(text);
}

/** The same without rows, for where a row may begin with what could be a prefix (`+   12.02%` in the TUI). */
export function isPerfLineBesideRows(text: string): boolean {
  return isAnchor(text.trimStart()) || perfLines.some((shape) => shape.test(text));
}

// What decides "this text is a report" before it is cleaned: used to keep odd containers from being refused.
const perfSigns = [
  /^[ \t>|+]*\d{1,3}[.,]\d\d%[ \t].*\[[k.guH]\]/m,
  /\birqs\/sec\b/,
  /^[^\n]{0,20}# (?:Overhead|Children|Baseline|Samples:|Event)\b/m,
  /\bPerformance counter stats for\b/,
  /\bevent '[^'\n]{1,200}', (?:\d+ Hz, )?Event count/,
  /\b(?:Trace Event Information|Shared Data Cache Line Table)\b/,
  /--\d{1,3}[.,]\d\d%--/,
];

/** True when something in the text can only come from perf. */
export function holdsPerfOutput(text: string): boolean {
  return perfSigns.some((sign) => sign.test(text));
}
