import { expect, it } from 'vitest';
import { diagnose } from '../../src/engine/diagnose.ts';
import { readCase } from '../../src/formats/read-case.ts';

const demux = 'irq;net_rx_action;ice_napi_poll;ip_list_rcv;ip_rcv_finish_core;udp_v4_early_demux';
const summaryOf = (walk: number) => {
  const text = `${demux};__udp4_lib_mcast_demux_lookup ${walk}
irq;net_rx_action;ice_napi_poll;ice_clean_rx_irq 700
irq;net_rx_action;udp_rcv;__udp4_lib_rcv;__udp4_lib_mcast_deliver;udp_queue_rcv_one_skb;__udp_enqueue_schedule_skb 900
feed;__libc_recvmsg;__sys_recvmsg;udp_recvmsg;__skb_recv_udp 900
feed;__libc_recvmsg;__sys_recvmsg;udp_recvmsg;_copy_to_iter 700
feed;__libc_recvmsg;__sys_recvmsg;udp_recvmsg;skb_consume_udp 900
`;
  return diagnose(readCase([{ name: 'stacks.folded', bytes: new TextEncoder().encode(text) }])).verdict.summary;
};

it('a function that takes a quarter of all is named where no cause is known, and the cost is not said to be spread', () => {
  expect(summaryOf(2600)).toContain(
    'no known cause stands out: the largest part is __udp4_lib_mcast_demux_lookup, 38.81 %',
  );
  expect(summaryOf(900)).toContain('the cost is spread over the path');
});

it('samples of a timer where interrupts are enabled again are of who called that', () => {
  const sample = (stack: string) =>
    `sink 7 [000] 1.0: 250000 cpu-clock:\n${stack
      .split(' ')
      .map((name) => `\tffffffff81 ${name}+0x1 ([kernel.kallsyms])\n`)
      .join('')}\n`;
  const read = '__skb_recv_udp udp_recvmsg __sys_recvfrom';
  const enqueue = '__udp_enqueue_schedule_skb udp_queue_rcv_one_skb __udp4_lib_rcv';
  const text = [
    sample(`_raw_spin_unlock_irqrestore sock_def_readable ${enqueue}`).repeat(58),
    sample(`_raw_spin_unlock_irqrestore prepare_to_wait_exclusive ${read}`).repeat(20),
    ...['', 'skb_consume_udp ', '_copy_to_iter ', 'kmem_cache_free '].map((leaf) => sample(leaf + read).repeat(30)),
  ].join('');
  const { summary } = diagnose(readCase([{ name: 'script.txt', bytes: new TextEncoder().encode(text) }])).verdict;
  expect(summary).toContain('the largest part is sock_def_readable (in _raw_spin_unlock_irqrestore), 29.29 %');
});
