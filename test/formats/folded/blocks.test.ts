import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/engine/diagnose.ts';
import { stackBlocks } from '../../../src/formats/folded/blocks.ts';
import { readCase } from '../../../src/formats/read-case.ts';

function read(...lines: string[]) {
  return readCase([{ name: 'stacks.txt', bytes: new TextEncoder().encode(`${lines.join('\n')}\n`) }]);
}
function profileOf(...lines: string[]) {
  const profile = read(...lines).captures.find((capture) => capture.kind === 'profile');
  return profile?.kind === 'profile' ? profile : undefined;
}

describe('stacks with a frame in each line', () => {
  it('of bpftrace are read, with or without a command as key', () => {
    const profile = profileOf(
      "# bpftrace -e 'profile:hz:99 { @[comm, kstack] = count(); }'",
      'Attaching 1 probe...',
      '@[sink,',
      '    skb_release_data+14',
      '    udp_recvmsg+301',
      ']: 30',
      '@[sink,',
      '    udp_recvmsg+77',
      ']: 10',
    );
    expect(profile?.format).toBe('folded');
    expect(profile?.event).toBeUndefined();
    const release = profile?.rows.find(({ key }) => key === 'skb_release_data');
    expect(release).toMatchObject({ self: 75, comm: 'sink', line: 3 });
    expect(profile?.rows.find(({ key }) => key === 'udp_recvmsg')?.total).toBe(100);
  });

  it('of bcc are read, whatever the marks between kernel and program and the quotes of Python', () => {
    const profile = profileOf(
      'Sampling at 49 Hertz of all threads by user + kernel stack for 5 secs.',
      '',
      "    b'skb_release_data'",
      "    b'udp_recvmsg'",
      '    --',
      "    b'__libc_recvfrom'",
      '    -                sink (2049)',
      '        3',
      '',
      '    udp_recvmsg',
      '    __libc_recvfrom',
      '    -                sink (2050)',
      '        1',
    );
    expect(profile?.rows.find(({ key }) => key === 'skb_release_data')?.self).toBe(75);
    expect(profile?.population.comms).toEqual(['sink']);
  });

  it('begin with their first frame: a long list of words is not looked at again for each of its lines', () => {
    const lines = ['    udp_recvmsg', '    __libc_recvfrom', '    -                sink (2050)', '        1'].map(
      (text, i) => ({ text, number: i + 1 }),
    );
    expect(lines.map((_, at) => stackBlocks.starts(lines, at))).toEqual([true, false, false, false]);
  });

  it('of a probe or of one function say nothing about CPU time', () => {
    const stacks = ['@[', '    kfree_skb_reason+119', '    __udp_queue_rcv_skb+142', ']: 4000'];
    expect(profileOf("# bpftrace -e 'tracepoint:skb:kfree_skb { @[kstack] = count(); }'", ...stacks)?.event).toBe(
      'tracepoint:skb:kfree_skb',
    );
    expect(profileOf(...stacks)?.event).toBe('calls of kfree_skb_reason');
  });

  it('of tasks that wait are time off the CPU, folded or not', () => {
    const { verdict } = diagnose(
      read(
        'sink;__libc_recvfrom;do_syscall_64;udp_recvmsg;__skb_recv_udp;schedule_timeout;schedule;finish_task_switch 9412234',
        'sink;__libc_recvfrom;do_syscall_64;exit_to_user_mode_prepare;schedule;finish_task_switch 1312',
      ),
    );
    expect(verdict.outcome).toBe('inconclusive');
    expect(verdict.summary).toContain('time off the CPU');
    const blocks = profileOf(
      '    finish_task_switch',
      '    schedule',
      '    udp_recvmsg',
      '    -                sink (2049)',
      '        812345',
      '',
      '    finish_task_switch',
      '    schedule',
      '    do_nanosleep',
      '    -                sink (2049)',
      '        4',
    );
    expect(blocks?.event).toMatch(/^calls of finish_task_switch$|^time off the CPU$/);
  });

  it('are told from indented prose', () => {
    expect(profileOf('    first', '    second', '    third', '', 'That was a list.')).toBeUndefined();
  });
});
