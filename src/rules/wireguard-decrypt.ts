import { defineRule } from './rule.ts';

export default defineRule({
  id: 'wireguard-decrypt',
  title: 'WireGuard decrypts what is received',
  says: 'WireGuard decrypts on all CPUs, but hands the packets of a peer to the stack on one.',
  stage: 'ip',
  side: 'any',
  nature: 'work',
  thresholds: {
    decrypt: {
      value: 15,
      because: 'a receiver that takes its datagrams from a tunnel spends this much where the tunnel sets the pace',
    },
    ciphers: { value: 15, because: 'the cipher alone, without callers' },
    poll: { value: 40, because: 'the NAPI of a peer runs on one CPU; two fifths of all work in it is that CPU' },
  },
  cost: [
    { path: ['@wireguard-decrypt'], side: 'producer' },
    { self: ['@chacha20poly1305'], side: 'producer' },
    { path: ['wg_packet_rx_poll'], side: 'producer' },
    { path: ['@wireguard-decrypt'] },
    { self: ['@chacha20poly1305'] },
    { path: ['wg_packet_rx_poll'] },
  ],
  evidence: [
    {
      strength: 'decisive',
      path: ['wg_packet_decrypt_worker', '...', '@chacha20poly1305'],
      atLeast: 'decrypt',
      proves: 'the workers of WireGuard decrypt',
    },
    {
      strength: 'strong',
      path: ['wg_packet_rx_poll'],
      atLeast: 'poll',
      proves: 'the packets of a peer pass the stack in its one NAPI',
    },
    {
      strength: 'strong',
      all: [{ self: ['@chacha20poly1305'], atLeast: 'ciphers' }, { present: ['@wireguard'] }],
      proves: 'the cipher, with WireGuard at work',
    },
  ],
  rivals: ['ipsec', 'tunnel-decap'],
  remedies: ['more-peers', 'larger-tunnel-mtu'],
  check:
    'bytes per second rise with the CPUs in wg_packet_decrypt_worker, or wg_packet_rx_poll is no longer on one full CPU.',
  capture: 'system-callgraph',
  sources: ['Linux drivers/net/wireguard/receive.c'],
});
