import { defineRule } from './rule.ts';

export default defineRule({
  id: 'compute-score-outlined',
  title: 'compute_score is a call instead of inlined',
  says: 'Since it is called from two places (6.6, and stable trees that took that change) compilers no longer inline the scoring of a socket, gcc 13 and later not even after the remedy of 6.10, and each look-up pays for the call.',
  stage: 'lookup',
  side: 'producer',
  nature: 'work',
  kernels: { since: 'reuseport-rescore', until: 'compute-score-always-inline' },
  thresholds: {
    score: { value: 5, because: 'the call shows as 2 to 6 %; below 5 % nothing is gained that can be measured' },
    walk: { value: 8, because: 'a long bucket calls it for each socket: then the bucket is the cause' },
  },
  cost: [{ self: ['compute_score'] }],
  evidence: [
    {
      strength: 'strong',
      all: [
        { self: ['compute_score'], atLeast: 'score' },
        { not: { self: ['udp4_lib_lookup2', 'udp6_lib_lookup2'], atLeast: 'walk' } },
        { kernel: { has: 'reuseport-rescore' } },
      ],
      proves: 'a function of its own on a kernel that has it called twice',
    },
    {
      strength: 'supporting',
      kernel: { lacks: 'compute-score-always-inline' },
      proves: 'whether this kernel has it inlined is up to its compiler',
    },
  ],
  asSymptom: 'compute_score runs for each socket of the bucket',
  rivals: ['udp-hash2-chain', 'udp-connected-chain'],
  remedies: ['kernel-compute-score-always-inline', 'kernel-compute-score-inlined'],
  check: 'compute_score is gone as a symbol.',
  capture: 'system-callgraph',
  sources: ['f0ea27e7bfe1', '50aee97d1511', 'b80a95ccf160'],
});
