import { defineRule } from './rule.ts';

export default defineRule({
  id: 'conntrack-new-flows',
  title: 'connection tracking makes an entry for nearly every datagram',
  says: 'Datagrams from ever new addresses or ports each allocate, insert and expire an entry of connection tracking, under its locks.',
  stage: 'netfilter',
  side: 'any',
  nature: 'work',
  thresholds: {
    fresh: {
      value: 6,
      because: 'flows that last make their entry once; on a receiver of such flows these functions stay below 1 %',
    },
    wait: { value: 5, because: 'the locks of the table are only taken for new entries and are free otherwise' },
    lost: {
      value: 1,
      because: 'a full table evicts or refuses one flow in a hundred datagrams: new ones come too fast',
    },
  },
  cost: [
    { path: ['@conntrack-new'], side: 'producer' },
    { self: ['@conntrack-new'], side: 'producer' },
    { path: ['@conntrack-new'] },
    { self: ['@conntrack-new'] },
  ],
  evidence: [
    {
      strength: 'decisive',
      path: ['@ip-receive', '...', '@conntrack-new', '...', '@spin-locks'],
      atLeast: 'wait',
      proves: 'CPUs wait for the locks of the connection table while they insert',
    },
    {
      strength: 'strong',
      path: ['@ip-receive', '...', '@conntrack-new'],
      atLeast: 'fresh',
      proves: 'received packets make new entries',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@conntrack-new'], atLeast: 'fresh' },
        { present: ['@udp-enqueue', '@udp-recvmsg', '@queue-dequeue'] },
        { absent: ['@tcp'] },
      ],
      proves: 'making and dropping entries, beside UDP receive',
    },
    {
      strength: 'supporting',
      counter: 'conntrack.early_drop',
      per: 'Udp.InDatagrams',
      atLeast: 'lost',
      proves: 'the table is full and evicts',
    },
    {
      strength: 'supporting',
      counter: 'conntrack.drop',
      per: 'Udp.InDatagrams',
      atLeast: 'lost',
      proves: 'the table is full and drops',
    },
  ],
  explains: ['conntrack-cost'],
  rivals: ['conntrack-cost', 'ruleset-walk'],
  remedies: ['notrack', 'drop-earlier', 'larger-conntrack-table'],
  check: '__nf_conntrack_confirm and init_conntrack are gone, conntrack -S counts no more inserts for the port.',
  capture: 'system-callgraph',
  sources: ['Linux net/netfilter/nf_conntrack_core.c'],
});
