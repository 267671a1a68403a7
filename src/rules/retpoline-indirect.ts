import { defineRule } from './rule.ts';

export default defineRule({
  id: 'retpoline-indirect',
  title: 'retpolines make indirect calls dear',
  says: 'The path calls protocols, GRO and security hooks through pointers, and each such call goes through a thunk that defeats branch prediction.',
  stage: 'other',
  side: 'any',
  nature: 'saving',
  kernels: { since: 'kpti-retpoline' },
  thresholds: {
    thunks: { value: 5, because: 'with the wrappers of 5.0 to 5.2 the thunks that remain take 1 to 3 %' },
  },
  cost: [{ self: ['@retpolines'] }],
  evidence: [
    {
      strength: 'strong',
      all: [
        { self: ['@retpolines'], atLeast: 'thunks' },
        { present: ['@udp-recvmsg', '@queue-dequeue', '@udp-enqueue'] },
        { absent: ['@tcp', '@udp-transmit'] },
      ],
      proves: 'the thunks of indirect calls, in samples that receive UDP',
    },
    {
      strength: 'supporting',
      kernel: { lacks: 'indirect-call-wrappers' },
      proves: 'protocols are still called through pointers',
    },
    {
      strength: 'supporting',
      kernel: { lacks: 'lsm-static-calls' },
      proves: 'security hooks are still called through pointers',
    },
  ],
  rivals: ['mitigation-entry', 'per-packet-syscall', 'selinux-avc'],
  remedies: ['kernel-indirect-call-wrappers', 'kernel-lsm-static-calls', 'udp-gro', 'mitigations-chosen'],
  check: 'the thunks are below 2 % of the samples.',
  capture: 'system-callgraph',
  sources: ['merge bedf3b332034', '97ff7ffb11fe', '417c5643cd67', 'threshold: recall, not verified'],
});
