import { describe, expect, it } from 'vitest';
import { cleanLines } from '../../src/input/clean.ts';

/** The cleaned text, and what the notes say. */
function clean(text: string): { text: string; notes: string[]; numbers: number[] } {
  const { lines, notes } = cleanLines(text, 'ticket.txt');
  return {
    text: lines.map((line) => line.text).join('\n'),
    notes: notes.map((note) => note.text),
    numbers: lines.map((line) => line.number),
  };
}

function expectUntouched(text: string): void {
  expect(clean(text)).toEqual({ text, notes: [], numbers: text.split('\n').map((_, i) => i + 1) });
}

const report = `# Samples: 441  of event 'cycles'
# Event count (approx.): 883767528
#
# Overhead  Command      Shared Object      Symbol
# ........  ...........  .................  ......................
#
    12.02%  udp_sink     [kernel.kallsyms]  [k] _raw_spin_lock_bh
            |
            ---_raw_spin_lock_bh
               |
               |--6.80%--lock_sock_fast
               |          skb_free_datagram_locked
               |
                --2.04%--sock_def_readable

     8.84%  rx worker 0  [kernel.kallsyms]  [k] udp_recvmsg`;

const top = `   PerfTop:    1513 irqs/sec  kernel:91.1%  exact:  0.0% lost: 0/0 drop: 0/0 [4000Hz cycles],  (all, 16 CPUs)
-------------------------------------------------------------------------------

    26.58%  [kernel]       [k] finish_task_switch.isra.0
     3.81%  [kernel]       [k] _raw_spin_unlock_irqrestore
     3.45%  udpload        [.] checksum
     2.59%  [kernel]       [k] do_syscall_64`;

const tui = `Samples: 441  of event 'cycles', Event count (approx.): 883767528
  Overhead  Command      Shared Object      Symbol
+   12.02%  udp_sink     [kernel.kallsyms]  [k] _raw_spin_lock_bh
-    8.84%  rx worker 0  [kernel.kallsyms]  [k] udp_recvmsg
   - udp_recvmsg
      - 6.80% inet_recvmsg
           sock_recvmsg
      + 2.04% sock_read_iter
+    3.17%  udp_sink     libc.so.6          [.] recvmsg`;

function eachLine(text: string, prefix: (line: string, i: number) => string): string {
  return text.split('\n').map(prefix).join('\n');
}

describe('clean text comes back as it was, without a note', () => {
  it.each([
    ['a report with a call graph', report],
    ['a screen of perf top --stdio', top],
    ['a TUI screen', tui],
    [
      'TUI rows that all begin with +',
      '+   12.02%  [kernel]  [k] f\n+    8.84%  [kernel]  [k] g\n+    3.17%  [kernel]  [k] h',
    ],
    ['a tree at the left edge', '|--6.80%--a\n|          b\n|\n --2.04%--c'],
    [
      'C++ names',
      '    16.83%  app  app  [.] pkt::Acc::operator<<\n     3.81%  app  app  [.] std::vector<int, char>::at',
    ],
    [
      'names that look like tags',
      '     2.00%  app  app  [.] foo<b>\n     1.00%  app  <redacted>  [.] <int>\n <not counted>  cycles',
    ],
    [
      'commands that begin with >',
      '>relay 814 [003] 51.000001: 1 cycles:\n\tffffffff81 f ([k])\n\n>relay 814 [003] 51.000002: 1 cycles:\n\tffffffff81 f ([k])',
    ],
    ['a wrapped template argument', '    16.83%  app  app  [.] f<std::map<int, char\n>, long>::g'],
    [
      'an assignment operator',
      '     9.00%  app  app  [.] A::operator=\n     8.00%  app  app  [.] B::operator=\n     7.00%  app  app  [.] C::operator=',
    ],
    ['an event with =30', "# Samples: 4  of event 'cpu/mem-loads,ldlat=30/P'"],
    ['shell history', '# perf report --stdio\n[...]\n# Overhead  Command'],
    [
      'numbered rows of c2c',
      Array.from({ length: 9 }, (_, i) => `      ${i}  0xffff88810c2a06${i}0     0      77   41.36%      280`).join(
        '\n',
      ),
    ],
    ['/proc/interrupts', Array.from({ length: 9 }, (_, i) => `${120 + i}:   1${i}  IO-APIC   eth0-rx-${i}`).join('\n')],
    ['digits grouped by hard blanks', ' 883\u202f767\u202f528      cycles'],
  ])('%s', (_, text) => {
    expectUntouched(text);
  });
});

describe('terminals', () => {
  it.each([
    ['escape bytes', '\x1b[31m    12.02%\x1b[m  udp_sink'],
    ['cat -v', '^[[31m    12.02%^[[m  udp_sink'],
    ['less', 'ESC[31m    12.02%ESC[m  udp_sink'],
    ['a string literal', '\\x1b[31m    12.02%\\x1b[m  udp_sink'],
    ['the escape lost', '[31m    12.02%[m  udp_sink'],
    ['half of the escape lost', '    12.02%[[m  udp_sink'],
  ])('removes colours: %s', (_, text) => {
    expect(clean(text).text).toBe('    12.02%  udp_sink');
  });

  it('keeps marks and modules that look like colours', () => {
    const text = '\x1b[31m     1.00%\x1b[m  [mvneta]  [k] mvneta_rx\n[31m     1.00%[m  [mlx5_core]  [k] f';
    expect(clean(text).text).toBe('     1.00%  [mvneta]  [k] mvneta_rx\n     1.00%  [mlx5_core]  [k] f');
  });

  it('makes each refresh of the screen a section of its own', () => {
    const cleaned = clean(`\x1b[H\x1b[2J${top}\n\x1b[H\x1b[2J${top}`);
    expect(cleaned.text).toBe(`\n${top}\n\n${top}`);
    expect(cleaned.notes.join()).toContain('split 2 screens');
  });

  it('splits at CR, drops what a pager erased', () => {
    expect(clean(report.replaceAll('\n', '\r\n')).text).toBe(report);
    expect(clean(report.replaceAll('\n', '\r')).text).toBe(report);
    expect(clean('a\n--More--(24%)\r              \r    12.02%  b\nc').text).toBe('a\n    12.02%  b\nc');
  });

  it('drops the prompts of pagers', () => {
    expect(clean(`${top}\n--More--(24%)\n     1.00%  [kernel]  [k] f\n:\n(END)`).text).toBe(
      `${top}\n     1.00%  [kernel]  [k] f`,
    );
  });

  it('removes the scroll bar of the TUI, whatever became of its characters', () => {
    for (const bar of ['▒', '\u00e2\u0096\u0092', 'â–’', 'a']) {
      expect(clean(eachLine(tui, (line) => line.padEnd(90) + bar)).text).toBe(tui);
    }
  });
});

describe('mail', () => {
  it.each([
    ['> ', 1],
    ['> > ', 2],
    ['>>', 2],
    ['> > >>> ', 5],
    ['>>>>>>> ', 7],
  ])('unquotes "%s"', (prefix, levels) => {
    const cleaned = clean(eachLine(report, (line) => (line === '' ? prefix.trimEnd() : prefix + line)));
    expect(cleaned.text).toBe(report);
    expect(cleaned.notes).toEqual([`unquoted ${levels} level${levels === 1 ? '' : 's'} of ">" in lines 1-16`]);
    expect(cleaned.numbers).toEqual(report.split('\n').map((_, i) => i + 1));
  });

  it('unquotes regions of different depth in one mail', () => {
    const mail = `Hi,\n\n${eachLine(top, (line) => `> > ${line}`)}\n> and now:\n>\n${eachLine(tui, (line) => `> ${line}`)}\n\nmy answer`;
    expect(clean(mail).text).toBe(`Hi,\n\n${top}\nand now:\n\n${tui}\n\nmy answer`);
  });

  it('unquotes a single row', () => {
    expect(clean('>     2.83%  [kernel]   [k]\ndma_direct_sync').text).toBe(
      '    2.83%  [kernel]   [k] dma_direct_sync',
    );
  });

  it('removes the marks of comments, but not those of the headers of perf', () => {
    for (const mark of ['# ', '#', '// ', '//']) {
      const { text, notes, numbers } = clean(eachLine(report, (line) => mark + line));
      expect(text).toBe(report);
      expect(notes).toEqual([`removed "${mark.trim()}" before rows from lines 1-16`]);
      expect(numbers).toEqual(report.split('\n').map((_, i) => i + 1));
    }
    expectUntouched(`# 12.02% of it was the lock, the rest is noise\n${report}`);
  });

  it('removes | quotes although trees have pipes', () => {
    expect(clean(eachLine(report, (line) => `| ${line}`)).text).toBe(report);
    expect(clean(eachLine(tui, (line) => `|${line}`)).text).toBe(tui);
  });

  it('joins what was wrapped', () => {
    const wrapped = `   PerfTop:    2730 irqs/sec  kernel:100.0%  exact: 100.0% lost: 0/0
drop: 0/0 [4000Hz cycles],  (all, CPU: 8)
    30.79%  bpf_prog_265dfd693e49d7ec_xdp_prog  [k]
bpf_prog_265dfd693e49d7ec_xdp_prog
     3.81%  cxxdemo  cxxdemo              [.] pkt::Table<std::basic_string<char,
std::char_traits<char> >, long>::operator[]
Samples: 220K of event 'cycles', 4000 Hz, Event count (approx.):
3463316966 lost: 0/0 drop: 0/0
-   23.58%     0.25%  fio              [kernel.vmlinux]
[k] blk_mq_make_request
     - 23.33% blk_mq_make_request`;
    expect(
      clean(wrapped).text,
    ).toBe(`   PerfTop:    2730 irqs/sec  kernel:100.0%  exact: 100.0% lost: 0/0 drop: 0/0 [4000Hz cycles],  (all, CPU: 8)
    30.79%  bpf_prog_265dfd693e49d7ec_xdp_prog  [k] bpf_prog_265dfd693e49d7ec_xdp_prog
     3.81%  cxxdemo  cxxdemo              [.] pkt::Table<std::basic_string<char, std::char_traits<char> >, long>::operator[]
Samples: 220K of event 'cycles', 4000 Hz, Event count (approx.): 3463316966 lost: 0/0 drop: 0/0
-   23.58%     0.25%  fio              [kernel.vmlinux]  [k] blk_mq_make_request
     - 23.33% blk_mq_make_request`);
    expect(clean(wrapped).numbers).toEqual([1, 3, 5, 7, 9, 11]);
    expect(clean(wrapped).notes).toEqual(['joined 5 wrapped lines']);
  });

  it('joins frames that did not fit behind their pipes, not what was left out', () => {
    const pipes = '            |          |          |          |          |          |';
    expect(
      clean(`${pipes}--7.56%--\n__local_bh_enable_ip\n${pipes}\n__netif_receive_skb_one_core\n${pipes}\n...`).text,
    ).toBe(`${pipes}--7.56%--__local_bh_enable_ip\n${pipes}          __netif_receive_skb_one_core\n${pipes}\n...`);
  });

  it('joins quoted text whose rest came out unquoted', () => {
    const mail = `>    PerfTop:    1513 irqs/sec  kernel:91.1%  exact:  0.0% lost: 0/0 \ndrop: 0/0 [4000Hz cycles],  (all, 16 CPUs)\n>     26.58%  [kernel]       [k] f`;
    expect(clean(mail).text).toBe(
      '   PerfTop:    1513 irqs/sec  kernel:91.1%  exact:  0.0% lost: 0/0 drop: 0/0 [4000Hz cycles],  (all, 16 CPUs)\n    26.58%  [kernel]       [k] f',
    );
  });

  it('leaves a name alone that the right edge of a TUI cut', () => {
    expectUntouched(
      '-    3.81%  cxxdemo  cxxdemo              [.] pkt::Table<std::basic_string<char,\n     main\n     __libc_start_call_main',
    );
  });

  it('joins the options of a wrapped command', () => {
    expect(clean('$ sudo perf report --no-children --call-graph graph,0.01,callee \n--sort symbol\n\ntext').text).toBe(
      '$ sudo perf report --no-children --call-graph graph,0.01,callee --sort symbol\n\ntext',
    );
  });

  it('decodes quoted-printable, also below quotes', () => {
    const body = `PerfTop line: =E2=80=93 follows, and this is long enough to be broken at s=
eventy-six
     3.81%  cxxdemo  cxxdemo              [.] pkt::Table<std::__cxx11::basi=
c_string<char>::operator=3D=3D
     1.00%  cxxdemo  cxxdemo              [.] a_name_that_is_longer_than_th=
e_line=20
     1.00%  cxxdemo  cxxdemo              [.] a_name_that_is_longer_than_th=
e_line2`;
    const decoded = `PerfTop line: – follows, and this is long enough to be broken at seventy-six
     3.81%  cxxdemo  cxxdemo              [.] pkt::Table<std::__cxx11::basic_string<char>::operator==
     1.00%  cxxdemo  cxxdemo              [.] a_name_that_is_longer_than_the_line
     1.00%  cxxdemo  cxxdemo              [.] a_name_that_is_longer_than_the_line2`;
    expect(clean(body).text.replace(/ +$/gm, '')).toBe(decoded);
    expect(clean(eachLine(body, (line) => `> ${line}`)).text.replace(/ +$/gm, '')).toBe(decoded);
  });
});

describe('tickets, wikis and editors', () => {
  it('what somebody pointed at with an arrow is no part of the row', () => {
    const { text, notes } = clean(
      '     rx_missed_errors: 4711   <---- look\nRX:  512       ← now\n  12 drops <== why?',
    );
    expect(text).toBe('     rx_missed_errors: 4711\nRX:  512\n  12 drops');
    expect(notes).toEqual(['removed what is said behind 3 rows']);
    expect(
      clean('Udp:     # all of it\n    12 packet receive errors  // watch\n    IgnoredMulti: 52   # no').text,
    ).toBe('Udp:\n    12 packet receive errors\n    IgnoredMulti: 52');
  });

  it('arrows of headings, of perf annotate and of ftrace stay, and so do prompts and banners', () => {
    expectUntouched('==> snmp.txt <==\n    0.12 │    ← retq\n  udp_rcv <-ip_local_deliver');
    expectUntouched('host: # perf report -C 3\nVersion: #1 SMP PREEMPT_DYNAMIC Debian 6.1.20-1');
    expectUntouched(
      '     1,234,567      cycles                    #    3.012 GHz\n          1234      faults   # 1.2 K/sec',
    );
  });

  it('unescapes HTML, keeps what only looks like tags', () => {
    const html = `<p>Here:</p>\n<pre><code>${report.replaceAll('<', '&lt;').replaceAll("'", '&#39;')}\n     1.00%  app  app  [.] f&lt;int&gt;&nbsp;\n</code></pre><br>`;
    expect(clean(html).text).toBe(`Here:\n${report}\n     1.00%  app  app  [.] f<int> \n`);
    expect(clean('<b>&amp;lt;unknown&amp;gt;</b> operator&amp;lt;&amp;lt;').text).toBe('<unknown> operator<<');
  });

  it.each([
    ['markdown', '```console\n$ perf report --no-children\n', '\n```', '\n$ perf report --no-children\n', '\n'],
    ['Jira', '{noformat:title=top}\n', '\n{noformat}', '\n', '\n'],
    ['a forum', '[code]\n', '\n[/code]', '\n', '\n'],
    ['text on the fence', '```', '```', '', ''],
  ])('takes the fence of %s away and keeps the prompt', (_, before, after, start, end) => {
    expect(clean(before + report + after).text).toBe(start + report + end);
  });

  it.each([
    ['four blanks', '    '],
    ['a TAB', '\t'],
  ])('removes the indentation of a block: %s', (_, indent) => {
    const block = `Text before\n\n${eachLine(report, (line) => (line === '' ? '' : indent + line))}\n\ntext after`;
    expect(clean(block).text).toBe(`Text before\n\n${report}\n\ntext after`);
  });

  it('removes the + of a diff', () => {
    for (const text of [report, top]) expect(clean(eachLine(text, (line) => `+${line}`)).text).toBe(text);
  });

  it.each([
    ['cat -n', (line: string, i: number) => `${String(i + 1).padStart(6)}\t${line}`],
    ['cat -n with blanks', (line: string, i: number) => `${String(i + 1).padStart(6)}  ${line}`],
    ['bat', (line: string, i: number) => `${String(i + 1).padStart(4)} │ ${line}`],
    ['grep -n', (line: string, i: number) => `${i + 1}:${line}`],
    ['grep -n of several files', (line: string, i: number) => `logs/perf.txt:${i + 1}:${line}`],
    ['a CI log', (line: string, i: number) => `2026-03-01T10:11:12.0${10 + i}Z ${line}`],
    ['journald', (line: string) => `Mar  1 10:11:12 host perf[77]: ${line}`],
    ['the kernel log', (line: string, i: number) => `[   12.${123456 + i}] ${line}`],
  ])('removes prefixes: %s', (_, prefix) => {
    for (const text of [report, top]) expect(clean(eachLine(text, prefix)).text).toBe(text);
  });

  it('peels containers in whatever order they lie', () => {
    const numbered = eachLine(top, (line, i) => `${String(i + 1).padStart(6)}\t${line}`);
    const quoted = eachLine(`\`\`\`\n${numbered}\n\`\`\``, (line) => `> > ${line}`);
    expect(clean(quoted).text).toBe(`\n${top}\n`);
  });

  it('replaces special blanks and typed dashes', () => {
    expect(clean(report.replaceAll('  ', '\u00a0 ')).text).toBe(report);
    expect(clean(report.replaceAll('---', '—').replaceAll('--', '–').replaceAll("'", '’')).text).toBe(report);
    expect(clean('−   12.02%  udp_sink  [kernel]  [k] f').text).toBe('-   12.02%  udp_sink  [kernel]  [k] f');
    expect(clean('     0.79%     −0.50%  [kernel]  [k] f').text).toBe('     0.79%     -0.50%  [kernel]  [k] f');
  });

  it('drops empty lines between all lines', () => {
    expect(clean(eachLine(report, (line) => `${line}\n`)).text).toBe(report);
  });

  it('separates reports that stand side by side', () => {
    const right = top.replaceAll('[kernel]', '[nf]');
    const rows = top.split('\n');
    const paired = rows.map((line, i) => `${line.padEnd(60)} | ${right.split('\n')[i]}`).join('\n');
    expect(clean(paired).text).toBe(`${top}\n\n${right}`);
  });

  it('turns cells into columns', () => {
    const table =
      '| Overhead | Command | Symbol |\n|---|---:|---|\n| 12.02% | rx worker 0 | [k] f |\n| 8.84% | udp | [.] g |';
    expect(clean(table).text).toBe(
      '# Overhead  Command      Symbol\n# ........  ...........  ......\n    12.02%  rx worker 0  [k] f\n     8.84%  udp          [.] g',
    );
    const cells = '"# Samples: 441"\n"# Overhead";"Command";"Symbol"\n"12,02%";"rx worker 0";"[k] f"';
    expect(clean(cells).text).toBe('# Samples: 441\n# Overhead  Command      Symbol\n    12,02%  rx worker 0  [k] f');
  });

  it('leaves tables alone that are not perf’s', () => {
    const table = '| Symbol | before | after |\n|---|---|---|\n| `udp_sendmsg` | 38.8 % | 41.9 % |';
    expect(clean(table).text).toBe(table);
  });

  it('reads misread digits, not names', () => {
    expect(clean('    O.45%  [kernel]  [kl finish_lock_O').text).toBe('    0.45%  [kernel]  [k] finish_lock_O');
    expect(clean('   l2.O2%  [kernel]  [k] fOO').text).toBe('   12.02%  [kernel]  [k] fOO');
  });
});

describe('lines beyond any report', () => {
  it('are cut, and it is said how much was dropped', () => {
    const { lines, notes } = cleanLines(`a\n${'x'.repeat(100_000)}\nb`, 'ticket.txt');
    expect(lines.map((line) => line.text.length)).toEqual([1, 65_536, 1]);
    expect(notes).toEqual([
      {
        kind: 'truncated',
        text: 'cut line 2 to 65536 characters; 34464 characters were not read',
        file: 'ticket.txt',
        line: 2,
      },
    ]);
  });
});

describe('tables that people wrote or copied in parts', () => {
  it('reads a markdown table without its head', () => {
    const { text } = clean('| 3.94% | `[k] nft_do_chain` |\n| **12.5 %** | `[.] parse` |\n');
    expect(text).toBe('   3.94%  [k] nft_do_chain\n  12.50%  [.] parse');
  });

  it('reads one with heads of its own, the share behind the function', () => {
    const { text } = clean('| Function | Self % |\n|---|---:|\n| udp_recvmsg | 8% |\n| fget | 2.5% |\n');
    expect(text.split('\n')[2]).toBe('  8.00%  udp_recvmsg');
    expect(clean('| Incl % | Self % | Symbol |\n|--|--|--|\n| 46.07% | 0.10% | f |\n').text).toMatch(
      /^# Children +Self +Symbol/,
    );
  });

  it('takes rows of a screen apart that were copied without line ends', () => {
    const pad = ' '.repeat(30);
    const { text, notes } = clean(`+   4.93%  gw  [k] f${pad}?  1.97%  gw  [.] g(int, int)${pad}+   1.48%  gw  [k] h`);
    expect(text).toBe('+   4.93%  gw  [k] f\n   1.97%  gw  [.] g(int, int)\n+   1.48%  gw  [k] h');
    expect(notes).toEqual(['took apart 3 rows that stood in one line with others']);
    expectUntouched(`    12.02%  udp_sink  [k] f${pad}-1.97%`);
  });

  it("removes less's mark where it cut lines", () => {
    const { text } = clean(
      `# Overhead  Symbol${' '.repeat(20)}>\n# ........  ${'.'.repeat(26)}>\n#\n     2.95%  [k] f_with_a_long_name_tha>\n     2.00%  [k] g`,
    );
    expect(text).toBe(
      `# Overhead  Symbol\n# ........  ${'.'.repeat(26)}\n#\n     2.95%  [k] f_with_a_long_name_tha\n     2.00%  [k] g`,
    );
  });
});
