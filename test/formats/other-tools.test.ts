import { expect, it } from 'vitest';
import { readCase } from '../../src/formats/read-case.ts';

function unreadOf(...lines: string[]) {
  const { unread } = readCase([{ name: 'paste.txt', bytes: new TextEncoder().encode(`${lines.join('\n')}\n`) }]);
  return unread.map(({ looksLike }) => looksLike);
}

it.each([
  [
    "a table of Go's pprof",
    [
      'Showing nodes accounting for 9.10s, 88% of 10.3s total',
      '      flat  flat%   sum%        cum   cum%',
      '     4.10s 39.81% 39.81%      4.30s 41.75%  syscall.Syscall6',
    ],
  ],
  [
    'the summary of strace -c',
    [
      '% time     seconds  usecs/call     calls    errors syscall',
      '------ ----------- ----------- --------- --------- ----------------',
      ' 81.20    2.101000          11    190000        40 recvfrom',
    ],
  ],
  [
    'a trace of functions (ftrace)',
    [
      ' 3)               |  net_rx_action() {',
      ' 3)   0.310 us    |    __usecs_to_jiffies();',
      ' 3)   5.020 us    |  }',
    ],
  ],
  [
    'packets that tcpdump printed',
    [
      '10:00:01.000011 IP 192.0.2.7.5353 > 192.0.2.9.53: UDP, length 64',
      '10:00:01.000019 IP 192.0.2.8.5353 > 192.0.2.9.53: UDP, length 64',
    ],
  ],
  [
    'results of iperf',
    [
      '[  5]   0.00-1.00   sec  11.0 MBytes  92.3 Mbits/sec  0.011 ms  120/8000 (1.5%)',
      '[  5]   1.00-2.00   sec  11.1 MBytes  93.1 Mbits/sec  0.012 ms  90/8000 (1.1%)',
    ],
  ],
  [
    'histograms of bpftrace',
    [
      '@batch:',
      '[1]                 9000 |@@@@@@@@@@@@@@@@@@@@@@@@@|',
      '[2, 4)                10 |                         |',
    ],
  ],
])('what is no perf output is named: %s', (name, lines) => {
  expect(unreadOf(...lines)).toEqual([name]);
});

it('numbers and brackets of a sentence are no sample', () => {
  const [only] = unreadOf('InDatagrams t0: 90000 / 0 / 0   t0+30s: 95000 / 0 / 0   (5,000 datagrams in 30 s)');
  expect(only).toContain('text without any perf output');
});
