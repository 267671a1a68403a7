import { printable } from '../text/width.ts';

/** Longest text from the input that goes into a comment: GitHub takes 65,536 characters for all of it. */
const longest = 1500;

// `uname -r`, or a name with an underscore in it: _raw_spin_lock_bh, cmpxchg_double_slab.isra.51, skb:kfree_skb
const codeLike = /(?<!`)`([^`]+)`(?!`)|(?<![.\w])(?:\w+:)?\w*_\w+(?:\.\w+)*/g;

/** Text that shows as it is, with symbols as code: nothing else in it is markup, HTML, a mention or a reference. */
export function text(raw: string): string {
  const clean = clipped(raw);
  let shown = '';
  let from = 0;
  for (const match of clean.matchAll(codeLike)) {
    shown += escaped(clean.slice(from, match.index)) + code(match[1] ?? match[0]);
    from = match.index + match[0].length;
  }
  shown += escaped(clean.slice(from));
  // A list, a heading's underline or a quote can only begin at the start of a line, and so can a command to a CI log.
  return shown.replace(/^(\s*)([-+=:])/, '$1\\$2').replace(/^(\s*\d+)([.)])(?=\s|$)/, '$1\\$2');
}

function escaped(prose: string): string {
  return withoutMentions(entities(prose.replace(/[\\`*_[\]#|~$]/g, '\\$&')));
}

/** Text for a place where markdown is not read, only HTML: a summary. References and mentions are looked for there too. */
export function html(raw: string): string {
  return withoutMentions(entities(clipped(raw)).replace(/#(?=\d)/g, '#<!-- -->'));
}

function entities(raw: string): string {
  return raw.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function withoutMentions(markup: string): string {
  return markup.replace(/(^|\W)@(?=\w)/g, '$1@<!-- -->');
}

/** A code span, fenced with more backticks than the text holds in a row. A pipe would end a table's cell even there. */
export function code(raw: string): string {
  const content = clipped(raw);
  if (content.includes('|') || content.trim() === '') return escaped(content);
  const fence = '`'.repeat(longestRun(content) + 1);
  const space = content.startsWith('`') || content.endsWith('`') ? ' ' : '';
  return `${fence}${space}${content}${space}${fence}`;
}

/** A fenced block of commands, indented to stand in a list item. */
export function block(raw: string, indent = ''): string[] {
  const fence = '`'.repeat(Math.max(3, longestRun(raw) + 1));
  return [`${fence}sh`, ...raw.slice(0, longest).split('\n').map(printable), fence].map((line) => indent + line);
}

function clipped(raw: string): string {
  return printable(raw.length > longest ? `${raw.slice(0, longest)}...` : raw);
}

function longestRun(content: string): number {
  let longestYet = 0;
  for (const [run] of content.matchAll(/`+/g)) longestYet = Math.max(longestYet, run.length);
  return longestYet;
}
