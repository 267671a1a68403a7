import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/engine/diagnose.ts';
import { viewsOf } from '../../src/engine/view/view.ts';
import { workloadOf } from '../../src/engine/workload/workload.ts';
import { readCase } from '../../src/formats/read-case.ts';

/** Rows of `perf report --stdio --comm`, and below a row its callers, innermost first. */
function udpReceive(...rows: [share: number, comm: string, symbol: string, callers?: string][]): string {
  const lines = ["# Samples: 40K of event 'cycles'", '#', '# Overhead  Command  Shared Object  Symbol', '#'];
  for (const [share, comm, symbol, callers] of rows.sort((a, b) => b[0] - a[0])) {
    lines.push(`    ${share.toFixed(2)}%  ${comm}  [kernel.kallsyms]  [k] ${symbol}`);
    if (callers === undefined) continue;
    lines.push('            |', `            ---${symbol}`);
    for (const caller of callers.split(' ')) lines.push(`               ${caller}`);
    lines.push('');
  }
  const { captures } = readCase([{ name: 'report.txt', bytes: new TextEncoder().encode(`${lines.join('\n')}\n`) }]);
  const profile = captures.find((capture) => capture.kind === 'profile');
  return workloadOf(viewsOf(profile!)[0]!).udpReceive;
}

describe('what a profile is about', () => {
  it('is UDP receive also where most of it is spent in the rules before it', () => {
    expect(
      udpReceive(
        [70, 'ksoftirqd/1', 'nft_do_chain'],
        [22, 'ksoftirqd/1', 'ice_clean_rx_irq'],
        [0.8, 'ksoftirqd/1', '__udp_enqueue_schedule_skb'],
      ),
    ).toBe('yes');
  });

  it('leaves out what idle CPUs of a POWER guest spend in the hypervisor, not what spinners do', () => {
    const rows: [number, string, string][] = [
      [96, 'swapper', 'plpar_hcall_norets_notrace'],
      [0.5, 'sink', 'udp_recvmsg'],
      [3.5, 'ksoftirqd/1', 'ibmveth_poll'],
    ];
    expect(udpReceive(...rows)).toBe('yes');
    expect(udpReceive(...rows.map(([share, , symbol]): [number, string, string] => [share, 'dd', symbol]))).toBe('no');
  });

  it('is not UDP receive where nothing but rules and a driver is seen', () => {
    expect(udpReceive([60, 'ksoftirqd/1', 'ipt_do_table'], [39, 'ksoftirqd/1', 'ice_clean_rx_irq'])).toBe('no');
  });

  it('is UDP receive where rules take nearly all of what is received, beside a busy program', () => {
    const stack = 'nf_hook_slow ip_local_deliver __netif_receive_skb_one_core process_backlog net_rx_action';
    const deliver =
      'ip_protocol_deliver_rcu ip_local_deliver_finish __netif_receive_skb_one_core process_backlog net_rx_action';
    const rules = [45, 'flood', 'nft_do_chain', `nft_do_chain_ipv4 ${stack}`] as const;
    const udp = [
      0.7,
      'flood',
      '__udp_enqueue_schedule_skb',
      `udp_queue_rcv_one_skb udp_unicast_rcv_skb ${deliver}`,
    ] as const;
    const busy = [50, 'node', 'clear_page_erms', 'do_anonymous_page handle_mm_fault'] as const;
    expect(udpReceive([...rules], [...busy], [...udp])).toBe('yes');
    expect(udpReceive([...rules], [...busy], [...udp], [10, 'nginx', 'tcp_v4_rcv', deliver])).toBe('no');
  });

  it('is UDP receive where a reader copies large datagrams, and unclear where nothing tells who copies', () => {
    expect(
      udpReceive(
        [20, 'swapper', 'clear_page_erms'],
        [46, 'flood', 'csum_partial_copy_generic'],
        [13.65, 'sink', 'csum_partial_copy_generic'],
        [6.72, 'sink', '__skb_datagram_iter'],
        [0.12, 'sink', '__skb_recv_udp'],
      ),
    ).toBe('yes');
    const text = `# Samples: 40K of event 'cycles'
#
# Overhead  Symbol
# ........  ......
#
    51.00%  [k] clear_page_erms
    34.00%  [k] csum_partial_copy_generic
     6.72%  [k] __skb_datagram_iter
     0.12%  [k] __skb_recv_udp
`;
    const { verdict } = diagnose(readCase([{ name: 'symbols.txt', bytes: new TextEncoder().encode(text) }]));
    expect(verdict).toMatchObject({ outcome: 'inconclusive' });
    expect(verdict.summary).toContain(
      '40.72 % of the samples are copies and checksums of data, and nothing shows whose',
    );
  });

  it('is not UDP receive on a router, whose GRO and early demux look for sockets', () => {
    const softirq = 'ip_rcv napi_gro_receive mlx5e_napi_poll net_rx_action __do_softirq';
    expect(
      udpReceive(
        [60, 'ksoftirqd/1', 'mlx5e_xmit'],
        [20, 'ksoftirqd/1', 'ip_forward'],
        [12, 'ksoftirqd/1', 'udp4_lib_lookup2'],
        [6, 'ksoftirqd/1', 'udp_v4_early_demux'],
      ),
    ).toBe('no');
    expect(
      udpReceive(
        [60, 'ksoftirqd/1', 'mlx5e_xmit', `ip_output ip_forward ${softirq}`],
        [12, 'ksoftirqd/1', 'udp_v4_early_demux', softirq],
        [28, 'ksoftirqd/1', 'udp4_lib_lookup2', 'udp4_gro_receive napi_gro_receive mlx5e_napi_poll net_rx_action'],
      ),
    ).toBe('no');
  });

  it('is UDP receive where the same look-ups end at a socket', () => {
    expect(
      udpReceive(
        [60, 'ksoftirqd/1', 'udp4_lib_lookup2'],
        [38, 'ksoftirqd/1', 'ice_clean_rx_irq'],
        [1, 'ksoftirqd/1', '__udp_enqueue_schedule_skb'],
      ),
    ).toBe('yes');
  });

  it('is not UDP receive where only functions are seen that other sockets have, too', () => {
    expect(
      udpReceive(
        [60, 'nginx', 'ep_poll'],
        [30, 'nginx', 'prepare_to_wait_exclusive'],
        [6, 'nginx', 'sk_filter_trim_cap'],
        [3.5, 'nginx', '__release_sock'],
      ),
    ).toBe('no');
    expect(udpReceive([70, 'pcapd', '__skb_recv_datagram'], [29.5, 'pcapd', 'packet_rcv'])).toBe('no');
  });

  it('is UDP receive where a task that sleeps and wakes receives in between', () => {
    const others: [number, string, string][] = [[74, 'stress', 'clear_page_erms']];
    const sleeps: [number, string, string][] = [
      [16, 'sink', 'finish_task_switch'],
      [8, 'sink', 'do_epoll_wait'],
    ];
    expect(udpReceive(...others, ...sleeps, [0.4, 'sink', 'udp_recvmsg'], [0.8, 'sink', '_copy_to_iter'])).toBe('yes');
    expect(udpReceive(...others, ...sleeps, [0.02, 'sink', 'udp_recvmsg'], [1.2, 'sink', 'ext4_file_write_iter'])).toBe(
      'no',
    );
  });
});
