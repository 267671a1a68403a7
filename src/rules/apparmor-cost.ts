import { defineRule } from './rule.ts';

export default defineRule({
  id: 'apparmor-cost',
  title: 'AppArmor checks each receive',
  says: 'The reader is confined by an AppArmor profile, whose network rules are asked on each recvmsg.',
  stage: 'security',
  side: 'reader',
  nature: 'work',
  thresholds: {
    checks: { value: 6, because: 'an unconfined reader pays 1 to 2 % to be let through' },
  },
  cost: [{ self: ['@apparmor'] }, { path: ['@apparmor-check'] }],
  evidence: [
    {
      strength: 'decisive',
      path: [
        'security_socket_recvmsg|sock_recvmsg|__sys_recvfrom|__sys_recvmsg|___sys_recvmsg|____sys_recvmsg',
        '...',
        '@apparmor-check',
      ],
      atLeast: 'checks',
      proves: 'AppArmor asked whether the task may receive',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@apparmor'], atLeast: 'checks' },
        { present: ['@udp-recvmsg', '@queue-dequeue'] },
        { absent: ['@tcp'] },
      ],
      proves: 'checks of AppArmor in a task that receives UDP',
    },
    {
      strength: 'supporting',
      present: ['aa_label_sk_perm', 'aa_profile_af_sk_perm', 'aa_profile_af_perm'],
      proves: 'the task is confined: its profile is looked up',
    },
  ],
  explains: ['drop-storm'],
  rivals: ['selinux-avc', 'audit-syscall', 'per-packet-syscall'],
  remedies: ['recvmmsg', 'apparmor-profile', 'kernel-lsm-static-calls'],
  check: 'the checks are below 3 % of the reader.',
  capture: 'reader-callgraph',
  sources: ['Linux security/apparmor/net.c', '417c5643cd67'],
});
