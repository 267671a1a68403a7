import { defineRule } from './rule.ts';

export default defineRule({
  id: 'seccomp-filter',
  title: 'a seccomp filter runs on each system call',
  says: 'The reader runs under a seccomp profile (a container or a sandbox), whose filters are run for each recvmsg.',
  stage: 'security',
  side: 'reader',
  nature: 'work',
  thresholds: {
    own: { value: 5, because: 'what runs the filters is short; more means many filters, or one per ancestor' },
    filter: { value: 10, because: 'a short filter that allows the call early stays below 3 % of the reader' },
  },
  cost: [{ path: ['@seccomp-filter'] }, { self: ['@seccomp'] }],
  evidence: [
    {
      strength: 'decisive',
      all: [{ path: ['@seccomp-filter'], atLeast: 'filter' }, { present: ['@udp-recvmsg', '@queue-dequeue'] }],
      proves: 'seccomp and the filters it runs, in a task that receives UDP',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@seccomp'], atLeast: 'own' },
        { present: ['@udp-recvmsg', '@queue-dequeue'] },
        { absent: ['@tcp'] },
      ],
      proves: 'seccomp itself, without its filters, in a task that receives UDP',
    },
    {
      strength: 'supporting',
      present: ['syscall_trace_enter', 'syscall_enter_from_user_mode', 'syscall_trace_enter_phase1'],
      proves: 'calls take the slow way in',
    },
  ],
  explains: ['per-packet-syscall', 'drop-storm'],
  rivals: ['audit-syscall', 'per-packet-syscall', 'mitigation-entry', 'socket-filter'],
  remedies: ['kernel-seccomp-bitmap', 'seccomp-allow-receive', 'recvmmsg'],
  check: '__seccomp_filter is below 2 % of the reader.',
  capture: 'reader-callgraph',
  sources: ['Linux kernel/seccomp.c', 'f9d480b6ffbe'],
});
