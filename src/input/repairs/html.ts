import type { Line } from '../../model/source.ts';
import { countOf, type Repair } from './repair.ts';

const blockTags =
  'pre|p|div|ul|ol|li|tr|table|tbody|thead|h[1-6]|hr|blockquote|html|head|body|title|center|section|article|header|footer|nav|main';
const inlineTags =
  'code|b|i|u|s|em|strong|tt|font|span|a|samp|kbd|small|big|sub|sup|img|mark|del|ins|td|th|col|link|meta|input|button|label|form|time|svg|path';

// Only these are tags: `<int>`, `<not counted>`, `<redacted>`, `<snip 200 lines>` are text.
const tag = new RegExp(`</?(${blockTags}|${inlineTags}|br)(?:\\s[^<>]{0,1000})?/?>`, 'gi');
// What literal text cannot hold: an entity, a closing tag, <pre>, <br> and links. C++ has `foo<b>` but no `</b>`.
const evidence =
  /&(?:lt|gt|amp|quot|apos|nbsp|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});|<\/(?:pre|code|p|div|span|a|td|tr|b|i|u|em|strong|tt|font|li|html|body)>|<(?:pre|br ?\/?)>|<a href=/i;
const entity =
  /&(lt|gt|amp|quot|apos|nbsp|hellip|ndash|mdash|middot|lsquo|rsquo|ldquo|rdquo|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});/g;

const named: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  middot: '·',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
};

/** HTML around or inside the text: a fixed list of tags goes, entities become characters (twice for `&amp;lt;`). */
export const html: Repair = {
  name: 'html',
  sign: (text) => (text.includes('<') || text.includes('&')) && evidence.test(text),
  apply(lines) {
    const out: Line[] = [];
    let changed = 0;
    let first = 0;
    let hiddenUntil = '';
    for (const line of lines) {
      let { text } = line;
      if (hiddenUntil !== '' || /<(?:script|style)\b/i.test(text)) {
        [text, hiddenUntil] = withoutScripts(text, hiddenUntil);
      }
      if (text.includes('<')) text = withoutTags(text);
      if (text.includes('&')) text = unescapeEntities(text);
      if (text === line.text) {
        out.push(line);
        continue;
      }
      if (changed++ === 0) first = line.number;
      for (const piece of text.split('\n')) out.push({ text: piece, number: line.number });
    }
    if (changed === 0) return undefined;
    return { lines: out, did: `removed HTML tags and entities from ${countOf(changed, 'line')}`, line: first };
  },
};

/** A block's tag ends a line unless the line is empty there anyway; `<br>` always does. */
function withoutTags(text: string): string {
  const marked = text.replace(tag, (whole, name: string) => {
    const lower = name.toLowerCase();
    if (lower === 'br') return '\v';
    if (lower === 'td' || lower === 'th') return whole.startsWith('</') ? '  ' : '';
    return isBlock.test(lower) ? '\n' : '';
  });
  if (marked === text) return text;
  const lines = marked.replace(/\v[ \t]*$/, '').split('\v');
  return lines
    .map((line) =>
      line
        .split('\n')
        .filter((piece) => piece.trim() !== '')
        .join('\n'),
    )
    .join('\n');
}

const isBlock = new RegExp(`^(?:${blockTags})$`);

function unescapeEntities(text: string): string {
  const once = text.replace(entity, decodeEntity);
  return /&amp;(?:lt|gt|amp|nbsp|quot|#)/.test(text) ? once.replace(entity, decodeEntity) : once;
}

function decodeEntity(whole: string, name: string): string {
  if (name[0] !== '#') return named[name] ?? whole;
  const code =
    name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code < 32 || code > 0x10ffff ? whole : String.fromCodePoint(code);
}

function withoutScripts(text: string, hiddenUntil: string): [string, string] {
  let rest = text;
  let kept = '';
  let until = hiddenUntil;
  while (rest !== '') {
    if (until !== '') {
      const end = rest.toLowerCase().indexOf(until);
      if (end < 0) return [kept, until];
      rest = rest.slice(end + until.length);
      until = '';
    }
    const start = /<(script|style)\b[^<>]{0,1000}>/i.exec(rest);
    if (!start) return [kept + rest, ''];
    kept += rest.slice(0, start.index);
    rest = rest.slice(start.index + start[0].length);
    until = `</${start[1]!.toLowerCase()}>`;
  }
  return [kept, until];
}
