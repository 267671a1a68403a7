import { defineRule } from './rule.ts';

export default defineRule({
  id: 'audit-syscall',
  title: 'each system call is audited',
  says: 'Audit is on, so each recvmsg is recorded on entry and held against all rules on exit, whether or not one of them asks for it.',
  stage: 'security',
  side: 'reader',
  nature: 'work',
  thresholds: {
    audit: { value: 10, because: 'with audit on and no rules loaded a reader pays 1.5 to 3 % per call' },
    walk: { value: 8, because: 'a handful of rules is walked in below 2 %' },
  },
  cost: [{ self: ['@audit'] }, { path: ['@audit'] }],
  evidence: [
    {
      strength: 'decisive',
      all: [{ self: ['@audit-walk'], atLeast: 'walk' }, { present: ['@udp-recvmsg', '@queue-dequeue'] }],
      proves: 'the audit rules are walked for each call of a task that receives UDP',
    },
    {
      strength: 'strong',
      all: [{ self: ['@audit'], atLeast: 'audit' }, { present: ['@udp-recvmsg', '@queue-dequeue'] }],
      proves: 'auditing the calls of a task that receives UDP',
    },
    {
      strength: 'supporting',
      present: ['syscall_trace_enter', 'syscall_exit_work', 'syscall_slow_exit_work', 'syscall_trace_leave'],
      proves: 'calls take the slow way in and out',
    },
  ],
  explains: ['per-packet-syscall', 'drop-storm'],
  rivals: ['per-packet-syscall', 'seccomp-filter', 'selinux-avc', 'mitigation-entry'],
  remedies: ['audit-never-task', 'audit-fewer-rules', 'recvmmsg'],
  check: '__audit_syscall_exit and the functions it calls are below 3 % of the reader.',
  capture: 'reader-callgraph',
  sources: ['Red Hat Developer, June 2017, listing 5', 'Linux man page auditctl(8)'],
});
