import type { Unread } from '../model/case.ts';
import { printable } from '../report/text/width.ts';
import { toStderr } from './output.ts';

export function complain(text: string): void {
  toStderr(`perfwhy: ${printable(text)}`);
}

/** Of an input in which nothing could be read: what it looks like, and what would help. */
export function complainOfUnread(unread: readonly Unread[]): void {
  for (const { file, firstLine, looksLike, advice } of unread) {
    if (looksLike === 'prose') continue;
    const name = file === '-' ? 'standard input' : file;
    const what = /^(?:a |the head of a )?perf[ .]/.test(looksLike) ? 'nothing to diagnose' : 'no perf output';
    complain(`${name}${firstLine > 0 ? `:${firstLine}` : ''}: ${what}: ${looksLike}`);
    if (advice !== undefined) complain(`${name}: what would help: ${advice}`);
  }
}
