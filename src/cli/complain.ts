import type { Unread } from '../model/case.ts';
import { grouped } from '../report/text/numbers.ts';
import { printable } from '../report/text/width.ts';
import { toStderr } from './output.ts';

export function complain(text: string): void {
  toStderr(`perfwhy: ${printable(text)}`);
}

/** Of an input in which nothing could be read: what it looks like, and what would help. The same of many places is said once. */
export function complainOfUnread(unread: readonly Unread[]): void {
  const alike = new Map<string, Unread[]>();
  for (const one of unread) {
    if (one.looksLike === 'prose') continue;
    const key = `${one.file}\0${one.looksLike}\0${one.advice ?? ''}`;
    const those = alike.get(key);
    if (those) those.push(one);
    else alike.set(key, [one]);
  }
  for (const those of alike.values()) {
    const { file, firstLine, looksLike, advice } = those[0]!;
    const name = file === '-' ? 'standard input' : file;
    const others =
      those.length > 1 ? `, and ${grouped(those.length - 1)} more up to line ${those.at(-1)!.firstLine}` : '';
    const what = /^(?:a |the head of a )?perf[ .]/.test(looksLike) ? 'nothing to diagnose' : 'no perf output';
    complain(`${name}${firstLine > 0 ? `:${firstLine}` : ''}: ${what}: ${looksLike}${others}`);
    if (advice !== undefined) complain(`${name}: what would help: ${advice}`);
  }
}
