import { type SymbolSet, set } from './symbol-set.ts';

/** Finding the socket, routing, and spreading packets over CPUs. */
export const steeringNames: Readonly<Record<string, SymbolSet>> = {
  '@udp-chain-walk': set(
    'the walk of a hash chain of sockets',
    'udp4_lib_lookup2 udp6_lib_lookup2 compute_score compute_score2',
  ),
  '@udp-lookup-entry': set('the socket look-up', '__udp4_lib_lookup __udp6_lib_lookup'),
  '@early-demux': set(
    'early demux',
    `udp_v4_early_demux udp_v6_early_demux __udp4_lib_demux_lookup __udp6_lib_demux_lookup __udp4_lib_mcast_demux_lookup
     udp_sk_rx_dst_set`,
  ),
  '@route-input': set(
    'the route look-up of a received packet',
    `ip_route_input ip_route_input_common ip_route_input_noref ip_route_input_rcu ip_route_input_slow ip6_route_input
     ip6_route_input_lookup`,
  ),
  '@route-output': set(
    'the route look-up of a sender',
    `ip_route_output_flow ip_route_output_key_hash ip_route_output_key_hash_rcu __ip_route_output_key
     __ip_route_output_key_hash udp_sendmsg udpv6_sendmsg ip_queue_xmit __ip_queue_xmit`,
  ),
  '@source-validation': set('source validation', 'fib_validate_source __fib_validate_source'),
  '@fib-lookups': set(
    'look-ups in the routing tables',
    `fib_table_lookup fib_lookup __fib_lookup fib_rules_lookup fib4_rule_action fib4_rule_match fib4_rule_suppress
     fib_validate_source __fib_validate_source`,
  ),
  '@policy-routing': set(
    'policy routing rules',
    'fib_rules_lookup fib4_rule_action fib4_rule_match fib4_rule_suppress',
  ),
  '@dst-count': set('the count of users of a route', 'dst_release dst_release_immediate dst_hold ipv4_dst_check'),
  '@udp-receive-path': set(
    'UDP receive',
    `udp_recvmsg udpv6_recvmsg ip_rcv ip_rcv_finish ip_rcv_finish_core ip_list_rcv_finish ip_local_deliver
     ip_local_deliver_finish udp_rcv udpv6_rcv __udp4_lib_rcv __udp6_lib_rcv udp_queue_rcv_skb udp_queue_rcv_one_skb
     udp_unicast_rcv_skb udp_v4_early_demux`,
  ),
  '@rps': set(
    'RPS',
    `get_rps_cpu set_rps_cpu enqueue_to_backlog net_rps_send_ipi rps_trigger_softirq net_rps_action_and_irq_enable
     net_rps_action`,
  ),
  '@rps-only': set('RPS', 'get_rps_cpu set_rps_cpu net_rps_send_ipi rps_trigger_softirq'),
  '@flow-hash': set(
    'the flow hash in software',
    `__skb_flow_dissect skb_flow_dissect skb_flow_dissect_flow_keys __skb_flow_get_ports __skb_get_hash ___skb_get_hash
     __skb_get_hash_net __skb_get_rxhash flow_hash_from_keys __flow_hash_from_keys`,
  ),
  '@flow-hash-receivers': set(
    'the receive path',
    `get_rps_cpu __netif_receive_skb_core netif_receive_skb netif_receive_skb_internal netif_receive_skb_list_internal
     enqueue_to_backlog reuseport_select_sock tun_get_user tun_flow_update`,
  ),
  '@other-hash-users': set(
    'other users of the flow hash',
    `fq_codel_enqueue fq_enqueue sfq_enqueue cake_enqueue bond_xmit_hash skb_tx_hash eth_get_headlen
     skb_probe_transport_header fl_classify`,
  ),
};
