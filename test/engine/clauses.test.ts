import { describe, expect, it } from 'vitest';
import { check } from '../../src/engine/clauses/check.ts';
import type { Checked } from '../../src/engine/clauses/checked.ts';
import { viewsOf } from '../../src/engine/view/view.ts';
import { readCase } from '../../src/formats/read-case.ts';
import { rules } from '../../src/rules/index.ts';
import type { Clause, Rule } from '../../src/rules/rule.ts';

const rule: Rule = { ...rules[0]!, side: 'producer', thresholds: { some: { value: 10, because: 'of the test' } } };

function holds(clause: Clause, ...texts: string[]): boolean | 'unknown' {
  return checked(clause, rule, ...texts).holds;
}

function checked(clause: Clause, of: Rule, ...texts: string[]): Checked {
  const { captures } = readCase(texts.map((text, i) => ({ name: `${i}.txt`, bytes: new TextEncoder().encode(text) })));
  const views = captures.flatMap((capture) => (capture.kind === 'profile' ? viewsOf(capture) : []));
  const counters = captures.filter((capture) => capture.kind === 'counters');
  const cacheLines = captures.filter((capture) => capture.kind === 'cache-lines');
  return check(clause, of, { views, counters, cacheLines, kernel: {} });
}

const head =
  "# Samples: 10K of event 'cycles'\n#\n# Overhead  Command  Shared Object      Symbol\n# ........  .......  .................  ......\n#\n";
const row = (share: string, comm: string, symbol: string) =>
  `    ${share}%  ${comm}  [kernel.kallsyms]  [k] ${symbol}\n`;
const stack = (...frames: string[]) => `            |\n            ---${frames.join('\n               ')}\n\n`;

const lock = row('40.00', 'swapper', 'native_queued_spin_lock_slowpath');
const enqueue = row('20.00', 'swapper', '__udp_enqueue_schedule_skb');
const path = ['native_queued_spin_lock_slowpath', '_raw_spin_lock_irqsave', 'ep_poll_callback', '__wake_up_common'];
const queue = ['__udp_enqueue_schedule_skb', 'udp_queue_rcv_one_skb', 'net_rx_action'];
const flat = head + lock + enqueue;
const graph = head + lock + stack(...path, ...queue) + enqueue + stack(...queue);

describe('clauses', () => {
  it('absent: a function that has no row of its own is there when stacks pass through it', () => {
    expect(holds({ absent: ['ep_poll_callback'] }, flat)).toBe(true);
    expect(holds({ absent: ['ep_poll_callback'] }, graph)).toBe(false);
  });

  it('withoutCallers: only where no stack tells who called', () => {
    expect(holds({ withoutCallers: ['@spin-locks'] }, flat)).toBe(true);
    expect(holds({ withoutCallers: ['@spin-locks'] }, graph)).toBe(false);
  });

  it('user space: a function that several threads run is one', () => {
    const own = (share: string, comm: string) => `    ${share}%  ${comm}  sink               [.] checksum\n`;
    const recv = (comm: string) => row('10.00', comm, 'udp_recvmsg');
    const table = head + own('30.00', 'sink-0 ') + own('29.00', 'sink-1 ') + recv('sink-0 ') + recv('sink-1 ');
    const { says, value, line } = checked({ space: 'user', atLeast: 'some' }, { ...rule, side: 'reader' }, table);
    expect(says).toBe('checksum');
    expect(value).toBeCloseTo(59, 5);
    expect(line).toBe(6);
  });

  it('what softirqs do while a CPU idles is the producers’', () => {
    const reader = row('30.00', 'sink   ', 'udp_recvmsg') + stack('udp_recvmsg', 'inet_recvmsg');
    expect(holds({ path: ['__udp_enqueue_schedule_skb'], atLeast: 'some' }, graph + reader)).toBe(true);
  });

  it('counters are chosen by label', () => {
    const drops =
      '9 drops at udp_queue_rcv_one_skb+4a3 (0xffffffff8f8c5a13) [software]\n1 drops at __udp4_lib_rcv+1b (0xffffffff8f8c5a99) [software]\n';
    const at = (place: string): Clause => ({ counter: 'drops', where: { at: place }, per: 'drops', atLeast: 'some' });
    expect(holds(at('udp_queue_rcv_one_skb'), drops)).toBe(true);
    expect(holds({ not: { ...at('udp_queue_rcv_one_skb') } }, drops)).toBe(false);
    expect(holds(at('ip_rcv'), drops)).toBe('unknown');
  });

  it('a limit is held against the socket it is of', () => {
    const sockets = `State    Recv-Q   Send-Q     Local Address:Port      Peer Address:Port  Process
UNCONN   900      0                 0.0.0.0:53           0.0.0.0:*
	 skmem:(r950,rb1000,t0,tb212992,f0,w0,o0,bl0,d4)
UNCONN   0        0                 0.0.0.0:123          0.0.0.0:*
	 skmem:(r0,rb100000,t0,tb212992,f0,w0,o0,bl0,d0)
`;
    const full: Clause = { counter: 'udp.socket.rmem', per: 'udp.socket.rcvbuf', atLeast: 'some' };
    expect(holds(full, sockets)).toBe(false);
    expect(holds({ ...full, within: 'address port' }, sockets)).toBe(true);
  });
});

describe('threads', () => {
  const few: Rule = { ...rule, side: 'reader', thresholds: { some: { value: 2, because: 'of the test' } } };
  const sample = (tid: number) =>
    `sink ${tid} [000] 1.0: 250000 cpu-clock:\n\tffffffff81 udp_recvmsg+0x1 ([kernel.kallsyms])\n\n`;
  const threads = (...tids: number[]) => checked({ threads: { atLeast: 'some' } }, few, tids.map(sample).join(''));

  it('a reader whose samples are all of one thread is alone', () => {
    expect(threads(7, 7)).toMatchObject({ holds: false, says: 'one thread receives', value: 1 });
  });

  it('which of several threads of a command receive is not told', () => {
    expect(threads(7, 8).holds).toBe('unknown');
  });
});
