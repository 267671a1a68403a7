import { defineRule } from './rule.ts';

export default defineRule({
  id: 'mitigation-entry',
  title: 'mitigations of CPU vulnerabilities make each system call dear',
  says: 'Each call into the kernel switches page tables, clears predictors or returns through thunks, so that one call per datagram costs more than the datagram.',
  stage: 'syscall',
  side: 'reader',
  nature: 'saving',
  thresholds: {
    edges: {
      value: 20,
      because: 'with page table isolation on a good CPU they take up to a fifth of a reader; without it 1 to 8 %',
    },
    code: { value: 8, because: 'return thunks and clearing of predictors stay below 2 % on CPUs that need little' },
  },
  cost: [{ self: ['@call-edges'] }],
  evidence: [
    {
      strength: 'strong',
      all: [
        { self: ['@call-edges'], atLeast: 'edges' },
        { present: ['@udp-recvmsg', '@queue-dequeue'] },
        { absent: ['@tcp'] },
      ],
      proves: 'spent on the edges of system calls: page tables switched, registers and predictors cleared',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@mitigations'], atLeast: 'code' },
        { present: ['@udp-recvmsg', '@queue-dequeue'] },
        { absent: ['@tcp'] },
      ],
      proves: 'code that is there for a mitigation only',
    },
    {
      strength: 'supporting',
      present: [
        'clear_bhb_loop',
        'entry_ibpb',
        'srso_alias_return_thunk',
        'srso_return_thunk',
        'retbleed_return_thunk',
      ],
      proves: 'names the mitigation',
    },
  ],
  explains: ['per-packet-syscall', 'drop-storm'],
  rivals: ['per-packet-syscall', 'retpoline-indirect', 'audit-syscall'],
  remedies: ['recvmmsg', 'udp-gro', 'io-uring-multishot', 'mitigations-chosen'],
  check: 'the edges of the call are below 5 % of the reader, or the calls per second are a fraction of the datagrams.',
  capture: 'syscalls',
  sources: ['Linux Documentation/admin-guide/hw-vuln', 'thresholds: recall, not verified'],
});
