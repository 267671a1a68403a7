import { expect, test } from 'vitest';
import { counterWords } from '../../../src/report/explain/counter-words.ts';
import { rules } from '../../../src/rules/index.ts';
import type { CounterClause, CounterValue } from '../../../src/rules/rule.ts';

const losses: CounterValue = { counter: 'Udp.RcvbufErrors' };
const drops: CounterValue = { counter: 'drops', where: { at: 'udp_queue_rcv_one_skb|udp_queue_rcv_skb' } };
const sockets: CounterValue = { counter: 'udp.socket.rx_queue', of: 'number' };

test.each<[CounterValue, number, string]>([
  [losses, 1000, 'Udp.RcvbufErrors of 1000 or more'],
  [{ ...losses, per: 'second' }, 50, 'Udp.RcvbufErrors of 50 or more per second'],
  [{ ...losses, per: 'Udp.InDatagrams' }, 10, 'Udp.RcvbufErrors of 10 % of Udp.InDatagrams or more'],
  [{ ...losses, per: 'Udp.InDatagrams' }, 1000, 'Udp.RcvbufErrors of 10 times Udp.InDatagrams or more'],
  [{ counter: 'IpExt.InOctets', per: 'Ip.InReceives' }, 1000, '1000 or more bytes of IpExt.InOctets per Ip.InReceives'],
  [drops, 1000, 'drops (at udp_queue_rcv_one_skb or udp_queue_rcv_skb) of 1000 or more'],
  [{ ...drops, per: 'drops' }, 50, '50 % or more of all drops (at udp_queue_rcv_one_skb or udp_queue_rcv_skb)'],
  [{ ...sockets, within: 'port' }, 50, '50 or more udp.socket.rx_queue of one port'],
  [
    { ...sockets, by: 'peer', within: 'address port' },
    3,
    'udp.socket.rx_queue of 3 or more peers of one address and port',
  ],
  [
    { counter: 'nic.rx_packets', of: 'largest-share', by: 'queue', within: 'dev' },
    90,
    '90 % or more of nic.rx_packets of one dev on one queue',
  ],
  [{ counter: 'cpu.soft', of: 'largest', by: 'cpu' }, 80, 'cpu.soft of 80 or more on one cpu'],
  [
    { counter: 'process.cpu', of: 'largest', where: { comm: '@reader' } },
    90,
    'process.cpu (comm that of the reader) of 90 or more',
  ],
])('%j', (what, value, words) => {
  expect(counterWords({ ...what, atLeast: 'least' } as CounterClause, value)).toBe(words);
});

test('every counter of the built-in rules is worded with its labels and its value', () => {
  const clauses: CounterClause[] = [];
  JSON.stringify(rules, (_, value) => {
    if (typeof value?.counter === 'string' && typeof value.atLeast === 'string') clauses.push(value);
    return value;
  });
  expect(clauses.length).toBeGreaterThan(100);
  for (const clause of clauses) {
    const words = counterWords(clause, 42);
    for (const part of [clause.counter, '42', ...(clause.by === undefined ? [] : [clause.by])])
      expect(words).toContain(part);
    for (const label of Object.keys(clause.where ?? {})) expect(words).toContain(label);
    expect(words).not.toMatch(/undefined|thems/);
  }
});
