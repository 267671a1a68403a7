import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { cleanLines } from '../../src/input/clean.ts';
import { decodeText } from '../../src/input/decode.ts';
import { describeShared, sharedFolder } from '../support/shared.ts';

function read(folder: string, name: string) {
  const decoded = decodeText(readFileSync(sharedFolder(folder, name)), name);
  if ('unread' in decoded) return { unread: decoded.unread };
  const { lines, notes } = cleanLines(decoded.text, name);
  return { raw: decoded.text, text: lines.map((line) => line.text).join('\n'), lines, notes };
}

function names(folder: string): string[] {
  return readdirSync(sharedFolder(folder)).filter((name) => name.endsWith('.txt'));
}

/** Text lines without what no reader of a report sees. */
function visible(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
}

function original(name: string): string {
  return readFileSync(sharedFolder('perf-samples', `${name}.txt`), 'utf8').replace(/\x1b\[[\d;]*m/g, '');
}

describeShared('perf-samples', 'clean samples', () => {
  // Escape codes and scroll bars are damage of their own, although perf printed them.
  const damaged = /\x1b|[▒◆]/;

  it('come back byte for byte, without a note', () => {
    for (const name of names('perf-samples').filter((name) => !name.startsWith('mangled-'))) {
      const { raw, text, notes } = read('perf-samples', name);
      if (raw === undefined || damaged.test(raw)) continue;
      expect(notes, name).toEqual([]);
      expect(text === raw.replace(/\n$/, ''), name).toBe(true);
    }
  });

  it('a terminal’s colours go, everything else stays', () => {
    for (const name of names('perf-samples').filter((name) => name.endsWith('.ansi.txt'))) {
      const plain = read('perf-samples', name.replace('.ansi', ''));
      expect(visible(read('perf-samples', name).text!), name).toEqual(visible(plain.text!));
    }
  });
});

describeShared('perf-samples', 'mangled samples', () => {
  // Made from these; see the README of the samples.
  const restored: Readonly<Record<string, string>> = {
    'ansi-without-esc': 'report-6.1-color',
    'blank-lines-doubled': 'report-6.1-nochildren-graph-callee',
    'blank-lines-squeezed': 'script-6.1-default',
    'caret-escape': 'report-6.1-color',
    'cr-only': 'top-6.1-stdio-screen',
    crlf: 'report-6.1-nochildren-graph-callee',
    'diff-plus': 'top-6.1-stdio-screen',
    'grep-n': 'script-6.1-default',
    'html-entities': 'report-6.1-cxx-flat',
    'jira-noformat': 'top-6.1-stdio-screen',
    'less-escape-codes': 'report-6.1-color',
    'line-numbers': 'report-6.1-nochildren-graph-callee',
    'log-prefix': 'top-6.1-stdio-screen',
    'markdown-indent': 'top-6.1-stdio-screen',
    'more-pager': 'report-6.1-nochildren-graph-callee',
    nbsp: 'report-6.1-nochildren-graph-callee',
    'quote-gt': 'report-6.1-nochildren-graph-callee',
    'quote-gt-depth2': 'top-6.1-stdio-screen',
    'quote-pipe': 'report-6.1-nochildren-graph-callee',
    'quote-wrap72': 'top-6.1-stdio-screen',
    'quoted-printable': 'report-6.1-cxx-flat',
    'smart-dashes': 'report-6.1-nochildren-graph-callee',
    'trailing-stripped': 'report-6.1-nochildren-graph-callee',
    'tui-ascii-scrollbar': 'tui-6.1-report-E',
    'tui-mojibake': 'tui-6.1-report-E',
    'tui-scrollbar': 'tui-6.1-report-E',
    'utf16le-bom': 'report-6.1-nochildren-graph-callee',
    'utf8-bom': 'script-6.1-default',
    wrap72: 'report-6.1-cxx-flat',
    'wrap80-c2c': 'c2c-6.1-default',
  };

  it.each(Object.entries(restored))('%s comes back as %s', (name, source) => {
    const got = visible(read('perf-samples', `mangled-${name}.txt`).text!);
    const want = visible(original(source));
    // The last line may be cut where the sample was cut.
    expect(got.slice(0, -1)).toEqual(want.slice(0, got.length - 1));
    expect(want[got.length - 1]!.startsWith(got.at(-1)!)).toBe(true);
  });

  it.each([
    // Prose, prompts and messages around the report stay for the parsers.
    ['html-pre', 'report-6.1-nochildren-graph-callee', 2],
    ['markdown-fence', 'report-6.1-nochildren-graph-callee', 3],
    ['prompt-stderr', 'report-6.1-nochildren-graph-callee', 7],
  ])('%s holds all of %s, and %d lines beside it', (name, source, beside) => {
    const got = visible(read('perf-samples', `mangled-${name}.txt`).text!);
    const want = new Set(visible(original(source)));
    expect(got.filter((line) => !want.has(line))).toHaveLength(beside);
  });

  it.each([
    ['markdown-table', 'report-6.1-none', /^#/],
    ['csv-excel', 'report-6.1-sep-comma', /^#/],
  ])('%s has the cells of %s', (name, source, header) => {
    const cells = (text: string) =>
      visible(text)
        .filter((line) => !header.test(line))
        .map((line) =>
          line
            .trim()
            .replace(/(\d),(\d\d%)/, '$1.$2')
            .split(/ *,(?! )| {2,}/)
            .join('|'),
        );
    const got = cells(read('perf-samples', `mangled-${name}.txt`).text!);
    expect(got.length).toBeGreaterThan(25);
    expect(got).toEqual(cells(original(source)).slice(0, got.length));
  });

  it('two-columns becomes the left report, then the right one', () => {
    const got = visible(read('perf-samples', 'mangled-two-columns.txt').text!);
    const left = visible(original('top-6.1-stdio-screen')).slice(0, 38);
    const right = visible(original('top-5.10-stdio')).slice(0, 38);
    expect(got).toEqual([...left, ...right]);
  });

  it('ocr: the shares are right again, the names are not', () => {
    const shares = (text: string) => visible(text).map((line) => /^ *(\d+\.\d\d%) .* \[([k.])\]/.exec(line)?.slice(1));
    const got = shares(read('perf-samples', 'mangled-ocr.txt').text!);
    expect(got).toEqual(shares(original('top-6.1-stdio-screen')).slice(0, got.length));
  });

  it.each([
    'collapsed-spaces',
    'leading-stripped',
    'leading-stripped-report',
    'tabs-to-spaces',
    'head-cut',
    'tail-cut',
  ])('%s is left to the parsers as it is', (name) => {
    const { raw, text, notes } = read('perf-samples', `mangled-${name}.txt`);
    expect(text).toBe(raw!.replace(/\n$/, ''));
    expect(notes).toEqual([]);
  });

  it('cleaning twice is cleaning once', () => {
    for (const folder of ['perf-samples', 'corpus/public']) {
      for (const name of names(folder)) {
        const { text } = read(folder, name);
        if (text === undefined) continue;
        const again = cleanLines(`${text}\n`, name);
        expect(again.lines.map((line) => line.text).join('\n') === text, name).toBe(true);
        expect(again.notes, name).toEqual([]);
      }
    }
  });
});

describeShared('corpus/public', 'what people published', () => {
  const repaired: Readonly<Record<string, RegExp>> = {
    '013-udp46-flood-quoted-mail.txt': /unquoted 2 levels of ">" in lines 1-39/,
    '022-mips-tcp-rx-ansi-residue.txt': /colour codes without their escape/,
    '034-pktgen-i40e-rx-quoted-printable.txt': /quoted-printable.*"\|" quotes/,
    '035-pktgen-ixgbe-tx-quoted-printable.txt': /quoted-printable.*"\|" quotes/,
    '043-lkp-netperf-udp-qp-mangled.txt': /quoted-printable.*unquoted 1 level/,
    '062-xdp-softirq-upgrade-54.txt': /joined 2 wrapped lines/,
    '065-i40e-drop-perf-top-refresh.txt': /joined 6 wrapped lines/,
    '081-tcp-echo-uring-vs-epoll.txt': /joined 2 wrapped lines/,
    '093-megaraid-quoted-wrapped-callgraph.txt': /unquoted 5 levels.*joined 3/,
    '098-ext4-spinlock-perf-diff.txt': /joined 2 wrapped lines.*dropped 13 empty lines/,
    '102-btrfs-defrag-quoted7.txt': /unquoted 7 levels/,
    '105-btrfs-fstrim-idle-wrapped-header.txt': /joined 1 wrapped line/,
    '108-nfsd-file-lru-quoted.txt': /unquoted 5 levels/,
    '109-nfsd-read-tui-tcp.txt': /scroll bar/,
    '127-kallsyms-missing-addresses-quoted.txt': /unquoted 4 levels.*joined 1/,
    '162-c2c-joemario-numbered-lines.txt': /line numbers from lines 1-125/,
    '175-smartdns-udp-server-saddr-qp.txt': /quoted-printable/,
    '192-perf-top-old-pcnt-html-anchors.txt': /HTML tags/,
  };

  it.each(Object.entries(repaired))('%s', (name, notes) => {
    expect(
      read('corpus/public', name)
        .notes!.map((note) => note.text)
        .join('; '),
    ).toMatch(notes);
  });

  it('every row is still there after cleaning, and rows that were cut have their symbols', () => {
    for (const name of names('corpus/public')) {
      const { raw, text } = read('corpus/public', name);
      const shares = (whole: string) => whole.match(/\d[.,]\d\d%/g) ?? [];
      expect(shares(text!).length, name).toBe(shares(raw!).length);
      expect(text!.match(/^.*\d%.*\[[k.]\][ \t]*$/gm), name).toBeNull();
    }
  });
});
