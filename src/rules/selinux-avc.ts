import { defineRule } from './rule.ts';

export default defineRule({
  id: 'selinux-avc',
  title: 'SELinux checks each receive',
  says: 'Each recvmsg asks the access vector cache of SELinux whether the task may receive, at more than its usual cost. Queued datagrams are checked only with labelled networking or secmark rules.',
  stage: 'security',
  side: 'reader',
  nature: 'work',
  thresholds: {
    checks: { value: 8, because: 'with SELinux on, a healthy reader pays 1.8 to 5.6 % for its checks' },
    lookup: { value: 3, because: 'one look-up in a short chain is a fraction of the check around it' },
  },
  cost: [{ self: ['@selinux'] }, { path: ['@selinux-check'] }],
  evidence: [
    {
      strength: 'decisive',
      path: [
        'security_socket_recvmsg|sock_recvmsg|__sys_recvfrom|__sys_recvmsg|___sys_recvmsg|____sys_recvmsg',
        '...',
        '@selinux-check',
      ],
      atLeast: 'checks',
      proves: 'SELinux asked whether the task may receive',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@selinux'], atLeast: 'checks' },
        { present: ['@udp-recvmsg', '@queue-dequeue'] },
        { absent: ['@tcp'] },
      ],
      proves: 'checks of SELinux in a task that receives UDP',
    },
    {
      strength: 'supporting',
      self: ['avc_lookup', 'avc_has_perm_noaudit'],
      atLeast: 'lookup',
      proves: 'the chains of the access vector cache are long',
    },
    {
      strength: 'supporting',
      present: ['selinux_parse_skb', 'selinux_sock_rcv_skb_compat', 'selinux_netlbl_sock_rcv_skb'],
      side: 'any',
      proves: 'labelled networking or secmark rules are loaded: packets are checked too',
    },
  ],
  explains: ['drop-storm'],
  rivals: ['apparmor-cost', 'audit-syscall', 'per-packet-syscall'],
  remedies: ['recvmmsg', 'avc-cache', 'kernel-lsm-static-calls'],
  check: 'the checks are below 6 % of the reader; SELinux stays on.',
  capture: 'reader-callgraph',
  sources: [
    'Red Hat Developer, June 2017, listings 3 to 5',
    'Linux security/selinux/hooks.c (selinux_socket_sock_rcv_skb)',
    '417c5643cd67',
    'SELinux list, October 2025 (avc cache)',
  ],
});
