import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/engine/diagnose.ts';
import { readCase } from '../../src/formats/read-case.ts';
import { symbolsAgainst } from '../../src/kernel/against.ts';
import { parseRelease } from '../../src/kernel/release.ts';

const judge = (texts: Record<string, string>, kernel?: string) =>
  diagnose(
    readCase(Object.entries(texts).map(([name, text]) => ({ name, bytes: new TextEncoder().encode(text) }))),
    kernel === undefined ? {} : { kernel },
  );

// Composed: the receive of 4.9, where datagrams are freed under the socket lock.
const of49 = `# Samples: 12K of event 'cycles'
# Overhead  Command  Shared Object      Symbol
    42.10%  sink     [kernel.kallsyms]  [k] native_queued_spin_lock_slowpath
            |
            ---native_queued_spin_lock_slowpath
               _raw_spin_lock_bh
               lock_sock_fast
               __skb_free_datagram_locked
               udp_recvmsg
               inet_recvmsg

    11.30%  sink     [kernel.kallsyms]  [k] copy_user_enhanced_fast_string
            |
            ---copy_user_enhanced_fast_string
               copy_to_iter
               udp_recvmsg

     4.20%  sink     [kernel.kallsyms]  [k] sock_rfree
            |
            ---sock_rfree
               skb_release_head_state
               __skb_free_datagram_locked
               udp_recvmsg
`;
const aboutKernel = (warnings: readonly { text: string }[]) => warnings.filter(({ text }) => text.includes('kernel'));
const uname = (release: string) => `$ uname -a\nLinux node7 ${release} #1 SMP x86_64 GNU/Linux\n`;

describe('a kernel named elsewhere', () => {
  it('does not exclude what the symbols of the profile prove, and both lines are told', () => {
    const { verdict, warnings } = judge({ 'perf.txt': of49, 'nstat.txt': uname('6.18.44') });
    expect(verdict.culprit).toBe('socket-lock');
    const told = aboutKernel(warnings)[0]?.text;
    expect(told).toContain('nstat.txt:2');
    expect(told).toContain('perf.txt:');
  });

  it('is told once, however many texts name it', () => {
    const { warnings } = judge({ 'perf.txt': of49, 'a.txt': uname('6.18.44'), 'b.txt': uname('6.18.44') });
    expect(aboutKernel(warnings)).toHaveLength(1);
  });

  it('is taken when the symbols allow it', () => {
    const { verdict, warnings } = judge({ 'perf.txt': of49, 'nstat.txt': uname('4.9.45') });
    expect(verdict.culprit).toBe('socket-lock');
    expect(aboutKernel(warnings)).toEqual([]);
  });

  it('is not looked at when one stands beside the profile', () => {
    const { facts, warnings, verdict } = judge({
      'nstat.txt': uname('6.18.44'),
      'perf.txt': `${uname('4.9.45')}\n${of49}`,
    });
    expect(verdict.culprit).toBe('socket-lock');
    expect(facts.filter(({ name }) => name === 'kernel').map(({ how }) => how)).toEqual(['read', 'read']);
    expect(warnings.map(({ text }) => text).join()).toContain('names several kernels');
  });

  it('beside the profile needs more than one symbol against it', () => {
    const one = of49
      .replace(/lock_sock_fast|copy_user_\w+|copy_to_iter/g, 'udp_recvmsg')
      .replace('sock_rfree', 'rep_movs_alternative');
    expect(aboutKernel(judge({ 'perf.txt': `${uname('4.9.45')}\n${one}` }).warnings)).toEqual([]);
    expect(aboutKernel(judge({ 'uname.txt': uname('4.9.45'), 'perf.txt': one }).warnings)).toHaveLength(1);
  });

  it('wins when the user gives it', () => {
    const { verdict, warnings } = judge({ 'perf.txt': of49 }, '6.18');
    expect(verdict.culprit).not.toBe('socket-lock');
    expect(aboutKernel(warnings)[0]?.text).toContain('--kernel 6.18 has not what the profile shows');
  });
});

it.each([
  // older names than the release has, whatever the distribution takes over
  ['5.15.0-91-generic', 'skb_free_datagram_locked free_hot_cold_page', 2],
  // newer ones only where nobody takes newer code over
  ['4.9.45', 'udp_rmem_release __skb_recv_udp', 2],
  ['4.18.0-348.el8.x86_64', '__napi_poll udp_queue_rcv_one_skb', 0],
  ['3.10.0-1160.el7.x86_64', 'udp_rmem_release skb_copy_datagram_iovec', 0],
  ['3.10.0-514.el7.x86_64', 'udp_rmem_release skb_copy_datagram_iovec', 1],
  ['3.10.0-1160.el7.x86_64', 'do_syscall_64 __skb_recv_udp', 2],
])('%s against %s: %i', (release, symbols, count) => {
  expect(symbolsAgainst(parseRelease(release)!, new Set(symbols.split(' ')))).toHaveLength(count);
});
