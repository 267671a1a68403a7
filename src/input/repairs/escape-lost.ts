import { countOf, type Repair, rewriteLines } from './repair.ts';

// "  [31m   8.84%[m  udp-tx"   "63.95%[[m  iperf3": perf ends the colour of every share right behind its percent sign
const afterPercent = /%\[{1,2}(?:\d[\d;]{0,20})?m(?![\w])/;
const colour = /\[{1,2}\d[\d;]{0,20}m|\[{1,2}m(?![\w])/g;

/** Colours whose ESC byte was lost. Only digits between `[` and `m` are taken: `[k]`, `[.]`, `[mvneta]` are perf's own. */
export const escapeLost: Repair = {
  name: 'escape-lost',
  sign: (text) => text.includes('%[') && afterPercent.test(text),
  apply: (lines) =>
    rewriteLines(
      lines,
      (text) => (text === '[H[2J' ? '' : text.includes('[') ? text.replace(colour, '') : text),
      (count) => `removed colour codes without their escape character from ${countOf(count, 'line')}`,
    ),
};
