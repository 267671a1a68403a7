import { countOf, type Repair, rewriteLines } from './repair.ts';

// 33861296 packet receive errors    <---- HERE      rx_missed_errors: 4711  ← grows
// Not the end of a heading of tail or head (==> snmp.txt <==), nor what perf annotate draws where a function ends (← retq).
const remark = /([\w.)%])[ \t]+(?:<--|<==(?=[=<]*[ \t]*[^\s=<])|<<<|←(?![ \t]*\w*ret)).*$/;
const heading = /^[ \t]*==>/;

//     12 packet receive errors  // watch this      IgnoredMulti: 52      # not ours      Udp:  # of this host
// Other names without a number are prompts and banners: `host: # perf report -C 3`, `Version: #1 SMP`.
const counter =
  /^([ \t]*(?:\d{1,20} [a-z][a-z ]{1,60}[a-z]\.?|[A-Za-z][\w.-]{1,60}: {1,9}-?\d{1,20}|(?:Udp|Ip|Icmp|Tcp)[A-Z]?[A-Za-z]{0,4}6?:))[ \t]+(?:\/\/|#).*$/;

/**
 * What somebody pointed at in a ticket or an article: an arrow behind a row, and what was said of it; behind a counter also a
 * comment.
 */
export const remarks: Repair = {
  name: 'remarks',
  sign: (text, isAscii) =>
    /[ \t](?:<--|<==|<<<)|^[ \t]*(?:\d+ [a-z]|[A-Za-z][\w.-]*:)[^#/\n]*[ \t](?:\/\/|#)/m.test(text) ||
    (!isAscii() && text.includes('←')),
  apply(lines) {
    return rewriteLines(
      lines,
      (text) => (heading.test(text) ? text : text.replace(remark, '$1').replace(counter, '$1')),
      (count) => `removed what is said behind ${countOf(count, 'row')}`,
    );
  },
};
