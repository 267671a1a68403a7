import { defineRule } from './rule.ts';

export default defineRule({
  id: 'ipsec',
  title: 'IPsec on the receive path',
  says: 'Packets are decrypted in the softirq of their one security association, or each datagram is checked against the policies of IPsec.',
  stage: 'ip',
  side: 'any',
  nature: 'work',
  thresholds: {
    decrypt: { value: 15, because: 'ciphers with hardware help still take a tenth and more; above, they set the pace' },
    ciphers: { value: 15, because: 'the same without callers' },
    policy: { value: 5, because: 'without any policy loaded the check is not made' },
  },
  cost: [
    { path: ['@esp'], side: 'producer' },
    { path: ['@xfrm-policy'], side: 'producer' },
    { self: ['@ipsec-crypto', '@xfrm-policy'], side: 'producer' },
    { path: ['@esp'] },
    { path: ['@xfrm-policy'] },
    { self: ['@ipsec-crypto', '@xfrm-policy'] },
  ],
  evidence: [
    {
      strength: 'decisive',
      path: ['@esp', '...', '@ipsec-crypto'],
      atLeast: 'decrypt',
      proves: 'ciphers of ESP, in the softirqs that receive',
    },
    { strength: 'strong', path: ['@esp'], atLeast: 'decrypt', proves: 'received packets are decrypted' },
    {
      strength: 'strong',
      all: [
        { self: ['@ipsec-crypto'], atLeast: 'ciphers' },
        { present: ['esp_input', 'esp6_input', 'xfrm_input'] },
        { present: ['@udp-enqueue', '@udp-recvmsg', '@queue-dequeue'] },
        { absent: ['@tcp'] },
      ],
      proves: 'ciphers, with ESP on the receive path',
    },
    {
      strength: 'strong',
      path: ['@udp-enqueue', '...', '@xfrm-policy'],
      atLeast: 'policy',
      proves: 'each datagram is checked against the policies',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@xfrm-policy'], atLeast: 'policy' },
        { present: ['@udp-enqueue'] },
        { absent: ['@tcp', 'udp_sendmsg'] },
      ],
      proves: 'the policies are searched, in a receiver that sends nothing',
    },
  ],
  rivals: ['wireguard-decrypt', 'tunnel-decap'],
  remedies: ['ipsec-offload', 'pcrypt', 'fewer-policies'],
  check: 'esp_input leaves the softirqs, or __xfrm_policy_check is below 1 %.',
  capture: 'system-callgraph',
  sources: ['Linux net/ipv4/esp4.c, net/xfrm/xfrm_policy.c'],
});
