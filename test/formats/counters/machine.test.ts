import { describe, expect, it } from 'vitest';
import { amountOf, counterOf, read } from './reading.ts';

describe('use of CPUs', () => {
  it('of mpstat: averages where they are', () => {
    const { sets, facts, rest } = read(`Linux 4.18.0-240.el8.x86_64 (dut) \t03/04/2020 \t_x86_64_\t(4 CPU)

09:10:11 AM  CPU    %usr   %nice    %sys %iowait    %irq   %soft  %steal  %guest  %gnice   %idle
09:10:12 AM  all    0.50    0.00   12.00    0.00    0.00   24.50    0.00    0.00    0.00   63.00
09:10:12 AM    3    0.00    0.00    2.00    0.00    0.00   90.00    0.00    0.00    0.00    8.00

Average:     CPU    %usr   %nice    %sys %iowait    %irq   %soft  %steal  %guest  %gnice   %idle
Average:     all    0.50    0.00   12.00    0.00    0.00   24.50    0.00    0.00    0.00   63.00
Average:       3    0,10    0,00    1,20    0,00    0,00   98,70    0,00    0,00    0,00    0,00`);
    expect(amountOf(sets, 'cpu.soft', { cpu: '3' })).toBe(98.7);
    expect(sets[0]?.interval).toBe(true);
    expect(Object.fromEntries(facts.map(({ name, value }) => [name, value]))).toEqual({
      kernel: '4.18.0-240.el8.x86_64',
      host: 'dut',
      architecture: 'x86_64',
      cpus: '4',
    });
    expect(rest).toEqual([]);
  });

  it('of top, old and new, with its processes', () => {
    const { sets, rest } = read(`top - 10:11:12 up 3 days,  1:02,  2 users,  load average: 1.00, 0.50, 0.20
Tasks: 120 total,   2 running, 118 sleeping,   0 stopped,   0 zombie
%Cpu3  :  0.0 us, 12.5 sy,  0.0 ni, 25.0 id,  0.0 wa,  0.0 hi, 62.5 si,  0.0 st
MiB Mem :  23876.0 total,  23000.0 free,    300.0 used,    576.0 buff/cache

    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND
     22 root      20   0       0      0      0 R  99.7   0.0   1:12.34 ksoftirqd/3`);
    expect(amountOf(sets, 'cpu.soft', { cpu: '3' })).toBe(62.5);
    expect(amountOf(sets, 'process.cpu', { comm: 'ksoftirqd/3' })).toBe(99.7);
    expect(rest).toEqual([]);
    const old = read('Cpu3  :  0.0%us, 12.5%sy,  0.0%ni, 25.0%id,  0.0%wa,  0.0%hi, 62.5%si,  0.0%st');
    expect(amountOf(old.sets, 'cpu.soft', { cpu: '3' })).toBe(62.5);
  });

  it('of pidstat and vmstat: switches per second', () => {
    const pidstat = read(`09:10:11 AM   UID       PID   cswch/s nvcswch/s  Command
09:10:12 AM     0       812  41203.00     12.00  udp_sink`);
    expect(amountOf(pidstat.sets, 'process.voluntary_switches', { comm: 'udp_sink' })).toBe(41203);
    const threads = read(`Average:      UID      TGID       TID    %usr %system  %guest   %wait    %CPU   CPU  Command
Average:        0       812         -    1.00   99.00    0.00    0.00  100.00     -  udp_sink
Average:        0         -       813    0.99    3.96    0.00    0.10    4.95     -  |__rx worker 0`);
    expect(amountOf(threads.sets, 'process.cpu', { tid: '813', comm: 'rx worker 0' })).toBe(4.95);
    expect(amountOf(threads.sets, 'process.sys', { pid: '812' })).toBe(99);
    const vmstat = read(`procs -----------memory---------- ---swap-- -----io---- -system-- ------cpu-----
 r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st
 3  0      0 24447908   1456 127596    0    0   327   151   75  141  1  0 99  0  0
 2  0      0 24447908   1456 127596    0    0     0     0 1232 1762 45  6 49  0  0`);
    expect(amountOf(vmstat.sets, 'vmstat.context_switches')).toBe(1762);
    expect([...pidstat.rest, ...threads.rest, ...vmstat.rest]).toEqual([]);
  });
});

describe('the machine', () => {
  it('is known from uname, release files and lscpu', () => {
    const cases: readonly [string, string, string][] = [
      [
        'Linux dut 3.10.0-514.el7.x86_64 #1 SMP Wed Oct 19 11:24:13 EDT 2016 x86_64 x86_64 x86_64 GNU/Linux',
        'kernel',
        '3.10.0-514.el7.x86_64',
      ],
      [
        'Linux version 4.10.1 (root@vm) (gcc version 12.2.0 (Debian 12.2.0-14+deb12u1) ) #1 SMP Sun Nov 22 15:30:29 UTC 2026',
        'kernel',
        '4.10.1',
      ],
      ['$ uname -r\n4.18.0-240.el8.x86_64', 'kernel', '4.18.0-240.el8.x86_64'],
      ['Red Hat Enterprise Linux Server release 7.3 (Maipo)', 'distribution', 'rhel 7.3'],
      ['NAME="Ubuntu"\nVERSION="22.04.3 LTS"\nID=ubuntu\nVERSION_ID="22.04"', 'distribution', 'ubuntu 22.04'],
      ['Architecture:  x86_64\nCPU(s):  8\nHypervisor vendor:  KVM', 'virtual', 'KVM'],
    ];
    for (const [text, name, value] of cases) {
      expect(read(text).facts, text).toContainEqual(expect.objectContaining({ name, value, how: 'read' }));
    }
    expect(read('4.18.0').facts).toEqual([]);
    const lscpu = read(
      'CPU(s):                24\nOn-line CPU(s) list:   0-23\nNUMA node(s):          2\nNUMA node1 CPU(s):     6-11,18-23',
    );
    expect(amountOf(lscpu.sets, 'numa.node_cpus', { node: '1' })).toBe(12);
  });

  it('has settings, from sysctl and from /proc/sys', () => {
    const { sets, rest, notes } = read(`net.core.rmem_max = 212992
net.ipv4.udp_mem = 575802\t767738\t1151604
net.ipv4.tcp_congestion_control = cubic
# cat /proc/sys/net/core/netdev_max_backlog
1000
/proc/sys/net/core/netdev_budget:300`);
    expect(amountOf(sets, 'net.core.rmem_max')).toBe(212992);
    expect(amountOf(sets, 'net.ipv4.udp_mem', { field: 'max' })).toBe(1151604);
    expect(amountOf(sets, 'net.core.netdev_max_backlog')).toBe(1000);
    expect(amountOf(sets, 'net.core.netdev_budget')).toBe(300);
    expect(notes).toMatchObject([{ kind: 'unread', line: 3 }]);
    expect(rest).toEqual([]);
  });

  it('has tables of conntrack, numastat, dropwatch and vmstat', () => {
    const { sets, rest } =
      read(`cpu=0   \tfound=27 invalid=1 insert=0 insert_failed=3 drop=4 early_drop=5 error=0 search_restart=0
cpu=1   \tfound=0 invalid=0 insert=0 insert_failed=0 drop=1 early_drop=0 error=0 search_restart=0

                           node0           node1
numa_hit                76557759        92126519
numa_miss                      0               7

17 drops at udp_queue_rcv_one_skb+4a3 (0xffffffff8f8c5a13) [software]
3 drops at udp_queue_rcv_one_skb+4a3 (0xffffffff8f8c5a13) [software]
1 drops at location 0xffffffff8f8c5a13

nr_free_pages 945711
nr_zone_inactive_anon 5788
pgalloc_normal 12`);
    expect(amountOf(sets, 'conntrack.early_drop', { cpu: '0' })).toBe(5);
    expect(amountOf(sets, 'numa.numa_miss', { node: '1' })).toBe(7);
    expect(amountOf(sets, 'drops', { at: 'udp_queue_rcv_one_skb' })).toBe(20);
    expect(counterOf(sets, 'proc-vmstat.pgalloc_normal')).toMatchObject({ value: 12, unit: 'count' });
    expect(counterOf(sets, 'proc-vmstat.nr_free_pages')?.unit).toBe('gauge');
    expect(rest).toEqual([]);
    const stat =
      read(`entries  clashres found new invalid ignore delete chainlength insert insert_failed drop early_drop icmp_error  expect_new expect_create expect_delete search_restart
00000012  00000000 0000001b 00000000 00000000 00000000 00000000 00000000 00000000 00000003 0000000a 00000000 00000000  00000000 00000000 00000000 00000000`);
    expect(amountOf(stat.sets, 'conntrack.drop', { cpu: '0' })).toBe(10);
  });

  it('has the CPU limit of a cgroup, of both versions, and pressure', () => {
    const second = read(`# cat /sys/fs/cgroup/system.slice/named.service/cpu.stat
usage_usec 912338123
user_usec 61220112
system_usec 851118011
core_sched.force_idle_usec 0
nr_periods 18230
nr_throttled 91
throttled_usec 2338110

# cat /proc/pressure/cpu
some avg10=61.20 avg60=60.11 avg300=44.02 total=88123412
full avg10=0.00 avg60=0.00 avg300=0.00 total=0`);
    expect(amountOf(second.sets, 'cgroup.cpu.nr_throttled')).toBe(91);
    expect(counterOf(second.sets, 'cgroup.cpu.throttled_time')).toMatchObject({ value: 2_338_110_000, unit: 'ns' });
    expect(amountOf(second.sets, 'pressure.cpu.some', { seconds: '10' })).toBe(61.2);
    expect(second.rest).toEqual([]);
    const first = read(`nr_periods 61
nr_throttled 60
throttled_time 2347389483
nr_bursts 0
burst_time 0
nr_periods 4
nr_throttled 0
throttled_time 0

some avg10=0.00 avg60=0.00 avg300=0.00 total=0
some avg10=3.00 avg60=0.00 avg300=0.00 total=0`);
    expect(first.sets.map(({ counters }) => counters.length)).toEqual([5, 3, 3, 3]);
    expect(counterOf(first.sets, 'cgroup.cpu.throttled_time')?.value).toBe(2_347_389_483);
    expect(counterOf(first.sets, 'pressure.some')?.unit).toBe('percent');
    expect(first.rest).toEqual([]);
  });
});
