import { expect, it } from 'vitest';
import { diagnose } from '../../src/engine/diagnose.ts';
import { readCase } from '../../src/formats/read-case.ts';

const entry = 'sink;entry_SYSCALL_64_after_hwframe;do_syscall_64';
const receive = `${entry};__x64_sys_recvfrom;__sys_recvfrom;udp_recvmsg`;

function summaryOf(...stacks: string[]): string {
  const text = [
    `${receive} 900`,
    `${receive};__skb_recv_udp 900`,
    `${receive};_copy_to_iter 700`,
    `${receive};skb_consume_udp 900`,
    ...stacks,
  ].join('\n');
  return diagnose(readCase([{ name: 'stacks.folded', bytes: Buffer.from(text) }])).verdict.summary;
}

it('another system call that takes much of a reader is named where no cause stands out', () => {
  const clock = `${entry};__x64_sys_clock_gettime;posix_cpu_clock_get;task_sched_runtime 2000`;
  expect(summaryOf(clock)).toContain("37.04 % of sink's samples are in the system call clock_gettime");
});

it('not the one that receives, whatever its name, nor one that takes little', () => {
  const read = `${entry};ksys_read;vfs_read;sock_read_iter;sock_recvmsg;udp_recvmsg;udp_rmem_release 3000`;
  expect(summaryOf(read)).not.toContain('system call');
  expect(summaryOf(`${entry};ksys_write;vfs_write;pipe_write 900`)).not.toContain('system call');
});
