import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { html, jsonForScript, prose } from '../../../src/report/html/markup.ts';
import { sha256 } from '../../../src/report/html/sha256.ts';
import { textOf } from './page-of.ts';

describe('text in markup', () => {
  it('never becomes markup, in elements and in attributes', () => {
    const made = html`<p title="${'"><script>alert(1)</script>'}">${'</p><img src=x onerror=alert(1)>'}</p>`.markup;
    expect(made).toBe(
      '<p title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">&lt;/p&gt;&lt;img src=x onerror=alert(1)&gt;</p>',
    );
  });

  it('shows what a browser would obey', () => {
    expect(html`${'a\u202eb\u001b[31m'}`.markup).toBe('a\\u202eb\\x1b[31m');
  });

  it('keeps all characters of prose, with symbols as code', () => {
    expect(prose('14.92 % in udp_rmem_release; sock.sk_rmem_alloc: `uname -r` tells').markup).toBe(
      '14.92 % in <code>udp_rmem_release</code>; <code>sock.sk_rmem_alloc</code>: <code>uname -r</code> tells',
    );
    expect(prose('counts skb:kfree_skb').markup).toBe('counts <code>skb:kfree_skb</code>');
    const asciiWithoutTicks = fc.string({ unit: 'grapheme-ascii' }).filter((text) => !text.includes('`'));
    fc.assert(fc.property(asciiWithoutTicks, (text) => textOf(prose(text).markup) === text));
  });

  it('comes to an end with long words', () => {
    const word = 'a'.repeat(200_000);
    expect(prose(word).markup).toBe(word);
  });
});

describe('data in a script block', () => {
  it('cannot end the block or begin another', () => {
    const data = { name: '</script><script>alert(1)</script><!--', separators: '\u2028\u2029' };
    const made = jsonForScript(data);
    expect(made).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(made)).toEqual(data);
  });
});

describe('SHA-256', () => {
  it('is the one that node computes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        expect(sha256(text)).toBe(createHash('sha256').update(text).digest('base64'));
      }),
    );
  });
});
