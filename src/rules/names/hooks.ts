import { type SymbolSet, set } from './symbol-set.ts';

const newFlows = `
  __nf_conntrack_confirm init_conntrack __nf_conntrack_alloc nf_conntrack_alloc nf_conntrack_free
  nf_conntrack_hash_check_insert __nf_conntrack_hash_insert nf_conntrack_double_lock nf_conntrack_double_unlock
  nf_conntrack_all_lock early_drop early_drop_list gc_worker nf_ct_gc_expired nf_ct_delete nf_ct_delete_from_lists
  __nf_ct_delete_from_lists clean_from_lists destroy_conntrack nf_ct_destroy nf_conntrack_destroy death_by_timeout
  nf_ct_add_to_unconfirmed_list nf_ct_add_to_dying_list nf_ct_resolve_clash
  __nf_ct_resolve_clash nf_nat_setup_info get_unique_tuple nf_nat_used_tuple nf_nat_alloc_null_binding`;

const perPacket = `
  nf_conntrack_in resolve_normal_ct __nf_conntrack_find_get nf_conntrack_find_get ____nf_conntrack_find
  __nf_conntrack_find hash_conntrack_raw __hash_conntrack nf_ct_get_tuple nf_ct_get_tuplepr nf_ct_invert_tuple
  nf_ct_key_equal nf_conntrack_udp_packet udp_packet udp_error udp_pkt_to_tuple udp_get_timeouts
  nf_conntrack_handle_packet ipv4_pkt_to_tuple ipv4_get_l4proto get_l4proto __nf_ct_refresh_acct nf_ct_acct_add
  nf_ct_acct_update nf_confirm nf_confirm_cthelper ipv4_confirm ipv4_conntrack_in ipv6_conntrack_in
  nf_ct_l4proto_find __nf_ct_l4proto_find nf_ct_deliver_cached_events nf_ct_timeout_lookup nf_nat_inet_fn
  nf_nat_ipv4_fn nf_nat_packet nf_nat_ipv4_in nf_nat_ipv4_pre_routing nf_nat_ipv4_local_in nf_nat_manip_pkt`;

const ruleWalk = `
  ipt_do_table ip6t_do_table iptable_filter_hook iptable_raw_hook iptable_mangle_hook ip_packet_match tcp_mt udp_mt
  comment_mt conntrack_mt state_mt multiport_mt mark_mt addrtype_mt_v1 physdev_mt limit_mt recent_mt string_mt
  iprange_mt4 connmark_mt hashlimit_mt set_match_v1 set_match_v3 set_match_v4 ip_set_test hash_ip4_kadt hash_ip4_test
  hash_net4_kadt hash_net4_test hash_net4_test_cidrs hash_ipport4_kadt mark_tg xt_percpu_counter_alloc
  nft_do_chain nft_do_chain_ipv4 nft_do_chain_ipv6 nft_do_chain_inet nft_do_chain_inet_ingress nft_meta_get_eval
  nft_payload_eval nft_payload_fast_eval nft_cmp_eval nft_cmp_fast_eval nft_cmp16_fast_eval nft_bitwise_eval
  nft_bitwise_fast_eval nft_lookup_eval nft_rhash_lookup nft_rhash_lookup_key nft_hash_lookup nft_hash_lookup_fast
  __nft_rbtree_lookup nft_rbtree_lookup nft_pipapo_lookup nft_pipapo_avx2_lookup nft_bitmap_lookup nft_ct_get_eval
  nft_ct_get_fast_eval nft_immediate_eval nft_counter_eval nft_limit_eval nft_limit_pkts_eval nft_range_eval
  nft_dynset_eval nft_match_eval nft_target_eval nft_fib4_eval nft_compat_eval expr_call_ops_eval`;

/** Hooks between the driver and the socket. Names that the symbol table does not have are from memory. */
export const hookNames: Readonly<Record<string, SymbolSet>> = {
  '@ip-receive': set(
    'reception by IP',
    `ip_rcv ip_list_rcv ip_sublist_rcv ip_rcv_finish ip_local_deliver ip_local_deliver_finish ipv6_rcv ipv6_list_rcv
     ip6_sublist_rcv ip6_rcv_finish ip6_input __netif_receive_skb __netif_receive_skb_core __netif_receive_skb_one_core
     __netif_receive_skb_list_core netif_receive_skb netif_receive_skb_internal`,
  ),
  '@ip-deliver': set('delivery by IP', 'ip_local_deliver ip6_input ip_protocol_deliver_rcu ip6_protocol_deliver_rcu'),
  '@forwarding': set(
    'forwarding',
    `ip_forward ip_forward_finish ip6_forward ip6_forward_finish br_forward __br_forward br_forward_finish
     br_dev_queue_push_xmit nf_flow_offload_ip_hook nf_flow_offload_ipv6_hook ip_mr_input ip_mr_forward`,
  ),
  '@conntrack': set('connection tracking', perPacket, newFlows),
  '@conntrack-new': set('making and dropping entries of connection tracking', newFlows),
  '@rule-walk': set('walking the rules', ruleWalk),
  '@bridge-netfilter': set(
    'netfilter of the bridge',
    `br_nf_pre_routing br_nf_pre_routing_ipv6 br_nf_pre_routing_finish br_nf_hook_thresh br_nf_forward_ip
     br_nf_forward_finish br_nf_local_in br_nf_post_routing br_nf_dev_queue_xmit br_validate_ipv4 nf_bridge_alloc
     nf_bridge_update_protocol setup_pre_routing br_nf_pre_routing_finish_bridge`,
  ),
  '@container-hop': set(
    'the way from the host into a container',
    `veth_xmit veth_forward_skb veth_poll veth_xdp_rcv veth_xdp_rcv_skb ____dev_forward_skb __dev_forward_skb
     __dev_forward_skb2 dev_forward_skb skb_scrub_packet netkit_xmit ip_forward ip_forward_finish ip6_forward br_forward
     __br_forward br_forward_finish br_dev_queue_push_xmit br_handle_frame br_handle_frame_finish br_pass_frame_up
     br_fdb_find_rcu fdb_find_rcu br_dev_xmit br_flood maybe_deliver skb_do_redirect __bpf_redirect bpf_redirect_neigh`,
  ),
  '@veth': set('veth', 'veth_xmit veth_forward_skb netkit_xmit'),
  '@ovs': set(
    'Open vSwitch',
    `ovs_vport_receive ovs_dp_process_packet ovs_flow_tbl_lookup_stats ovs_flow_tbl_lookup masked_flow_lookup flow_lookup
     flow_hash ovs_flow_key_extract ovs_flow_key_extract_userspace key_extract key_extract_l3l4 ovs_flow_stats_update
     ovs_execute_actions do_execute_actions clone_execute ovs_vport_send ovs_ct_execute ovs_ct_update_key
     __ovs_ct_lookup netdev_frame_hook netdev_port_receive internal_dev_recv internal_dev_xmit ovs_dp_upcall
     queue_userspace_packet execute_masked_set_action`,
  ),
  '@generic-xdp': set(
    'XDP in generic mode',
    'do_xdp_generic netif_receive_generic_xdp bpf_prog_run_generic_xdp xdp_do_generic_redirect generic_xdp_tx',
  ),
  '@tc-classify': set(
    'classification by tc',
    `tcf_classify tcf_classify_ingress __tcf_classify tc_classify tc_classify_compat ing_filter tc_run tcx_run
     sch_handle_ingress cls_bpf_classify fl_classify fl_mask_lookup u32_classify mall_classify basic_classify fw_classify
     tcf_action_exec tcf_gact_act tcf_bpf_act tcf_pedit_act tcf_skbedit_act tcf_police_act tcf_vlan_act`,
  ),
  // Programs that XDP runs in the driver, and tcx, have no such function: there it takes callers to tell.
  '@other-bpf-runners': set(
    'generic XDP, reuseport, probes or a security module that run BPF programs',
    `do_xdp_generic bpf_prog_run_generic_xdp bpf_run_sk_reuseport trace_call_bpf
     kprobe_perf_func bpf_trace_run1 bpf_trace_run2 bpf_trace_run3 bpf_trace_run4 __bpf_prog_enter_recur
     __bpf_prog_enter bpf_lsm_socket_recvmsg`,
  ),
  // bpf_prog_6deef7357e7b4530_sd_fw_ingress: members are known by their form (rules/symbol-names.ts)
  '@bpf-programs': set('a BPF program', 'bpf_prog_'),
  '@bpf-maps': set(
    'look-ups in BPF maps',
    `__htab_map_lookup_elem htab_map_lookup_elem lookup_nulls_elem_raw htab_map_hash htab_lru_map_lookup_elem
     __htab_lru_percpu_map_lookup_elem htab_percpu_map_lookup_elem trie_lookup_elem longest_prefix_match
     array_map_lookup_elem percpu_array_map_lookup_elem bpf_skb_load_bytes bpf_skb_pull_data bpf_map_lookup_elem
     bpf_get_smp_processor_id`,
  ),
  '@bpf-interpreter': set(
    "BPF's interpreter",
    `___bpf_prog_run __bpf_prog_run __bpf_prog_run32 __bpf_prog_run64 __bpf_prog_run96 __bpf_prog_run128 __bpf_prog_run160
     __bpf_prog_run192 __bpf_prog_run224 __bpf_prog_run256 __bpf_prog_run288 __bpf_prog_run320 __bpf_prog_run352
     __bpf_prog_run384 __bpf_prog_run416 __bpf_prog_run448 __bpf_prog_run480 __bpf_prog_run512 sk_run_filter`,
  ),
  '@cgroup-bpf': set('the program of the cgroup', '__cgroup_bpf_run_filter_skb cgroup_bpf_run_filter_skb'),
  '@socket-filter': set('the filter of the socket', 'sk_filter_trim_cap sk_filter sk_filter_reason sk_filter_trim'),
  '@packet-tap': set(
    'packet sockets',
    `tpacket_rcv packet_rcv packet_rcv_fanout packet_rcv_spkt prb_retire_current_block prb_open_block
     prb_fill_curr_block prb_dispatch_next_block __packet_lookup_frame_in_block packet_current_rx_frame
     packet_lookup_frame __packet_set_status tpacket_get_timestamp fanout_demux_hash
     run_filter`,
  ),
  '@raw-socket': set(
    'raw sockets',
    `raw_local_deliver raw_v4_input raw_v4_match __raw_v4_lookup raw_rcv raw_rcv_skb raw6_local_deliver ipv6_raw_deliver
     raw_v6_match __raw_v6_lookup rawv6_rcv rawv6_rcv_skb`,
  ),
};
