import { describe, expect, it } from 'vitest';
import { isTracepoint, parseHead, parseTimed, parseUntimed } from '../../../src/formats/perf-script/event-line.ts';
import { parseFrame } from '../../../src/formats/perf-script/frame-line.ts';
import { ownFrame } from '../../../src/formats/perf-script/own-frame.ts';
import { parseTraceFields } from '../../../src/formats/perf-script/trace-fields.ts';

describe('the head of an event line', () => {
  it.each([
    ['rx worker 0 11478', { comm: 'rx worker 0', tid: 11478 }],
    ['rx worker 0 11470/11478 [003]', { comm: 'rx worker 0', pid: 11470, tid: 11478, cpu: 3 }],
    ['foo [w] 12', { comm: 'foo [w]', tid: 12 }],
    ['foo [12] 12 [001]', { comm: 'foo [12]', tid: 12, cpu: 1 }],
    [':11569 11569', { comm: ':11569', tid: 11569 }],
    [':-1    -1 [000]', { comm: ':-1', tid: -1, cpu: 0 }],
    ['swapper     0 [015]', { comm: 'swapper', tid: 0, cpu: 15 }],
    ['kworker/1:2H-kb   412', { comm: 'kworker/1:2H-kb', tid: 412 }],
    ['CPU 0/KVM 11 [001]', { comm: 'CPU 0/KVM', tid: 11, cpu: 1 }],
    ['#worker  4242', { comm: '#worker', tid: 4242 }],
    ['a(b) 7 8 [001] U', { comm: 'a(b) 7', tid: 8, cpu: 1 }],
    ['both.sh 11409 [000] KSp', { comm: 'both.sh', tid: 11409, cpu: 0 }],
    ['udp-tx 5 2026-11-22 15:03:00.123456', { comm: 'udp-tx', tid: 5 }],
    ['données-ü 9', { comm: 'données-ü', tid: 9 }],
    ['Gecko\t25122 [007]', { comm: 'Gecko', tid: 25122, cpu: 7 }],
    ['both.sh', { comm: 'both.sh' }],
    ['11468', { comm: '', tid: 11468 }],
    ['[002]', { comm: '', cpu: 2 }],
    ['', { comm: '' }],
  ])('%s', (text, head) => expect(parseHead(text)).toEqual(head));
});

describe('an event line with a time', () => {
  it.each([
    ['udp-tx 1  2.000001:    2004008 cpu-clock: ', { head: 'udp-tx 1', period: 2004008, event: 'cpu-clock', rest: '' }],
    ['udp-tx 1  2.000001234: cycles:ppp:', { head: 'udp-tx 1', event: 'cycles:ppp', rest: '' }],
    [
      ':5 5 2.000001:  1   cpu/mem-loads,ldlat=30/P: x',
      { head: ':5 5', period: 1, event: 'cpu/mem-loads,ldlat=30/P', rest: 'x' },
    ],
    ['a 1 2.000001: skb:kfree_skb: reason: X', { head: 'a 1', event: 'skb:kfree_skb', rest: 'reason: X' }],
    ['a 1 2.000001:    2004008 ', { head: 'a 1', period: 2004008, event: '', rest: '' }],
    ['a 1 2.000001:  ffff820473e7 f (x)', { head: 'a 1', event: '', rest: 'ffff820473e7 f (x)' }],
    [
      'G\t1 [007] 115.929000:\t\t1000000 task-clock:u:',
      { head: 'G\t1 [007]', period: 1000000, event: 'task-clock:u', rest: '' },
    ],
  ])('%s', (text, event) => expect(parseTimed(text)).toEqual(event));

  it.each(['12:00:01.123456: x', '0.058 ( 0.021 ms): a/1 b', 'a 1 2.x: cycles:', ''])('is none: %s', (text) => {
    expect(parseTimed(text)).toBeUndefined();
  });
});

describe('an event line without a time', () => {
  it.each([
    ['java 19983 cycles: ', { head: 'java 19983', event: 'cycles', rest: '' }],
    ['rx worker 0 11478 cycles:', { head: 'rx worker 0 11478', event: 'cycles', rest: '' }],
    ['a 1/2 [003]    2004008 cpu-clock:', { head: 'a 1/2 [003]', period: 2004008, event: 'cpu-clock', rest: '' }],
    ['a     2    2004008 cpu-clock:', { head: 'a     2', period: 2004008, event: 'cpu-clock', rest: '' }],
    [
      'rx worker 0 11478  ffffffff813a2413 f+0x93 ([k])',
      { head: 'rx worker 0 11478', event: '', rest: 'ffffffff813a2413 f+0x93 ([k])' },
    ],
    [
      'both.sh 11468      55cdb4450d74 [unknown] (/usr/bin/bash)',
      { head: 'both.sh 11468', event: '', rest: '55cdb4450d74 [unknown] (/usr/bin/bash)' },
    ],
  ])('%s', (text, event) => expect(parseUntimed(text)).toEqual(event));
});

describe('a frame', () => {
  const k = '[kernel.kallsyms]';
  it.each([
    [`ffffffff820473e7 __udp4_lib_rcv+0x957 (${k})`, '__udp4_lib_rcv', k, 'k'],
    ['55cdb4450d74 [unknown] (/usr/bin/bash+0x67d74)', '[unknown]', '/usr/bin/bash', '.'],
    ['0 [unknown] ([unknown])', '[unknown]', '[unknown]', '.'],
    ['ffffffffc0a1 [unknown] ([unknown])', '[unknown]', '[unknown]', '.'],
    ['ffffffffc0a10000 [unknown] ([unknown])', '[unknown]', '[unknown]', 'k'],
    ['7f0b main (/games/X4 Foundations/X4 (deleted))', 'main', '/games/X4 Foundations/X4 (deleted)', '.'],
    [
      '12eb (anonymous namespace)::f(std::function<int (int)>)+0x1 (/a)',
      '(anonymous namespace)::f(std::function<int (int)>)',
      '/a',
      '.',
    ],
    [
      '12eb std::function<void (int)>::operator()(int) const (/a)',
      'std::function<void (int)>::operator()(int) const',
      '/a',
      '.',
    ],
    [
      '12eb main::{lambda(int)#1}::operator()(int) const',
      'main::{lambda(int)#1}::operator()(int) const',
      undefined,
      '.',
    ],
    ['12eb f(int)', 'f(int)', undefined, '.'],
    ['12eb f(int) (.isra.0) (/a)', 'f(int) (.isra.0)', '/a', '.'],
    ['12eb f(int) (.isra.0)', 'f(int) (.isra.0)', undefined, '.'],
    ['5 f+0xffff018fd5dce000 (x)', 'f', 'x', '.'],
    [
      '7f9 LazyCompile:*on /srv/a b.js:112:23 (/tmp/perf-1.map)',
      'LazyCompile:*on /srv/a b.js:112:23',
      '/tmp/perf-1.map',
      '.',
    ],
    ['ffffffff81 __x64_sys (/lib/modules/4.1.0/build/vmlinux)', '__x64_sys', '/lib/modules/4.1.0/build/vmlinux', 'k'],
    ['ffffffffc0 nf_x ([nf_conntrack])', 'nf_x', '[nf_conntrack]', 'k'],
    ['ffffffff81 g ([guest.kernel.kallsyms])', 'g', '[guest.kernel.kallsyms]', 'g'],
    ['7ffd __vdso_clock_gettime ([vdso])', '__vdso_clock_gettime', '[vdso]', '.'],
    ['1 operator new(unsigned long) ([JIT] tid 9)', 'operator new(unsigned long)', '[JIT] tid 9', '.'],
    ['67d74', '[unknown]', undefined, '.'],
    ['7f\tf\t(/a)', 'f', '/a', '.'],
    ['7f a->b (/a)', 'a->b', '/a', '.'],
    [
      '7f std::shared_ptr<int>::operator->() const (/tmp/perf-9.map)',
      'std::shared_ptr<int>::operator->() const',
      '/tmp/perf-9.map',
      '.',
    ],
  ])('%s', (text, symbol, dso, mark) => {
    expect(parseFrame(text)).toEqual([{ symbol, dso, mark, inlined: false }]);
  });

  it('knows inlined frames, whose name may end in parentheses', () => {
    const inlined = { dso: undefined, inlined: true, mark: '.' };
    expect(parseFrame('27304 __libc_start_main_impl+0x84 (inlined)')).toEqual([
      { symbol: '__libc_start_main_impl', ...inlined },
    ]);
    expect(parseFrame('1ddb f(g (*)(int)) (inlined)')).toEqual([{ symbol: 'f(g (*)(int))', ...inlined }]);
  });

  it('unfolds calls that Java maps write into one name', () => {
    const frames = parseFrame('7f0 La/Outer;::run->Lb/Mid;::call->Lc/In;::read+0x1 (/tmp/perf-24636.map)')!;
    expect(frames.map(({ symbol, inlined }) => [symbol, inlined])).toEqual([
      ['Lc/In;::read', true],
      ['Lb/Mid;::call', true],
      ['La/Outer;::run', false],
    ]);
  });

  it.each(['', 'main (/a)', '0xzz f', 'ffffffff82045c84a1234 f (x)', '12g f (x)', '|11 struct'])(
    'is none: %s',
    (text) => {
      expect(parseFrame(text)).toBeUndefined();
    },
  );
});

describe('what follows the event', () => {
  it.each([
    ['ffffffff820473e7 f+0x957 ([k])', 'ffffffff820473e7 f+0x957 ([k])'],
    ['7f0b481c5b59 __send+0x19 (/l/libc.so.6) insn: 48 3d 00', '7f0b481c5b59 __send+0x19 (/l/libc.so.6)'],
    [
      '0      1e05080021 |OP N/A|BLK  N/A               0     558fb34b95f9 find+0x29 (/bash)   0',
      '558fb34b95f9 find+0x29 (/bash)',
    ],
    [
      'ffff88810c2a0600 42 |OP LOAD|BLK    559 ffffffff8204227c udp_rmem_release       10c2a0600',
      'ffffffff8204227c udp_rmem_release',
    ],
    ['ffffffff81 f+0x1 ([k]) => 55d0 g+0x0 (/a)', 'ffffffff81 f+0x1 ([k])'],
  ])('%s', (rest, frame) => expect(ownFrame(rest)).toBe(frame));

  it('is no frame when it is a branch stack', () => {
    expect(ownFrame('__libc_start_call_main+0x7a/use_inline+0x1c/M/-/-/7/')).toBeUndefined();
    expect(ownFrame('0x2724a(/lib/libc.so.6)/0x55be5f37b59e(/opt/a)/M/-/-/7/')).toBeUndefined();
  });
});

describe('fields of a tracepoint', () => {
  it.each([
    [
      'skbaddr=0xffff rx_sk=(nil) location=f+0x4bc reason: SOCKET_RCVBUFF',
      { skbaddr: '0xffff', rx_sk: '(nil)', location: 'f+0x4bc', reason: 'SOCKET_RCVBUFF' },
    ],
    [
      'prev_comm=rx worker 0 prev_pid=7 prev_state=R+ ==> next_comm=a b next_prio=120',
      { prev_comm: 'rx worker 0', prev_pid: '7', prev_state: 'R+', next_comm: 'a b', next_prio: '120' },
    ],
    ['fd: 0x00000005, ubuf: 0x7f00, size: 0x00000800', { fd: '0x00000005', ubuf: '0x7f00', size: '0x00000800' }],
    ['rc=-12 port=5000', { rc: '-12', port: '5000' }],
    ['rmem_alloc=212992 truesize=768 sk_rcvbuf=212992', { rmem_alloc: '212992', truesize: '768', sk_rcvbuf: '212992' }],
    ['vec=3 [action=NET_RX]', { vec: '3 [action=NET_RX]' }],
    ['', {}],
  ])('%s', (text, fields) => expect(Object.fromEntries(parseTraceFields(text))).toEqual(fields));

  it.each([
    ['skb:kfree_skb', true],
    ['udp:udp_fail_queue_rcv_skb', true],
    ['probe:f__return', true],
    ['cpu-clock', false],
    ['cpu-clock:pppH', false],
    ['cycles:u', false],
    ['cpu/mem-loads,ldlat=30/P', false],
    ['cpu_core/cycles/:u', false],
    ['mem:0x1234:rw', false],
  ])('%s', (event, is) => expect(isTracepoint(event)).toBe(is));
});
