import { defineRule } from './rule.ts';

export default defineRule({
  id: 'bpf-interpreter',
  title: 'BPF programs are interpreted',
  says: 'The JIT compiler of BPF is off, so that each instruction of each filter is interpreted for each datagram.',
  stage: 'netfilter',
  side: 'any',
  nature: 'work',
  thresholds: {
    interpret: { value: 3, because: 'with the JIT compiler on these functions do not run at all' },
    own: { value: 10, because: 'a tenth of all work in an interpreter that need not run' },
  },
  cost: [{ self: ['@bpf-interpreter'], side: 'producer' }, { self: ['@bpf-interpreter'] }],
  evidence: [
    {
      strength: 'decisive',
      all: [{ self: ['@bpf-interpreter'], atLeast: 'own' }, { present: ['@udp-enqueue', '@udp-recvmsg'] }],
      proves: 'instructions of BPF are interpreted in a host that receives UDP',
    },
    {
      strength: 'strong',
      self: ['@bpf-interpreter'],
      atLeast: 'interpret',
      proves: 'instructions of BPF are interpreted',
    },
  ],
  explains: ['socket-filter'],
  rivals: ['socket-filter', 'packet-tap', 'tc-bpf-cost'],
  remedies: ['bpf-jit', 'simpler-filter'],
  check: '___bpf_prog_run or sk_run_filter is gone; programs show as bpf_prog_* instead.',
  capture: 'system-callgraph',
  sources: ['Linux kernel/bpf/core.c', 'Linux Documentation/admin-guide/sysctl/net.rst (bpf_jit_enable)'],
});
