import { defineRule } from './rule.ts';

export default defineRule({
  id: 'ovs-datapath',
  title: 'Open vSwitch in front of the socket',
  says: 'Each datagram is parsed, looked up in the masked flow tables and switched by Open vSwitch before IP sees it.',
  stage: 'ip',
  side: 'any',
  nature: 'work',
  thresholds: {
    path: {
      value: 15,
      because: 'parsing and one masked look-up cost about a tenth; more means many masks or a second turn',
    },
    functions: { value: 10, because: 'the functions of the datapath alone, without callers' },
  },
  cost: [
    {
      path: ['ovs_vport_receive|ovs_dp_process_packet'],
      without: ['udp_sendmsg', 'udpv6_sendmsg', '@ip-deliver'],
      side: 'producer',
    },
    { self: ['@ovs'], side: 'producer' },
    { path: ['ovs_vport_receive|ovs_dp_process_packet'], without: ['udp_sendmsg', 'udpv6_sendmsg', '@ip-deliver'] },
    { self: ['@ovs'] },
  ],
  evidence: [
    {
      strength: 'strong',
      all: [
        {
          path: ['ovs_vport_receive|ovs_dp_process_packet'],
          without: ['udp_sendmsg', 'udpv6_sendmsg', '@ip-deliver'],
          atLeast: 'path',
        },
        { present: ['@udp-recvmsg', '@queue-dequeue'] },
      ],
      proves: 'received packets are switched, and a task of this host receives UDP',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@ovs'], atLeast: 'functions' },
        { present: ['@udp-recvmsg', '@queue-dequeue'] },
        { absent: ['@tcp'] },
      ],
      proves: 'the datapath of Open vSwitch, on a host on which a task receives UDP',
    },
    {
      strength: 'supporting',
      present: ['masked_flow_lookup', 'flow_lookup'],
      proves: 'flows are searched mask by mask',
    },
    {
      strength: 'supporting',
      present: ['ovs_dp_upcall', 'queue_userspace_packet'],
      proves: 'packets without a flow go to ovs-vswitchd',
    },
  ],
  rivals: ['veth-container-hop', 'tunnel-decap', 'conntrack-cost'],
  remedies: ['fewer-ovs-masks', 'host-networking'],
  check: 'ovs-dpctl show: hits per packet of masks near 1; masked_flow_lookup shrinks.',
  capture: 'system-callgraph',
  sources: ['Linux net/openvswitch/flow_table.c'],
});
