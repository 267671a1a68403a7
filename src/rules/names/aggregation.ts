import { type SymbolSet, set } from './symbol-set.ts';

/** Aggregation, encapsulation, fragments and copies for many. Names the symbol table does not have are from memory. */
export const aggregationNames: Readonly<Record<string, SymbolSet>> = {
  '@udp-socket-lookup': set(
    'the look-up of a socket',
    `udp_v4_early_demux udp_v6_early_demux __udp4_lib_demux_lookup __udp6_lib_demux_lookup __udp4_lib_mcast_demux_lookup
     udp4_gro_lookup_skb udp6_gro_lookup_skb udp4_lib_lookup_skb udp6_lib_lookup_skb udp4_lib_lookup udp6_lib_lookup
     __udp4_lib_lookup_skb __udp6_lib_lookup_skb __udp4_lib_lookup __udp6_lib_lookup udp4_lib_lookup1 udp6_lib_lookup1
     udp4_lib_lookup2 udp6_lib_lookup2 udp4_lib_lookup4 udp6_lib_lookup4 compute_score compute_score2 udp_ehashfn
     udp4_portaddr_hash ipv4_portaddr_hash`,
  ),
  '@udp-gro': set('GRO of UDP', 'udp_gro_receive udp4_gro_receive udp6_gro_receive'),
  '@udp-gro-own': set(
    'GRO of UDP and its look-up of a socket',
    `udp_gro_receive udp4_gro_receive udp6_gro_receive udp4_gro_lookup_skb udp6_gro_lookup_skb udp4_lib_lookup_skb
     udp6_lib_lookup_skb`,
  ),
  '@udp-aggregates': set(
    'aggregates of UDP',
    'udp_gro_receive_segment udp4_gro_complete udp6_gro_complete udp_gro_complete udp_gro_complete_segment',
  ),
  '@segmenting': set(
    'cutting an aggregate into datagrams',
    `__udp_gso_segment udp4_ufo_fragment __skb_gso_segment skb_mac_gso_segment inet_gso_segment ipv6_gso_segment
     skb_segment skb_segment_list skb_udp_tunnel_segment __udp_gso_segment_list udp_rcv_segment`,
  ),
  '@tunnel-receive': set(
    'the tunnel behind the outer UDP socket',
    `vxlan_rcv vxlan_udp_encap_recv geneve_udp_encap_recv geneve_rx gue_udp_recv fou_udp_recv l2tp_udp_encap_recv
     l2tp_udp_recv_core gtp_encap_recv bareudp_udp_encap_recv amt_rcv`,
  ),
  '@tunnel-work': set(
    'taking packets out of a tunnel',
    `vxlan_rcv vxlan_udp_encap_recv vxlan_vs_find_vni vxlan_snoop vxlan_parse_gpe_proto vxlan_ecn_decapsulate
     geneve_udp_encap_recv geneve_rx geneve_lookup_skb gue_udp_recv fou_udp_recv l2tp_udp_encap_recv l2tp_recv_common
     gtp_encap_recv bareudp_udp_encap_recv __iptunnel_pull_header iptunnel_pull_header gro_cells_receive gro_cell_poll
     vxlan_gro_receive vxlan_gro_prepare_receive geneve_gro_receive udp_tun_rx_dst __iptunnel_handle_offloads
     metadata_dst_alloc ip_tunnel_rcv ip_tunnel_lookup`,
  ),
  '@esp': set('decryption of ESP', 'esp_input esp6_input esp_input_done2 esp6_input_done2'),
  '@ipsec-crypto': set(
    'IPsec and its ciphers',
    `xfrm_input esp_input esp6_input esp_input_done2 xfrm4_udp_encap_rcv xfrm4_rcv_encap xfrm_state_lookup
     __xfrm_state_lookup xfrm_replay_check xfrm_replay_advance gcmaes_decrypt gcmaes_crypt_by_sg gcm_crypt
     aesni_gcm_dec_avx_gen2 aesni_gcm_dec_avx_gen4 aesni_gcm_dec aes_gcm_dec_update_vaes_avx10_512
     aes_gcm_dec_update_vaes_avx10_256 aes_gcm_dec_update_aesni_avx aesni_cbc_dec aesni_xts_dec crypto_gcm_decrypt
     crypto_authenc_decrypt sha256_transform_rorx sha1_transform_avx2 sha_transform crypto_aead_decrypt cryptd_aead_decrypt
     _aesni_dec1 _aesni_enc1 aes_ctr_enc_128_avx_by8 ghash_update clmul_ghash_update`,
  ),
  '@xfrm-policy': set(
    'the check of IPsec policies',
    `__xfrm_policy_check __xfrm_policy_check2 xfrm4_policy_check xfrm_policy_lookup xfrm_policy_lookup_bytype
     xfrm_policy_lookup_inexact_addr xfrm_policy_match xfrm_selector_match __xfrm_decode_session __xfrm4_decode_session
     _decode_session4 decode_session4 xfrm_lookup_with_ifid xfrm_sk_policy_lookup xfrm_bundle_lookup`,
  ),
  '@wireguard-decrypt': set('decryption by WireGuard', 'wg_packet_decrypt_worker decrypt_packet'),
  '@wireguard': set(
    'WireGuard',
    `wg_receive wg_packet_receive wg_packet_decrypt_worker wg_packet_rx_poll wg_packet_consume_data decrypt_packet
     wg_allowedips_lookup_src wg_noise_handshake_consume_initiation counter_validate`,
  ),
  '@chacha20poly1305': set(
    'ChaCha20-Poly1305',
    `chacha20poly1305_decrypt_sg_inplace chacha20poly1305_crypt_sg_inplace chacha20poly1305_decrypt chacha_crypt_arch
     chacha_crypt_generic chacha_block_generic chacha_permute chacha_block_xor_avx512vl chacha_4block_xor_avx512vl
     chacha_8block_xor_avx512vl chacha_2block_xor_avx512vl chacha_block_xor_ssse3 chacha_4block_xor_ssse3
     chacha_8block_xor_avx2 chacha_4block_xor_avx2 chacha_2block_xor_avx2 chacha_crypt_neon chacha_doneon
     chacha_4block_xor_neon poly1305_update_arch poly1305_blocks_avx512 poly1305_blocks_avx2 poly1305_blocks_avx
     poly1305_blocks_x86_64 poly1305_blocks_neon poly1305_blocks poly1305_core_blocks poly1305_simd_blocks`,
  ),
  '@defragment': set(
    'putting fragments together',
    `ip_defrag ip_frag_queue ip_frag_reasm inet_frag_find inet_frag_create inet_frag_queue_insert inet_frag_reasm_prepare
     inet_frag_reasm_finish inet_frag_kill inet_frag_destroy inet_frag_rbtree_purge inet_frag_intern ip_expire
     ip_frag_reinit ip4_obj_hashfn ip4_key_hashfn ip4_obj_cmpfn ip4_frag_match ipv6_frag_rcv ip6_frag_queue
     ip6_frag_reasm fq_find nf_ct_frag6_gather nf_ct_frag6_queue nf_ct_frag6_reasm ipv4_conntrack_defrag
     ipv6_defrag ip6_frag_expire`,
  ),
  '@defragment-entry': set(
    'putting fragments together',
    'ip_defrag ip_frag_queue ipv6_frag_rcv nf_ct_frag6_gather ip_check_defrag',
  ),
  '@mcast-deliver': set(
    'delivery of multicast to sockets',
    '__udp4_lib_mcast_deliver __udp6_lib_mcast_deliver flush_stack',
  ),
  '@skb-clone': set('cloning packets', 'skb_clone __skb_clone __copy_skb_header skb_copy_header'),
};
