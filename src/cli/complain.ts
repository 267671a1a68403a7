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
    complain(`${name}${firstLine > 0 ? `:${firstLine}` : ''}: no perf output: ${looksLike}`);
    if (advice !== undefined) complain(`${name}: what would help: ${advice}`);
  }
}
