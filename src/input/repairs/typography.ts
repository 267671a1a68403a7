import { countOf, type Repair, rewriteLines } from './repair.ts';

const dash = '[\\u2010-\\u2015\\u2212]';
const anyDash = new RegExp(dash);
const sign = /[\u2010-\u2015\u2212\u2018-\u201f\u2026\u2032\u2033]/;

//            |–6.80%–sock_def_readable        |—7.02%— f          both ends of a branch are two dashes
const branch = new RegExp(`^([ \\t|]*)(?:${dash}|-)+(\\d{1,12}(?:[.,]\\d{1,2})?%?)(?:${dash}|-)+(?=[ \\t]?[^\\s\\d])`);
//            —finish_task_switch              a root has three
const root = new RegExp(`^([ \\t|]*)(?:${dash}|-){1,3}(?=[ ]?[A-Za-z_0-9(\\[])`);
//  −   12.02%  udp-tx         – 6.80% f       a TUI fold mark is one
const fold = new RegExp(`^([ \\t]*)${dash}([ \\t]+(?:\\d{1,3}[.,]\\d\\d%|[A-Za-z_]\\w*$))`);
//     0.79%     −0.79%  [kernel]               a negative difference
const minus = new RegExp(`([ \\t])${dash}(?=\\d{1,3}[.,]\\d\\d%(?:[ \\t]|$))`, 'g');
//  –header/–header-only
const option = new RegExp(`(^|[ \\t/])${dash}(?=[a-z][\\w-])`, 'g');
// Rules below PerfTop:, c2c headings: two or three dashes became one character each
const rule = new RegExp(`^[ \\t#]*(?:${dash}|-){12,}[ \\t]*$`);

/**
 * Dashes and quotes that word processors and chat programs set: `--` as an en dash, `---` as an em dash. Which one it was
 * is told by the place, not by the character: macOS makes an em dash of `--`.
 */
export const typography: Repair = {
  name: 'typography',
  sign: (text, isAscii) => !isAscii() && sign.test(text),
  apply: (lines) =>
    rewriteLines(
      lines,
      (text) => (sign.test(text) ? plain(text) : text),
      (count) => `put back typed dashes and quotes in ${countOf(count, 'line')}`,
    ),
};

function plain(text: string): string {
  const out = text
    .replace(/[\u2018-\u201b\u2032]/g, "'")
    .replace(/[\u201c-\u201f\u2033]/g, '"')
    .replace(/\u2026/g, '...');
  if (!anyDash.test(out)) return out;
  if (rule.test(out)) return out.replace(/[\u2010-\u2015\u2212]/g, '--');
  if (branch.test(out)) return out.replace(branch, '$1--$2--');
  if (fold.test(out)) return out.replace(fold, '$1-$2');
  if (startsWithDash.test(out) && root.test(out)) return out.replace(root, '$1---');
  return out.replace(minus, '$1-').replace(option, '$1--');
}

const startsWithDash = new RegExp(`^[ \\t|]*-{0,2}${dash}`);
