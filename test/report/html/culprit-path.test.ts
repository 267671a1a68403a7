import { describe, expect, it } from 'vitest';
import { CallTreeBuilder } from '../../../src/model/call-tree.ts';
import { markCulprit } from '../../../src/report/html/culprit-path.ts';
import { mark } from '../../../src/report/html/input.ts';
import { defineRule } from '../../../src/rules/rule.ts';
import socketLock from '../../../src/rules/socket-lock.ts';
import { fixture } from '../../support/shared.ts';
import { pageOf } from './page-of.ts';

function marked(stacks: readonly (readonly [string, number])[], rule = socketLock, share?: number) {
  const builder = new CallTreeBuilder();
  for (const [stack, weight] of stacks) builder.add(stack.split(';'), weight, 1);
  const { tree } = builder;
  const found = markCulprit(tree, { rule, sides: ['reader'], ...(share === undefined ? {} : { share }) });
  const marks: Record<string, number> = {};
  for (let node = 1; node < tree.parent.length; node++) marks[tree.symbols[tree.symbol[node]!]!] = found.marks[node]!;
  return { marks, share: found.share };
}

describe('the culprit in a call graph', () => {
  it('is the frame in which the path of its cost is complete, and all below; its callers lead there', () => {
    const { marks, share } = marked([
      ['recvmsg;udp_recvmsg;skb_free_datagram_locked;lock_sock_fast;_raw_spin_lock_bh', 60],
      ['recvmsg;udp_recvmsg;skb_free_datagram_locked;lock_sock_fast', 5],
      ['recvmsg;udp_recvmsg;copy_to_iter', 30],
      ['tcp_recvmsg', 5],
    ]);
    expect(share).toBe(65);
    expect(marks).toEqual({
      recvmsg: mark.onPath,
      udp_recvmsg: mark.onPath,
      skb_free_datagram_locked: mark.onPath,
      lock_sock_fast: mark.culprit,
      _raw_spin_lock_bh: mark.culprit,
      copy_to_iter: mark.none,
      tcp_recvmsg: mark.none,
    });
  });

  it('is not marked for the same lock taken elsewhere', () => {
    const { share } = marked(
      [
        ['tcp_sendmsg;lock_sock_nested;_raw_spin_lock_bh', 60],
        ['udp_recvmsg;copy_to_iter', 40],
      ],
      {
        ...socketLock,
        cost: socketLock.cost.slice(0, 1),
      },
    );
    expect(share).toBe(0);
  });

  it('is found by the measure that gives the share of the finding, where callers are missing', () => {
    const stacks = [
      ['__GI___libc_recvmsg;[...];_raw_spin_lock_bh', 70],
      ['[...];lock_sock_fast', 4],
    ] as const;
    expect(marked(stacks).share).toBe(4);
    expect(marked(stacks, socketLock, 75).share).toBe(74);
  });

  it('tells direct callers from those at a distance', () => {
    const rule = defineRule({ ...socketLock, cost: [{ path: ['udp_recvmsg', 'kfree_skb'] }], evidence: [] });
    expect(
      marked(
        [
          ['udp_recvmsg;skb_consume_udp;kfree_skb', 10],
          ['udp_recvmsg;kfree_skb', 3],
        ],
        rule,
      ).share,
    ).toBe(3);
  });

  const cases = ['socket-lock/fires-ubuntu1604-all-cpus.txt', 'receive-queue-lock/fires-411-callgraph.txt'];
  it.each(cases)('takes the share that the diagnosis gives: %s', (name) => {
    const { diagnosis, input } = pageOf(fixture('rules', ...name.split('/')));
    const culprit = diagnosis.findings[0]!;
    const tree = input.trees.find(({ of }) => of === culprit.of)!;
    expect(tree.marked).toBeCloseTo(culprit.share, 0);
    expect(input.trees[0]!.marked).toBeGreaterThan(0);
  });
});
