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
