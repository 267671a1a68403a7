import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { code, html, text } from '../../src/report/markdown/escape.ts';
import { markdown, marker } from '../../src/report/markdown.ts';
import { all, culprit, hostile, nothingRead } from './diagnoses.ts';

describe('the markdown report', () => {
  test.each(['culprit', 'likely', 'noSingleCulprit', 'inconclusive', 'notUdp', 'nothingRead'] as const)(
    '%s',
    async (name) => {
      await expect(markdown(all[name])).toMatchFileSnapshot(`golden/${name}.md`);
    },
  );

  test('begins with the mark by which a comment is found again, then the answer', () => {
    const [first, second] = markdown(culprit).split('\n');
    expect(first).toBe(marker);
    expect(second).toBe("### `socket-lock` confirmed, 75.08 % of `udp_sink`'s samples");
    expect(markdown(nothingRead)).toContain('### No perf output found');
  });

  test('hostile text is no HTML and no link', () => {
    const report = markdown(hostile);
    const own = /<\/?(?:details|summary)>|<!-- perfwhy -->|<!-- -->/g;
    const outsideCode = report
      .replace(/(`{3,})sh\n[\s\S]*?\n\s*\1/g, '')
      .replace(/(`+)[^`]+?\1/g, '')
      .replace(own, '');
    expect(outsideCode).not.toMatch(/<[a-z/!]/i);
    expect(outsideCode).not.toMatch(/(?<!\\)\](?=\()/);
    expect(report).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]/);
  });

  test('a command can not close its own block', () => {
    const [remedy] = hostile.findings[0]!.remedies;
    const report = markdown({ ...hostile, nextCapture: { why: '', command: 'a\n```\n# out\n````' } });
    expect(remedy).toBeDefined();
    expect(report).toContain('`````sh\na\n```\n# out\n````\n`````');
  });

  test('fits into a comment and says what did not', () => {
    const [finding] = culprit.findings;
    const evidence = Array.from({ length: 30 }, (_, i) => ({
      ...finding!.evidence[0]!,
      says: 'x'.repeat(9000),
      line: i + 1,
    }));
    const warnings = Array.from({ length: 400 }, (_, i) => ({ text: `note ${i} ${'y'.repeat(300)}` }));
    const report = markdown({ ...culprit, findings: [{ ...finding!, evidence }], warnings });
    expect(report.length).toBeLessThan(65_536);
    expect(report).toMatch(/_\d+ of \d+ parts do not fit into a comment: see the JSON or terminal report\._\n$/);
    expect(report).toContain('### `socket-lock` confirmed');
    expect(report).toContain('**Check** `_raw_spin_lock_bh` is gone');
  });

  test('fits whatever it holds, and never leaves out in silence', () => {
    const [finding] = culprit.findings;
    const many = fc.nat({ max: 300 });
    // What grows when it is escaped, and characters of two units.
    const filler = fc
      .constantFrom('@a', '<&>', '|', '*_', '\u{1f4a5}', 'x ')
      .chain((unit) => fc.nat({ max: 4000 }).map((times) => unit.repeat(times)));
    fc.assert(
      fc.property(many, many, many, filler, (evidences, warnings, findings, long) => {
        const evidence = Array.from({ length: evidences }, () => ({ ...finding!.evidence[0]!, says: long }));
        const huge = {
          ...culprit,
          verdict: { ...culprit.verdict, summary: long, of: long },
          findings: Array.from({ length: findings + 1 }, (_, i) => ({
            ...finding!,
            id: i === 0 ? finding!.id : `other-${i}`,
            evidence: i < 20 ? evidence : [],
          })),
          rivals: Array.from({ length: warnings }, () => ({ id: 'rival', title: long, why: long })),
          warnings: Array.from({ length: warnings }, () => ({ text: long, file: long, line: 1 })),
        };
        const report = markdown(huge);
        expect(report.length).toBeLessThanOrEqual(65_536);
        expect(report.startsWith(marker)).toBe(true);
        for (let i = 1; i <= findings; i++) {
          if (!report.includes(`other-${i} `)) expect(report).toMatch(/parts do not fit into a comment/);
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('escaped text', () => {
  test.each([
    ['32 of skb:kfree_skb', '32 of `skb:kfree_skb`'],
    ['70.24 % in _raw_spin_lock_bh', '70.24 % in `_raw_spin_lock_bh`'],
    ['cmpxchg_double_slab.isra.51 is hot', '`cmpxchg_double_slab.isra.51` is hot'],
    ['`uname -r` tells', '`uname -r` tells'],
    ['a <- b', 'a &lt;- b'],
    ['see #12 and @root', 'see \\#12 and @<!-- -->root'],
    ['1. first', '1\\. first'],
    ['3.10.0-514', '3.10.0-514'],
    ['- dash', '\\- dash'],
    ['std::map<Key>*', 'std::map&lt;Key&gt;\\*'],
  ])('%s', (raw, shown) => {
    expect(text(raw)).toBe(shown);
  });

  test('a summary, which is HTML, mentions nobody and refers to no issue', () => {
    expect(html('@root, <b>#12.txt')).toBe('@<!-- -->root, &lt;b&gt;#<!-- -->12.txt');
  });

  test('code spans hold any text: more backticks around than inside, and no pipe, which would end a cell', () => {
    expect(code('a``b')).toBe('```a``b```');
    expect(code('`a`')).toBe('`` `a` ``');
    expect(code('a|b')).toBe('a\\|b');
  });

  test('never leaves a bare tag, pipe or line break', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (raw) => {
        const shown = text(raw).replaceAll('@<!-- -->', '@');
        expect(shown).not.toMatch(/\n|\r/);
        const outsideCode = shown.replace(/(`+)[^`]+?\1/g, '');
        expect(outsideCode).not.toMatch(/<|(?<!\\)\|/);
      }),
    );
  });
});
