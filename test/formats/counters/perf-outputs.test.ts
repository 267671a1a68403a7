import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { describeShared, sharedExists, sharedFolder } from '../../support/shared.ts';
import { amountOf, counterOf, type Reading, readPath, read as readText } from './reading.ts';

function sample(name: string): Reading {
  return readPath(sharedFolder('perf-samples', name), name);
}

function samples(start: RegExp): string[] {
  if (!sharedExists('perf-samples')) return [];
  return readdirSync(sharedFolder('perf-samples')).filter((name) => start.test(name) && name.endsWith('.txt'));
}

/** What the programs under test print of their own, and perf about its recording: no numbers of perf's. */
const chatter =
  /^(?:sink \d: \d+ pkts \d+|sent \d+|event syntax error: .*|\s+\\___ Bad event or PMU|Unable to find PMU .*|build id event received .*|pmu capabilities not available)$/;

describeShared('perf-samples', 'perf stat', () => {
  it.each(samples(/^stat-/))('%s is read whole', (name) => {
    const { sets, rest } = sample(name);
    expect(sets).toHaveLength(1);
    expect(sets[0]).toMatchObject({ format: 'perf-stat', interval: true });
    expect(rest.filter(({ text }) => !chatter.test(text))).toEqual([]);
  });

  it('gives the same numbers from every form', () => {
    expect(amountOf(sample('stat-3.10.txt').sets, 'perf-stat.context-switches')).toBe(85891);
    expect(counterOf(sample('stat-4.10.txt').sets, 'perf-stat.task-clock')).toMatchObject({
      value: 457.664927,
      unit: 'msec',
    });
    expect(amountOf(sample('stat-6.1-default.txt').sets, 'perf-stat.cpu-migrations')).toBe(4);
    expect(sample('stat-6.1-default.txt').sets[0]?.seconds).toBe(0.632228337);
    expect(amountOf(sample('stat-7.2-csv.txt').sets, 'perf-stat.page-faults')).toBe(488);
    expect(amountOf(sample('stat-6.12-json.txt').sets, 'perf-stat.context-switches')).toBe(112579);
    expect(amountOf(sample('stat-6.1-tracepoints.txt').sets, 'perf-stat.udp:udp_fail_queue_rcv_skb')).toBe(103626);
    expect(amountOf(sample('stat-6.1-tracepoints.txt').sets, 'perf-stat.sock:sock_rcvqueue_full')).toBe(0);
  });

  it('in other languages', () => {
    const german = sample('stat-6.1-locale-de.txt');
    expect(amountOf(german.sets, 'perf-stat.context-switches')).toBe(75078);
    expect(amountOf(german.sets, 'perf-stat.task-clock')).toBe(401.72);
    expect(german.sets[0]?.seconds).toBe(0.630333499);
    expect(amountOf(sample('stat-6.1-locale-fr.txt').sets, 'perf-stat.context-switches')).toBe(67248);
    expect(amountOf(sample('stat-6.1-locale-de-csv.txt').sets, 'perf-stat.task-clock')).toBe(374.67);
  });

  it('by CPU, socket, core and thread', () => {
    expect(amountOf(sample('stat-6.1-percpu.txt').sets, 'perf-stat.context-switches', { cpu: '1' })).toBe(108);
    expect(amountOf(sample('stat-6.1-persocket.txt').sets, 'perf-stat.context-switches', { socket: '0' })).toBe(529);
    expect(amountOf(sample('stat-6.1-percore-csv.txt').sets, 'perf-stat.context-switches', { core: '1' })).toBe(113);
    expect(
      amountOf(sample('stat-6.1-perthread-a.txt').sets, 'perf-stat.cpu-clock', { comm: 'perf', tid: '12997' }),
    ).toBe(0.02);
  });

  it('by intervals: summed, with the program between the rows told apart', () => {
    for (const name of ['stat-6.1-interval.txt', 'stat-6.1-interval-csv.txt']) {
      const { sets, notes } = sample(name);
      expect(amountOf(sets, 'perf-stat.context-switches')).toBe(name.includes('csv') ? 71857 : 30479);
      expect(notes).toContainEqual(expect.objectContaining({ kind: 'unread' }));
    }
    expect(sample('stat-6.1-interval.txt').sets[0]?.seconds).toBe(0.616460972);
  });

  it('says what could not be counted', () => {
    const { sets, notes } = sample('stat-6.1-default.txt');
    expect(amountOf(sets, 'perf-stat.cycles')).toBeUndefined();
    expect(notes.some(({ text }) => text.includes('cycles, instructions'))).toBe(true);
    const shared = readText(
      " Performance counter stats for 'x':\n\n     5,649,595,479      cycles        #    2.942 GHz         (62.50%)\n",
    );
    expect(amountOf(shared.sets, 'perf-stat.cycles')).toBe(5649595479);
    expect(shared.notes.some(({ text }) => text.includes('62.5 %'))).toBe(true);
  });
});

describeShared('perf-samples', 'perf lock', () => {
  it.each(samples(/^lock-/))('%s is read whole', (name) => {
    const { sets, rest, unread } = sample(name);
    expect(rest.filter(({ text }) => !chatter.test(text))).toEqual([]);
    // Most of the samples are tables without a row: that is said.
    expect(sets.length + unread.length).toBeGreaterThan(0);
  });

  it('contention: waits in ns, by caller and place', () => {
    const { sets } = sample('lock-6.1-contention-cg.txt');
    const labels = { caller: 'try_to_wake_up', type: 'spinlock', at: 'try_to_wake_up+0x42a' };
    expect(counterOf(sets, 'lock.total_wait', labels)).toMatchObject({ value: 126540, unit: 'ns', line: 3 });
    expect(amountOf(sets, 'lock.contended', labels)).toBe(7);
    expect(amountOf(sample('lock-6.12-contention-lock.txt').sets, 'lock.total_wait')).toBe(39808);
  });

  it('by thread, by lock, and lock report', () => {
    const threads = readText(
      ' contended   total wait     max wait     avg wait          pid   comm\n\n         5      1.50 ms    500.00 us    300.00 us        13781   rx worker 0',
    );
    expect(amountOf(threads.sets, 'lock.total_wait', { pid: '13781', comm: 'rx worker 0' })).toBe(1500000);
    const locks = readText(
      ' contended   total wait     max wait     avg wait            address   symbol\n\n         5      1.50 ms    500.00 us    300.00 us   ffff9c0f5a1c2d40   rq_lock',
    );
    expect(amountOf(locks.sets, 'lock.contended', { symbol: 'rq_lock' })).toBe(5);
    const report = readText(
      '                Name   acquired  contended   avg wait (ns) total wait (ns)   max wait (ns)   min wait (ns) \n\n   &mm->mmap_sem 2         12          3            1000            3000            2000             500',
    );
    expect(amountOf(report.sets, 'lock.max_wait', { name: '&mm->mmap_sem 2' })).toBe(2000);
  });
});

describeShared('perf-samples', 'perf sched and perf trace', () => {
  it.each(samples(/^(?:sched-(?!.*(?:map|script))|trace-)/))('%s is read whole', (name) => {
    const { sets, rest } = sample(name);
    expect(sets).toHaveLength(1);
    expect(rest.filter(({ text }) => !chatter.test(text))).toEqual([]);
  });

  it('sched: run time, delay and switches of a thread', () => {
    const latency = sample('sched-6.1-latency.txt').sets;
    const worker = { comm: 'rx worker 0', tid: '13367' };
    expect(amountOf(latency, 'sched.delay_max', worker)).toBe(14.024);
    expect(amountOf(latency, 'sched.run_time', { comm: 'qemu-system-x86', threads: '9' })).toBe(170.396);
    expect(amountOf(sample('sched-7.2-latency.txt').sets, 'sched.switches', worker)).toBe(2);
    const timehist = sample('sched-6.1-timehist.txt').sets;
    expect(amountOf(timehist, 'sched.run_time', { comm: 'inferno-collaps' })).toBeGreaterThan(0.187);
    expect(timehist[0]?.seconds).toBeCloseTo(0.04288, 5);
    expect(amountOf(sample('sched-6.1-timehist-summary.txt').sets, 'sched.switches', { tid: '13329' })).toBe(5);
  });

  it('trace: calls and errors per thread', () => {
    const { sets } = sample('trace-6.12-summary.txt');
    expect(amountOf(sets, 'syscall.calls', { comm: 'rx worker 0', syscall: 'setsockopt' })).toBe(2);
    expect(amountOf(sets, 'syscall.errors', { comm: 'rx worker 1', syscall: 'recvfrom' })).toBe(1);
    expect(amountOf(sample('trace-7.2-summary-total.txt').sets, 'syscall.calls', { syscall: 'sendto' })).toBe(256);
    expect(amountOf(sample('trace-6.1-live.txt').sets, 'syscall.calls', { syscall: 'brk' })).toBe(3);
  });

  it('trace: packets per call, and drops by reason and place', () => {
    const live = readText(`     0.058 ( 0.021 ms): rx/12 recvmmsg(fd: 3, mmsg: 0x7ffd, vlen: 64)  = 32
     0.158 ( 0.021 ms): rx/12 recvmmsg(fd: 3, mmsg: 0x7ffd, vlen: 64)  = 16
     0.258 ( 0.001 ms): rx/12 recvmmsg(fd: 3, mmsg: 0x7ffd, vlen: 64)  = -1 EAGAIN (Resource temporarily unavailable)`);
    expect(amountOf(live.sets, 'syscall.calls', { syscall: 'recvmmsg' })).toBe(3);
    expect(amountOf(live.sets, 'syscall.messages')).toBe(48);
    expect(amountOf(live.sets, 'syscall.errors')).toBe(1);
    expect(amountOf(sample('trace-6.1-events.txt').sets, 'drops', { reason: '3', at: '__udp4_lib_rcv' })).toBe(11);
  });
});

describeShared('perf-samples', 'perf annotate', () => {
  it.each(samples(/^annotate-(?!.*color)/))('%s is read whole', (name) => {
    const { sets, unread, notes, rest } = sample(name);
    expect(rest).toEqual([]);
    expect(sets.length + unread.length + notes.length).toBeGreaterThan(0);
  });

  it('gives the share of each instruction that was hit', () => {
    const { sets } = sample('annotate-6.1-default.txt');
    expect(counterOf(sets, 'annotate.checksum', { address: '13b8' })).toMatchObject({
      value: 37.5,
      unit: 'percent',
      labels: { instruction: 'sub %eax,%ecx' },
      line: 24,
    });
    expect(sets[0]?.counters).toHaveLength(5);
    expect(counterOf(sample('annotate-6.1-n-period.txt').sets, 'annotate.checksum')).toMatchObject({
      value: 9,
      unit: 'samples',
    });
    expect(amountOf(sample('annotate-6.1-group.txt').sets, 'annotate.checksum', { member: '1', address: '13ba' })).toBe(
      46.15,
    );
    expect(amountOf(sample('tui-6.1-annotate.txt').sets, 'annotate.checksum', { instruction: 'sub %eax,%ecx' })).toBe(
      37.5,
    );
  });

  it('tells atomics from copies, also where the samples skid behind them', () => {
    const rows = (code: readonly string[]) =>
      ` Percent |\tSource code & Disassembly of vmlinux for cycles (9 samples)\n-----\n         : 5    ffffffff818530c0 <udp_rmem_release>:\n${code.join('\n')}`;
    const { sets } = readText(
      rows([
        '    1.00 :   ffffffff818530db:       lock xadd %eax,0x18(%r14)',
        '   90.00 :   ffffffff818530e0:       add    %edx,%eax',
        '    2.00 :   ffffffff818530e4:       rep movsb %ds:(%rsi),%es:(%rdi)',
        '    3.00 :   ffffffff818530e6:       xchg   %ax,%ax',
        '    4.00 :   ffffffff818530e8:       ldadd  w0, w1, [x2]',
      ]),
    );
    expect(counterOf(sets, 'annotate.udp_rmem_release', { kind: 'atomic' })?.value).toBe(1);
    expect(counterOf(sets, 'annotate.udp_rmem_release', { after: 'atomic' })?.value).toBe(90);
    expect(counterOf(sets, 'annotate.udp_rmem_release', { kind: 'copy' })?.value).toBe(2);
    expect(counterOf(sets, 'annotate.udp_rmem_release', { instruction: 'xchg %ax,%ax' })?.labels?.kind).toBeUndefined();
    expect(counterOf(sets, 'annotate.udp_rmem_release', { instruction: 'ldadd w0, w1, [x2]' })?.labels?.kind).toBe(
      'atomic',
    );
  });

  it('without code says which command shows it', () => {
    const { unread, sets } = sample('annotate-6.1-all.txt');
    expect(unread).toMatchObject([
      { firstLine: 1, lastLine: 14, looksLike: expect.stringContaining('finish_task_switch') },
    ]);
    expect(unread[0]?.advice).toContain('vmlinux');
    expect(sets).toHaveLength(5);
    expect(sample('annotate-7.2.txt').unread).toMatchObject([{ looksLike: expect.stringContaining('checksum') }]);
  });
});

describeShared('perf-samples', 'outputs of perf without numbers to use', () => {
  it.each(samples(/^(?:kwork|kmem|evlist|buildid|list)-|^sched-6.1-map/))('%s is named, not dropped', (name) => {
    const { sets, unread, rest } = sample(name);
    expect(sets).toEqual([]);
    expect(rest).toEqual([]);
    const expected = name.startsWith('sched') ? 'sched map' : name.replace('buildid-list', 'buildid').split('-')[0]!;
    expect(unread).toMatchObject([{ looksLike: expect.stringContaining(expected) }]);
  });
});

/** Real texts of other kinds in which something else was pasted too, and what it is. */
const pastedToo: Readonly<Record<string, string>> = {
  'mangled-two-reports.txt': 'perf-stat',
  'tui-6.1-annotate.txt': 'perf-annotate',
  '015-udp6-lookup-annotate.txt': 'perf-annotate',
  '086-fio-buffered-annotate-tui.txt': 'perf-annotate',
  '120-percpu-alloc-lock-tabs.txt': 'top',
  '142-gregg-perf-stat-gzip.txt': 'perf-stat',
  '145-perfwiki-tutorial-perf-stat.txt': 'perf-stat',
};

describeShared('perf-samples', 'profiles, scripts and reports', () => {
  it.each(samples(/^(?!stat|lock|sched|trace|annotate|kwork|kmem|evlist|buildid|list|mem-6.1-dump)/))(
    '%s is not taken for counters',
    (name) => {
      const { sets, facts, unread } = sample(name);
      expect(sets.map(({ format }) => format)).toEqual(name in pastedToo ? [pastedToo[name]] : []);
      expect(facts).toEqual([]);
      expect(unread).toEqual([]);
    },
  );
});

describeShared('corpus/public', 'published reports', () => {
  const names = sharedExists('corpus', 'public') ? readdirSync(sharedFolder('corpus', 'public')) : [];
  it.each(names.filter((name) => name.endsWith('.txt')))('%s is not taken for counters', (name) => {
    const { sets, facts, unread } = readPath(sharedFolder('corpus', 'public', name));
    expect(sets.map(({ format }) => format)).toEqual(name in pastedToo ? [pastedToo[name]] : []);
    expect(facts).toEqual([]);
    expect(unread).toEqual([]);
  });
});
