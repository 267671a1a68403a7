import { describe, expect, it } from 'vitest';
import { perfScript } from '../../../src/formats/perf-script/format.ts';
import { counters, onlyProfile, profiles, readScript, selfShares } from './support.ts';

const kernel = '\tffffffff82045c84 udp_queue_rcv_one_skb+0x74 ([kernel.kallsyms])\n';
const user = '\t           f838f __recvmsg+0x4f (/usr/lib/libc.so.6)\n';
const stack = `${kernel}${user}\n`;

describe('weights', () => {
  it('are periods, so that a long sample counts for more', () => {
    const profile = onlyProfile(
      readScript(`a 1 1.000001:  3000 cpu-clock: \n${stack}b 2 1.000002:  1000 cpu-clock: \n${stack}`),
    );
    expect(selfShares(profile)).toEqual({ 'a udp_queue_rcv_one_skb': '75.00', 'b udp_queue_rcv_one_skb': '25.00' });
    expect(profile.eventCount).toBe(4000);
    expect(profile.samples).toEqual({ count: 2, exact: true });
  });

  it('are one per sample without periods', () => {
    const profile = onlyProfile(readScript(`a 1 1.000001: cpu-clock: \n${stack}b 2 1.000002: cpu-clock: \n${stack}`));
    expect(selfShares(profile)).toEqual({ 'a udp_queue_rcv_one_skb': '50.00', 'b udp_queue_rcv_one_skb': '50.00' });
    expect(profile.eventCount).toBeUndefined();
  });

  it('are one per sample when only some have a period, which is said', () => {
    const profile = onlyProfile(readScript(`a 1 1.000001: 9000 cycles: \n${stack}b 2 1.000002: cycles: \n${stack}`));
    expect(profile.rows[0]!.self).toBe(50);
    expect(profile.notes[0]!.text).toContain('missing');
  });

  it('count recursion once', () => {
    const profile = onlyProfile(readScript(`a 1 1.000001: cycles: \n\t 1 f (/a)\n\t 2 f (/a)\n\t 3 f (/a)\n\n`));
    expect(profile.rows).toMatchObject([{ symbol: 'f', self: 100, total: 100, samples: 1 }]);
  });
});

describe('several events', () => {
  const text = `a 1 1.000001:     50000                cpu-clock: \n${stack}a 1 1.000002:        1 udp:udp_fail_queue_rcv_skb: rc=-12 port=5000\n${stack}`;

  it('are profiles of their own', () => {
    const found = profiles(readScript(text));
    expect(found.map(({ event, firstLine, lastLine }) => [event, firstLine, lastLine])).toEqual([
      ['cpu-clock', 1, 3],
      ['udp:udp_fail_queue_rcv_skb', 5, 7],
    ]);
  });

  it('keep the fields of tracepoints, which name the cause of a drop', () => {
    const found = counters(readScript(text));
    const event = 'udp:udp_fail_queue_rcv_skb';
    expect(found).toEqual([
      { name: event, value: 1, unit: 'count', line: 5 },
      { name: `${event}.rc`, value: 1, unit: 'count', labels: { rc: '-12' }, line: 5 },
      { name: `${event}.port`, value: 1, unit: 'count', labels: { port: '5000' }, line: 5 },
    ]);
  });

  it('count each reason and leave out addresses', () => {
    const line = (i: number) =>
      `a 1 1.${String(i).padStart(6, '0')}: skb:kfree_skb: skbaddr=0xffff${i} reason: ${i % 4 === 0 ? 'NO_SOCKET' : 'SOCKET_RCVBUFF'}\n`;
    const result = readScript(Array.from({ length: 200 }, (_, i) => line(i)).join(''));
    const reasons = counters(result).filter(({ name }) => name === 'skb:kfree_skb.reason');
    expect(reasons.map(({ labels, value }) => [labels!.reason, value])).toEqual([
      ['SOCKET_RCVBUFF', 150],
      ['NO_SOCKET', 50],
    ]);
    expect(counters(result).some(({ name }) => name.endsWith('skbaddr'))).toBe(false);
    expect(result.notes.map(({ text: note }) => note).join()).toContain('skb:kfree_skb.skbaddr');
    // no stack and no symbol: shares per command are all there is
    expect(onlyProfile(result)).toMatchObject({
      columns: ['Overhead', 'Command'],
      stacks: [],
      rows: [{ comm: 'a', self: 100 }],
    });
  });
});

describe('threads and CPUs', () => {
  it('are counted per command', () => {
    const text = ['1 [000]', '2 [000]', '2 [001]', '2 [001]']
      .map((ids, i) => `rx 0 ${ids} 1.00000${i}: cycles: \n${stack}`)
      .join('');
    const profile = onlyProfile(readScript(text));
    expect(profile.threads).toEqual({ 'rx 0': 2 });
    expect(profile.cpus).toEqual([
      { cpu: 0, comm: 'rx 0', share: 50 },
      { cpu: 1, comm: 'rx 0', share: 50 },
    ]);
  });

  it('are not made up when the text has none', () => {
    const profile = onlyProfile(readScript(`\t          12eb f\n\t          1469 main\n\n\t          12eb f\n\n`));
    expect(profile.threads).toBeUndefined();
    expect(profile.cpus).toBeUndefined();
    expect(profile.samples!.count).toBe(2);
    expect(profile.rows).toMatchObject([
      { symbol: 'f', self: 100 },
      { symbol: 'main', self: 0, total: 50 },
    ]);
  });
});

describe('few fields', () => {
  const frames = '\t    7fcbc06edf38 main\n\n';
  it.each([
    ['rx worker 1 ', 'rx worker 1', undefined],
    ['sink ', 'sink', undefined],
    ['rx worker 1  4053 ', 'rx worker 1', { 'rx worker 1': 1 }],
    ['rx worker 1  4052/4053  [001]', 'rx worker 1', { 'rx worker 1': 1 }],
    [' 4053    6711409 ', undefined, undefined],
    ['java 19983 cycles: ', 'java', { java: 1 }],
  ])('event line %s', (line, comm, threads) => {
    const profile = onlyProfile(readScript(`${line}\n${frames}${line}\n${frames}`));
    expect(profile.samples!.count).toBe(2);
    expect(profile.rows).toMatchObject([{ symbol: 'main', self: 100 }]);
    expect(profile.rows[0]!.comm).toBe(comm);
    expect(profile.threads).toEqual(threads);
  });
});

describe('whose samples', () => {
  const header = (command: string) =>
    `# ========\n# cmdline : ${command}\n# ========\n#\na 1 1.000001: cycles: \n${stack}`;
  it.each([
    ['perf record -ag sleep 1', 'system', [], []],
    ['perf record -g -a -- ls -p', 'system', [], []],
    ['perf record -g -p 812,813', 'process', [812, 813], []],
    ['perf record -t 7', 'thread', [7], []],
    ['perf record -C 0-2,8 -g', 'cpu', [], [0, 1, 2, 8]],
    ['perf record -g -- ./udp_sink -a', 'process', [], []],
    ['perf record -g ls -la', 'unknown', [], []],
  ])('%s', (command, scope, ids, cpus) => {
    expect(onlyProfile(readScript(header(command))).population).toMatchObject({ scope, ids, cpus, comms: ['a'] });
  });

  it('is the whole system when the idle task was sampled', () => {
    const text = `swapper     0 [000] 1.000001: cycles: \n${stack}a 1 [000] 1.000001: cycles: \n${stack}`;
    expect(onlyProfile(readScript(text)).population).toMatchObject({ scope: 'system', comms: [] });
  });
});

describe('what is no sample', () => {
  it('is said: lost records', () => {
    const result = readScript(
      `a 1 1.000001: cycles: \n${stack}a 1 1.000002: PERF_RECORD_LOST lost 712\na 1 1.000003: cycles: \n${stack}`,
    );
    expect(onlyProfile(result)).toMatchObject({ samples: { count: 2 }, lost: 712 });
    expect(result.notes.find(({ kind }) => kind === 'trouble')).toMatchObject({
      text: 'events lost while recording: 712',
      line: 5,
    });
  });

  it('is said: a stack whose event line was cut off, and prose', () => {
    const result = readScript(
      `${stack}a 1 1.000001: cycles: \n${stack}and then it hung, every time we tried\n${kernel}`,
    );
    expect(onlyProfile(result).samples!.count).toBe(1);
    expect(result.notes.find(({ kind }) => kind === 'truncated')?.line).toBe(1);
    expect(result.unread.map(({ firstLine, lastLine }) => [firstLine, lastLine])).toEqual([
      [8, 8],
      [9, 9],
    ]);
  });

  it('is said: a raw dump and JSON', () => {
    const dump = '\n0x108@perf.data [0x50]: event: 69\n.\n. ... raw event: size 80 bytes\n';
    expect(readScript(dump).unread[0]).toMatchObject({ firstLine: 2, advice: expect.stringContaining('perf script') });
    expect(readScript('{\n\t"linux-perf-json-version": 1,\n').unread[0]!.looksLike).toContain('JSON');
  });

  it('is said: a line of megabytes, after which reading goes on', () => {
    const text = `a 1 1.000001: cycles: \n${stack}${'x'.repeat(3_000_000)}\na 1 1.000001: cycles: \n${stack}`;
    const result = readScript(text, [65536]);
    expect(onlyProfile(result).samples!.count).toBe(2);
    expect(result.unread).toMatchObject([{ firstLine: 5, lastLine: 5 }]);
    expect(onlyProfile(result).lastLine).toBe(8);
  });

  it('is said: Intel PT errors', () => {
    const error =
      " instruction trace error type 1 time 1.2 cpu 0 pid 1 tid 1 ip 0 code 6: Trace doesn't match instruction\n";
    const result = readScript(`a 1 1.000001: cycles: \n${stack}${error}${error}a 1 1.000003: cycles: \n${stack}`);
    expect(onlyProfile(result).samples!.count).toBe(2);
    expect(result.notes[0]!.kind).toBe('trouble');
    expect(result.unread).toEqual([]);
  });
});

describe('inlined frames', () => {
  it('belong to the object and the self share of the function they were inlined into', () => {
    const text =
      'a 1 1.000001: cycles: \n\t 1189 parse (inlined)\n\t 1189 check+0x1 (/opt/a)\n\t 1200 main (/opt/a)\n\n';
    const profile = onlyProfile(readScript(text));
    expect(profile.rows).toMatchObject([
      { symbol: 'check', self: 100, dso: '/opt/a' },
      { symbol: 'parse', self: 0, total: 100, dso: '/opt/a' },
      { symbol: 'main', self: 0 },
    ]);
    expect(profile.stacks[0]!.tree.symbols).toEqual(['main', 'check', 'parse']);
  });
});

describe('perf script inside other text', () => {
  const prose = ['Hi, we see drops. This is what perf says:', '', '$ perf script | head'];
  const after = ['', 'Any idea? See udp.c:1204 and', 'thanks, 5 of us: Ann'];
  const text = [
    ...prose,
    ...`a 1 1.000001: 7 cycles: \n${stack}b 2 1.000002: 7 cycles: \n${stack}`.trimEnd().split('\n'),
    ...after,
  ];
  const lines = text.map((line, i) => ({ text: line, number: 101 + i }));

  it('begins at the first event line and ends with the last frame', () => {
    expect(lines.map((_, i) => perfScript.starts(lines, i)).indexOf(true)).toBe(3);
    const section = perfScript.read(lines, 3, { file: 'mail.txt', command: 'perf script | head' });
    expect(text.slice(section.end)).toEqual(after);
    expect(onlyProfile(section)).toMatchObject({ firstLine: 104, lastLine: 110, command: 'perf script | head' });
    expect(section.notes).toEqual([]);
  });

  it('goes on over a stray warning but not over a prompt', () => {
    const stray = [
      'a 1 1.000001: 7 cycles: ',
      kernel.trimEnd(),
      '',
      '[vdso]: not resolved',
      'a 1 1.000002: 7 cycles: ',
      kernel.trimEnd(),
    ];
    const next = ['$ perf report', 'a 1 1.000002: 7 cycles: ', kernel.trimEnd()];
    const both = [...stray, ...next].map((line, i) => ({ text: line, number: i + 1 }));
    const section = perfScript.read(both, 0, { file: 'x' });
    expect(section.end).toBe(stray.length);
    expect(onlyProfile(section).samples!.count).toBe(2);
    expect(section.unread).toHaveLength(1);
  });
});
