import type { Format } from '../format.ts';
import { endsInCount, startsWithCount } from './line.ts';
import { FoldedStacks } from './reader.ts';

/** Folded stacks among other text. Files of nothing else are better streamed with `createFoldedReader`. */
export const folded: Format = {
  name: 'folded',
  starts(lines, at) {
    const text = lines[at]!.text;
    if (isStack(text)) return separators(text) > 1 || isStack(lines[at + 1]?.text);
    if (unshown.test(text)) return isStack(lines[at + 1]?.text);
    return isChain(text) && isChain(lines[at + 1]?.text);
  },
  read(lines, at, context) {
    const fits = isChain(lines[at]!.text) ? isChain : isStackOrComm;
    let end = at + 1;
    for (let i = end; i < lines.length && i - end < 3; i++) if (fits(lines[i]!.text)) end = i + 1;
    const stacks = new FoldedStacks(context.file);
    for (let i = at; i < end; i++) stacks.add(lines[i]!.text, lines[i]!.number);
    return { end, ...stacks.result(context) };
  },
};

// [...] 6434247644   what perfwhy collapse found no stacks for
const unshown = /^\[\.\.\.\] \d+(?:\.\d+)?$/;

/** `comm;f;g 12`: frames without a blank behind the separator, which prose and source code have. */
function isStack(text: string | undefined): boolean {
  if (text === undefined || endsInCount(text.trimEnd()) < 0) return false;
  const first = text.indexOf(';');
  return first > 0 && first < 300 && !text.includes('; ') && !/^\s*[{}"']/.test(text);
}

/** Samples without a stack leave the comm alone: `swapper 12`. */
function isStackOrComm(text: string): boolean {
  return isStack(text) || (text.length < 80 && /^[^\s;:]\S{0,40} \d+(?:\.\d+)?$/.test(text.trimEnd()));
}

/** `53 f;g;h`: a chain of perf report whose row is not there. */
function isChain(text: string | undefined): boolean {
  if (text === undefined || startsWithCount(text) < 0 || endsInCount(text.trimEnd()) >= 0) return false;
  return text.includes(';') && !text.includes('; ');
}

function separators(text: string): number {
  return text.split(';', 4).length - 1;
}
