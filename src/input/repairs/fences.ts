import { fitsAt } from '../telltales.ts';
import { countOf, type Repair, rewriteLines } from './repair.ts';

// ```console    ~~~    {noformat}    {code:title=perf.txt}    [code]    '''
const fenceLine =
  /^[ \t]*(?:`{3,}[ \t]*[\w.+-]{0,30}|~{3,}[ \t]*[\w.+-]{0,30}|'{3}|\{(?:noformat|code|quote|panel)(?::[^{}]{0,200})?\}|\[\/?(?:code|quote|pre)(?:=[\w-]{1,30})?\])[ \t]*$/i;
// ```$ perf top       {noformat}Samples: 441  of event       [code]...        (text on the fence's own line)
const fenceStart = /^[ \t]*(?:`{3}(?=[^`\n])|\{(?:noformat|code)(?::[^{}]{0,200})?\}|\[(?:code|pre)\])/i;
//   0.70%  [kernel]  [k] f```
const fenceEnd = /(?:`{3}|\{(?:noformat|code)\}|\[\/(?:code|pre)\])[ \t]*$/i;
const colour = /\{color(?::[#\w]{1,20})?\}/gi;
const inBraces = /\{(?:noformat|code|quote|panel|color)[:}]/iy;
const inBrackets = /\[\/?(?:code|quote|pre)[\]=]/iy;
const sign = /`{3}|~{3}|^[ \t]*'{3}[ \t]*$|\{(?:noformat|code|quote|panel|color)[:}]|\[\/?(?:code|quote|pre)[\]=]/im;

/**
 * Markdown, Jira and forum fences. The line becomes an empty one: what stands behind a fence is another section. Text on
 * the fence's own line and prompts stay.
 */
export const fences: Repair = {
  name: 'fences',
  sign: (text) =>
    ['```', '~~~', "'''"].some((quotes) => text.includes(quotes)) ||
    fitsAt(text, '{', inBraces) ||
    fitsAt(text, '[', inBrackets),
  apply: (lines) =>
    rewriteLines(
      lines,
      (text) => {
        if (!sign.test(text)) return text;
        if (fenceLine.test(text)) return '';
        return text.replace(fenceStart, '').replace(fenceEnd, '').replace(colour, '');
      },
      (count) => `removed ${countOf(count, 'code fence')}`,
    ),
};
