import { printable } from '../text/width.ts';

/** HTML that was made by `html`: everything in it that came from the input is escaped. */
export interface Markup {
  readonly markup: string;
}

export type Content = Markup | readonly Markup[] | string | number | undefined;

export const nothing: Markup = { markup: '' };

/** A template of HTML. Strings put into it become text, never markup: `html` of `html` is the only way in. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  let markup = parts[0]!;
  for (const [index, content] of contents.entries()) markup += markupOf(content) + parts[index + 1]!;
  return { markup };
}

function markupOf(content: Content): string {
  if (content === undefined) return '';
  if (typeof content === 'string') return escapeHtml(content);
  if (typeof content === 'number') return String(content);
  if ('markup' in content) return content.markup;
  return content.map((item) => item.markup).join('');
}

/** Text for an element or a quoted attribute. What a browser obeys instead of shows (bidirectional marks) is written out. */
export function escapeHtml(text: string): string {
  return printable(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

/** JSON for a script block, which ends at the first `</script` whatever it is in. */
export function jsonForScript(value: unknown): string {
  return JSON.stringify(value)
    .replace(/</g, '\\u003c')
    .replace(/>/g, '\\u003e')
    .replace(/&/g, '\\u0026')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
}

// `uname -r`, or a name that has an underscore in it: _raw_spin_lock_bh, sock.sk_rmem_alloc, cmpxchg_double_slab.isra.51,
// skb:kfree_skb
const codeLike = /`([^`]+)`|\w+(?:[.:]\w+)*/g;

/** Prose with symbols and `commands` as code. */
export function prose(text: string): Markup {
  const parts: Markup[] = [];
  let from = 0;
  for (const match of text.matchAll(codeLike)) {
    if (match[1] === undefined && !match[0].includes('_')) continue;
    parts.push(html`${text.slice(from, match.index)}<code>${match[1] ?? match[0]}</code>`);
    from = match.index + match[0].length;
  }
  parts.push(html`${text.slice(from)}`);
  return html`${parts}`;
}
