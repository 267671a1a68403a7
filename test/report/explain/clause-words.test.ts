import { expect, test } from 'vitest';
import { clauseWords } from '../../../src/report/explain/clause-words.ts';
import { rules } from '../../../src/rules/index.ts';

test('parts of parts are in brackets', () => {
  const [rule] = rules;
  const [a, b, c] = ['udp_recvmsg', 'skb_recv_udp', 'sock_rfree'].map((symbol) => ({ present: [symbol] }));
  expect(clauseWords({ any: [a!, { all: [b!, c!] }] }, rule!)).toBe(
    'samples in udp_recvmsg, or (samples in skb_recv_udp; samples in sock_rfree)',
  );
  expect(clauseWords({ all: [a!, { not: { any: [b!, c!] } }] }, rule!)).toBe(
    'samples in udp_recvmsg; not: (samples in skb_recv_udp, or samples in sock_rfree)',
  );
});
