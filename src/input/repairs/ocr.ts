import { hasMark } from '../perf-shapes.ts';
import { countOf, type Repair, rewriteLines } from './repair.ts';

//  O.45%   l2.O2%   exact:  O.0%       a share that has letters among its digits
const misreadShare = /(^|[\s:+-])([\dOoIl]{1,3}[.,][\dOoIl]{1,2})(?=%)/g;
//  [kl finish_task_switch    [k1    [.l          the mark's closing bracket read as l, I, 1 or |
const misreadMark = /([ \t])\[([k.])[lI1|](?=[ \t])/g;
const sign =
  /(?:^|[\s:+-])[\dOoIl]{0,2}[OoIl][\dOoIl]{0,2}[.,][\dOoIl]{1,2}%|(?:^|[\s:+-])\d{1,3}[.,](?:[OoIl][\dOoIl]|\d[OoIl])%/m;

/**
 * Screen shots read by a program: `O` for 0 and `l` for 1 inside shares, and `[kl` for `[k]`. Names are left as they are:
 * which letter was lost there cannot be known.
 */
export const ocr: Repair = {
  name: 'ocr',
  sign: (text) => sign.test(text),
  apply: (lines) =>
    rewriteLines(
      lines,
      (text) => {
        if (!text.includes('%')) return text;
        const shares = text.replace(misreadShare, (_, before: string, share: string) => {
          return /\d/.test(share) ? before + share.replace(/[Oo]/g, '0').replace(/[Il]/g, '1') : before + share;
        });
        return hasMark(shares) ? shares : shares.replace(misreadMark, '$1[$2]');
      },
      (count) => `read letters as digits in ${countOf(count, 'line')} (text recognition); names may be misread too`,
    ),
};
