import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/engine/diagnose.ts';
import { readCase } from '../../src/formats/read-case.ts';

function diagnosisOf(...lines: string[]) {
  return diagnose(readCase([{ name: 'ticket.txt', bytes: new TextEncoder().encode(`${lines.join('\n')}\n`) }]));
}
const summaryOf = (...lines: string[]) => diagnosisOf(...lines).verdict.summary;

describe('counters without a profile', () => {
  it('say how many datagrams were lost at sockets, and by which IP', () => {
    const summary = summaryOf(
      'UdpInDatagrams                  400000             0.0',
      'UdpNoPorts                      90000              0.0',
      'UdpInErrors                     20000              0.0',
      'UdpRcvbufErrors                 20000              0.0',
      'Udp6InDatagrams                 1000               0.0',
      'Udp6InErrors                    7                  0.0',
      'Udp6RcvbufErrors                7                  0.0',
    );
    expect(summary).toContain('No profile by symbol is in the input; the counters say: 20000 datagrams lost at full');
    expect(summary).toContain('since boot, 5.00 % of those read (ticket.txt:4)');
    expect(summary).toContain('7 datagrams over IPv6 lost');
    expect(summary).toContain('90000 datagrams for ports nobody listens on since boot (ticket.txt:2)');
    expect(summary).not.toContain('receive errors');
  });

  it('say what has other reasons than a full buffer', () => {
    const summary = summaryOf(
      'Udp:',
      '    55000 packets received',
      '    1 packets to unknown port received',
      '    4400 packet receive errors    <---- this one grows',
      '    900 packets sent',
      '    200 receive buffer errors',
    );
    expect(summary).toContain('200 datagrams lost at full receive buffers');
    expect(summary).toContain('4400 receive errors since boot, 8.00 % of those read (ticket.txt:4)');
  });

  it('say what waits in a socket', () => {
    const summary = summaryOf(
      'Proto Recv-Q Send-Q Local Address           Foreign Address         State       PID/Program name',
      'udp        0      0 0.0.0.0:123             0.0.0.0:*                           811/ntpd',
      'udp   2129920      0 0.0.0.0:514             0.0.0.0:*                           902/rsyslogd',
    );
    expect(summary).toContain('2129920 bytes wait in a socket of port 514 (ticket.txt:3)');
  });

  it('say which CPU takes all packets, where there are several', () => {
    const row = (packets: string) =>
      `${packets} 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000`;
    const rows = ['3b9aca00', '00000f00', '00001f00', '00002f00'].map(row);
    expect(summaryOf('$ cat /proc/net/softnet_stat', ...rows)).toContain('CPU 0 took 100 % of all packets');
    expect(summaryOf('$ cat /proc/net/softnet_stat', ...rows.slice(0, 2))).not.toContain('CPU 0');
  });

  it('say that ksoftirqd has a CPU for itself', () => {
    const summary = summaryOf(
      'top - 09:41:12 up 3 days,  2:11,  1 user,  load average: 4.10, 3.90, 3.50',
      'Tasks: 312 total,   2 running, 310 sleeping,   0 stopped,   0 zombie',
      '%Cpu(s):  1.0 us,  2.0 sy,  0.0 ni, 90.0 id,  0.0 wa,  0.0 hi,  7.0 si,  0.0 st',
      '',
      '  PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND',
      '   41 root      20   0       0      0      0 R  98.7   0.0  88:10.10 ksoftirqd/6',
      '  902 syslog    20   0  224344   5216   3100 S  11.0   0.1  10:12.40 rsyslogd',
    );
    expect(summary).toContain('ksoftirqd/6 takes 98.7 % of its CPU (ticket.txt:6)');
  });

  it('say nothing where nothing was lost', () => {
    expect(summaryOf('UdpInDatagrams                  400000             0.0', 'UdpRcvbufErrors  0  0.0')).toBe(
      'No profile by symbol is in the input.',
    );
  });
});

it('a ratio of counters far above 100 % reads as how many times', () => {
  const { findings } = diagnosisOf(
    '$ nstat -n; sleep 1; nstat',
    '#kernel',
    'UdpInDatagrams                  1000               0.0',
    'UdpInErrors                     480000             0.0',
    'UdpRcvbufErrors                 480000             0.0',
  );
  expect(findings[0]!.id).toBe('drop-storm');
  expect(findings[0]!.evidence[0]!.says).toContain('Udp.RcvbufErrors is 480 times Udp.InDatagrams');
});

it('waits for locks name where most of the time is waited', () => {
  const summary = summaryOf(
    '# perf lock contention -a -b -- sleep 5',
    ' contended   total wait     max wait     avg wait         type   caller',
    '',
    '      4100       1.20 s     81.20 us    292.68 us     spinlock   rmqueue_bulk+0xa0',
    '        31    210.41 us    21.20 us      6.78 us        mutex   pipe_read+0x5e',
  );
  expect(summary).toContain('99.98 % of the time waited for locks is in rmqueue_bulk (ticket.txt:4)');
});
