import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/engine/diagnose.ts';
import { readCase } from '../../src/formats/read-case.ts';
import { redact } from '../../src/report/redact.ts';
import { formats, render } from '../../src/report/render.ts';

const report = `[joe@db7.bank.example ~]$ perf report --stdio
# ========
# captured on    : Mon Jun  5 10:00:00 2017
# hostname : db7.bank.example
# cmdline : /opt/bank/bin/perf record -a -o bank-quotes.data -u joe /opt/bank/bin/feedhandler --key EURCHF
# os release : 3.10.0-514.el7.x86_64
# ========
#
# Samples: 24K of event 'cycles'
# Overhead  Command      Shared Object           Symbol
# ........  ...........  ......................  ......
    60.24%  feedhandler  [kernel.kallsyms]       [k] _raw_spin_lock_bh
     8.00%  feedhandler  /opt/bank/libquotes.so  [.] decode_secret_quote
     4.25%  feedhandler  [kernel.kallsyms]       [k] lock_sock_fast
     2.46%  feedhandler  [kernel.kallsyms]       [k] sock_rfree
     2.37%  feedhandler  [kernel.kallsyms]       [k] __sk_mem_reclaim
     2.10%  feedhandler  [kernel.kallsyms]       [k] udp_recvmsg
     1.24%  feedhandler  [kernel.kallsyms]       [k] skb_free_datagram_locked
     0.90%  ksoftirqd/3  [kernel.kallsyms]       [k] ixgbe_poll
     0.50%  feedhandler  libc-2.17.so            [.] __GI___libc_recvmsg
`;
const sockets = `State  Recv-Q Send-Q Local Address:Port Peer Address:Port
UNCONN 213504 0      10.11.12.13:4711   0.0.0.0:*  users:(("feedhandler",pid=812,fd=7))
`;

const secrets = /joe|EURCHF|db7|bank|feedhandler|decode_secret_quote|libquotes|10\.11\.12\.13|ticket-ACME/;

const kase = readCase(
  Object.entries({ 'home/joe/ticket-ACME.txt': report, 'home/joe/ss.txt': sockets }).map(([name, text]) => ({
    name,
    bytes: new TextEncoder().encode(text),
  })),
);
const diagnosis = diagnose(kase);
const redacted = redact(diagnosis, kase);

describe('a redacted report', () => {
  test('shows what there is to hide without --redact', () => {
    expect(JSON.stringify(diagnosis)).toMatch(secrets);
    expect(diagnosis.verdict.culprit).toBe('socket-lock');
  });

  test.each(formats)('as %s names no host, user, path, command, address or function of theirs', (format) => {
    expect(render(redacted, format, { verbose: true })).not.toMatch(secrets);
  });

  test('keeps kernel symbols, lines, shares, fingerprints and the kernel', () => {
    const text = render(redacted, 'json');
    for (const name of ['_raw_spin_lock_bh', 'lock_sock_fast', '3.10.0-514.el7.x86_64']) expect(text).toContain(name);
    expect(redacted.findings.map(({ id, share, fingerprint }) => [id, share, fingerprint])).toEqual(
      diagnosis.findings.map(({ id, share, fingerprint }) => [id, share, fingerprint]),
    );
    expect(redacted.findings[0]!.evidence.map(({ line }) => line)).toEqual(
      diagnosis.findings[0]!.evidence.map(({ line }) => line),
    );
  });

  test('gives the same name the same placeholder, and another name another one', () => {
    const [comm] = /comm-\d+/.exec(redacted.verdict.of!)!;
    expect(redacted.findings[0]!.of).toBe(`${comm}'s samples`);
    const files = redacted.captures.map(({ file }) => file);
    expect(new Set(files)).toEqual(new Set(['file-1', 'file-2']));
  });

  test('is the same every time', () => {
    expect(redact(diagnosis, kase)).toEqual(redacted);
  });
});

test.each([
  ['see 192.168.17.4:9 and fe80::1ff:fe23:4567:890a', 'see address-2:9 and address-1'],
  ['mac 00:1b:21:3c:4d:5e', 'mac address-1'],
  ['at ffff88810c2a0600 and 0xffff88810c2a0600', 'at address-1 and address-2'],
  ['mail joe@bank.example', 'mail user-1'],
  ['in /home/joe/src/x.c, not /proc/net/udp', 'in path-1, not /proc/net/udp'],
  ['kernel 3.10.0-514.el7, 12.34 % of 0.5 % needed', 'kernel 3.10.0-514.el7, 12.34 % of 0.5 % needed'],
  ['std::map<Key>::find in a <- b', 'std::map<Key>::find in a <- b'],
])('in a sentence: %s', (text, shown) => {
  const empty = readCase([]);
  const { verdict } = redact({ ...diagnose(empty), verdict: { outcome: 'inconclusive', summary: text } }, empty);
  expect(verdict.summary).toBe(shown);
});

test('of thousands of names none is left', () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => `     0.01%  task_${i}  app_${i}.so  [.] function_of_${i}`);
  const text = report.replace(/\n$/, `\n${rows.join('\n')}\n`);
  const large = readCase([{ name: 'large.txt', bytes: new TextEncoder().encode(text) }]);
  const said = diagnose(large);
  expect(JSON.stringify(redact(said, large))).not.toMatch(/feedhandler/);
});
