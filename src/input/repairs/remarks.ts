import { countOf, type Repair, rewriteLines } from './repair.ts';

// 33861296 packet receive errors    <---- HERE      rx_missed_errors: 4711  ← grows
// Not the end of a heading of tail or head (==> snmp.txt <==), nor what perf annotate draws where a function ends (← retq).
const remark = /([\w.)%])[ \t]+(?:<--|<==(?=[=<]*[ \t]*[^\s=<])|<<<|←(?![ \t]*\w*ret)).*$/;
const heading = /^[ \t]*==>/;

/** What somebody pointed at in a ticket or an article: an arrow behind a row, and what was said of it. */
export const remarks: Repair = {
  name: 'remarks',
  sign: (text, isAscii) => /[ \t](?:<--|<==|<<<)/.test(text) || (!isAscii() && text.includes('←')),
  apply(lines) {
    return rewriteLines(
      lines,
      (text) => (heading.test(text) ? text : text.replace(remark, '$1')),
      (count) => `removed the remark behind an arrow from ${countOf(count, 'line')}`,
    );
  },
};
