import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Diagnosis } from '../../src/engine/diagnosis.ts';
import { terminal } from '../../src/report/terminal.ts';
import { displayWidth } from '../../src/report/text/width.ts';
import { all, culprit, hostile, likely, nasty, noSingleCulprit, nothingRead, notUdp } from './diagnoses.ts';

const withoutHostile = Object.entries(all).filter(([name]) => name !== 'hostile');

describe('the terminal report', () => {
  test.each(withoutHostile)('%s at 80 and 120 columns', async (name, diagnosis) => {
    await expect(terminal(diagnosis, { width: 80 })).toMatchFileSnapshot(`golden/${name}-80.txt`);
    await expect(terminal(diagnosis, { width: 120 })).toMatchFileSnapshot(`golden/${name}-120.txt`);
  });

  test('in full', async () => {
    await expect(terminal(culprit, { width: 100, verbose: true })).toMatchFileSnapshot('golden/culprit-verbose.txt');
  });

  test('answers within the first three lines', () => {
    const [first, second] = terminal(culprit, { width: 100 }).split('\n');
    expect(first).toBe("socket-lock  confirmed  75.08 % of udp_sink's samples");
    expect(second).toMatch(/^udp_recvmsg frees every datagram under the socket lock/);
    expect(terminal(nothingRead).split('\n')[0]).toBe('no perf output found');
    expect(terminal(notUdp).split('\n')[0]).toBe('not UDP receive  TCP transmission');
  });

  test.each([
    [culprit, "socket-lock  confirmed  75.08 % of udp_sink's samples\n"],
    [noSingleCulprit, /^no single culprit: Nothing holds UDP receive back[^\n]+\n$/],
    [hostile, /^socket-lock[^\n]+\n$/],
  ])('--quiet is one line', (diagnosis, line) => {
    expect(terminal(diagnosis, { quiet: true })).toMatch(line);
  });

  test('no line is wider than asked for, except commands, which are there to be copied', () => {
    for (const width of [60, 80, 120, 200]) {
      for (const diagnosis of [...Object.values(all), culprit]) {
        for (const line of terminal(diagnosis, { width, verbose: true }).split('\n')) {
          if (!/^ *(\d )?\$ /.test(line) && !line.includes(':1')) expect(displayWidth(line)).toBeLessThanOrEqual(width);
        }
      }
    }
  });

  test('says what it leaves out, and leaves out nothing with --verbose', () => {
    expect(terminal(culprit)).toMatch(
      /not shown {3}1 proof, 1 cause ruled out, 1 cost map, 2 causes not judged; --verbose shows all\n$/,
    );
    const full = terminal(culprit, { verbose: true });
    expect(full).not.toContain('not shown');
    for (const hidden of ['sock_rfree: the buffer', 'selinux-avc', 'rcvbuf-too-small, nic-ring-drop']) {
      expect(full).toContain(hidden);
    }
  });

  test('never hides what speaks against a finding', () => {
    const [finding] = culprit.findings;
    const evidence = [...finding!.evidence, { strength: 'against' as const, says: 'udp_rmem_release 4.00 %' }];
    const text = terminal({ ...culprit, findings: [{ ...finding!, evidence }] });
    expect(text).toContain('against     ');
    expect(text).toContain('udp_rmem_release 4.00 %');
  });

  test('commands stay on one line, however long', () => {
    expect(terminal(likely, { width: 60 })).toContain(`$ ${likely.nextCapture!.command}\n`);
  });

  test('remedies that can not help are named last, with the reason', () => {
    const text = terminal(culprit, { width: 200 });
    expect(text).toMatch(/3 configuration[\s\S]+not available {2}Receive in batches with recvmmsg \(this kernel takes/);
  });

  test('colours change nothing but colour', () => {
    // Like chalk, which prints all arguments it is given.
    const mark = (...texts: string[]) => `\u001b[1m${texts.join(' ')}\u001b[22m`;
    const palette = {
      culprit: mark,
      strong: mark,
      good: mark,
      caution: mark,
      command: mark,
      label: mark,
      weak: mark,
    };
    for (const diagnosis of Object.values(all)) {
      const coloured = terminal(diagnosis, { width: 90, palette });
      expect(coloured.replaceAll('\u001b[1m', '').replaceAll('\u001b[22m', '')).toBe(
        terminal(diagnosis, { width: 90 }),
      );
    }
  });

  test('what a terminal would obey is shown instead', () => {
    const text = terminal(hostile, { verbose: true });
    expect(text).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/);
    expect(text).toContain('\\x1b[31mred\\x1b]0;title\\x07');
    expect(text).toContain('\\u202eback');
  });

  test('hostile text anywhere makes no line of its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (summary) => {
        const diagnosis: Diagnosis = { ...likely, verdict: { ...likely.verdict, of: `${nasty}${summary}`, summary } };
        const text = terminal(diagnosis, { quiet: true });
        expect(text.split('\n')).toHaveLength(2);
        expect(text.slice(0, -1)).not.toMatch(/[\0-\x1f\x7f-\x9f]/);
      }),
    );
  });

  test('the same diagnosis gives the same bytes', () => {
    expect(terminal(structuredClone(culprit))).toBe(terminal(culprit));
  });
});
