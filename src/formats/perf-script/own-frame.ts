import { objectStart } from './frame-line.ts';

// insn: 48 3d 00 f0 ff ff
const instruction = /\s+insn:(?: [0-9a-f]{2})*$/;
// a physical address, a weight or another number in a column of its own
const trailingNumber = /\)\s+[0-9a-f]{1,16}$/;
// 0x7fab5764524a/0x55b76f054342/M/-/-/7
const branches = /\s+0x[0-9a-f]+(?:\(.*?\))?\/0x.*$/;

// ffffffff8204227c udp_rmem_release+0x9c        10c2a0600
const nextColumn = /([0-9a-f]{5,16} \S.*?) {2,}\S.*$/;

/**
 * The sample's own frame in what follows the event of a line without call graph, or undefined: fields such as the data
 * source stand before it, others behind.
 *
 *     ffffffff820473e7 __udp4_lib_rcv+0x957 ([kernel.kallsyms])
 *     0   1e05080021 |OP N/A|LVL N/A|LCK N/A|BLK  N/A   0     558fb34b95f9 find_variable+0x29 (/usr/bin/bash)   0
 */
export function ownFrame(rest: string): string | undefined {
  let text = rest.trim();
  // a branch's target follows its source: f+0x1 (dso) => g+0x0 (dso)
  const target = text.indexOf(') => ');
  if (target > 0) text = text.slice(0, target + 1);
  text = text.replace(instruction, '').replace(branches, '');
  if (trailingNumber.test(text)) text = text.slice(0, text.lastIndexOf(')') + 1);
  const open = objectStart(text);
  // without an object the name ends where the next column begins: names hold single blanks only
  const tail = text.lastIndexOf('|') + 1;
  if (open < 0) text = text.slice(0, tail) + text.slice(tail).replace(nextColumn, '$1');
  const start = addressStart(text, open);
  return start < 0 ? undefined : text.slice(start);
}

/** Index of the sample's address before the object at `open` (-1: none printed), or -1. */
function addressStart(text: string, open: number): number {
  const before = open < 0 ? text : text.slice(0, open);
  const dataSource = before.lastIndexOf('|');
  let start = -1;
  let end = 0;
  for (const { 0: word, index } of before.matchAll(/\S+/g)) {
    const gap = index - end;
    end = index + word.length;
    if (!isAddress(word)) continue;
    // the address is the last number before the name; numbers before it stand in narrower columns than its 16
    const wide = gap + word.length > 16;
    if (dataSource >= 0 ? index > dataSource : index === 0 || wide) start = index;
    if (dataSource < 0 && index > 0 && wide) break;
  }
  return start;
}

function isAddress(word: string): boolean {
  return word.length <= 16 && /^[0-9a-f]+$/.test(word);
}
