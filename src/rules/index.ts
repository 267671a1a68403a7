import appBound from './app-bound.ts';
import appLock from './app-lock.ts';
import apparmorCost from './apparmor-cost.ts';
import auditSyscall from './audit-syscall.ts';
import bpfInterpreter from './bpf-interpreter.ts';
import bridgeNetfilter from './bridge-netfilter.ts';
import cgroupBpfIngress from './cgroup-bpf-ingress.ts';
import cgroupCpuLimit from './cgroup-cpu-limit.ts';
import checksumSoftware from './checksum-software.ts';
import computeScoreOutlined from './compute-score-outlined.ts';
import conntrackCost from './conntrack-cost.ts';
import conntrackNewFlows from './conntrack-new-flows.ts';
import copyToUser from './copy-to-user.ts';
import dmaCacheSync from './dma-cache-sync.ts';
import driverAllocNoRecycle from './driver-alloc-no-recycle.ts';
import dropStorm from './drop-storm.ts';
import dstRefcount from './dst-refcount.ts';
import earlyDemuxWaste from './early-demux-waste.ts';
import epollThunderingHerd from './epoll-thundering-herd.ts';
import epollWakesAll from './epoll-wakes-all.ts';
import fdRefcount from './fd-refcount.ts';
import idleExitLatency from './idle-exit-latency.ts';
import idleNotSaturated from './idle-not-saturated.ts';
import ioUringCompletions from './io-uring-completions.ts';
import ioUringRearm from './io-uring-rearm.ts';
import iommuStrict from './iommu-strict.ts';
import ipFragments from './ip-fragments.ts';
import ipsec from './ipsec.ts';
import ksoftirqdStarvesReader from './ksoftirqd-starves-reader.ts';
import loopbackTraffic from './loopback-traffic.ts';
import mcastFanout from './mcast-fanout.ts';
import memcgCharge from './memcg-charge.ts';
import mitigationEntry from './mitigation-entry.ts';
import nicRingDrop from './nic-ring-drop.ts';
import noListener from './no-listener.ts';
import numaRemoteNic from './numa-remote-nic.ts';
import ovsDatapath from './ovs-datapath.ts';
import packetTap from './packet-tap.ts';
import pageFragFree from './page-frag-free.ts';
import pagePoolRingContention from './page-pool-ring-contention.ts';
import pageZoneLock from './page-zone-lock.ts';
import perPacketSyscall from './per-packet-syscall.ts';
import pollScan from './poll-scan.ts';
import rawSocketClone from './raw-socket-clone.ts';
import rcvbufTooSmall from './rcvbuf-too-small.ts';
import readerMapsMemory from './reader-maps-memory.ts';
import readerSharesCpu from './reader-shares-cpu.ts';
import receiveQueueLock from './receive-queue-lock.ts';
import retpolineIndirect from './retpoline-indirect.ts';
import reuseportImbalance from './reuseport-imbalance.ts';
import reuseportMissing from './reuseport-missing.ts';
import rmemAllocCacheMiss from './rmem-alloc-cache-miss.ts';
import rpFilterFib from './rp-filter-fib.ts';
import rpsIpi from './rps-ipi.ts';
import rssSingleQueue from './rss-single-queue.ts';
import type { Rule } from './rule.ts';
import rulesetWalk from './ruleset-walk.ts';
import rxTimestamping from './rx-timestamping.ts';
import seccompFilter from './seccomp-filter.ts';
import selinuxAvc from './selinux-avc.ts';
import sharedSocketManyReaders from './shared-socket-many-readers.ts';
import skDropsFalseSharing from './sk-drops-false-sharing.ts';
import skbDeferFlush from './skb-defer-flush.ts';
import slabPartialLock from './slab-partial-lock.ts';
import slabRemoteFree from './slab-remote-free.ts';
import slowClocksource from './slow-clocksource.ts';
import socketFilter from './socket-filter.ts';
import socketLock from './socket-lock.ts';
import softirqOneCpu from './softirq-one-cpu.ts';
import softwareFlowHash from './software-flow-hash.ts';
import stealTime from './steal-time.ts';
import swiotlbBounce from './swiotlb-bounce.ts';
import tcBpfCost from './tc-bpf-cost.ts';
import timerRcuBackground from './timer-rcu-background.ts';
import tracingOrDebugOverhead from './tracing-or-debug-overhead.ts';
import tunnelDecap from './tunnel-decap.ts';
import udpBusylockContention from './udp-busylock-contention.ts';
import udpConnectedChain from './udp-connected-chain.ts';
import udpGroLookupCost from './udp-gro-lookup-cost.ts';
import udpGroMissing from './udp-gro-missing.ts';
import udpGroResegment from './udp-gro-resegment.ts';
import udpHash1Chain from './udp-hash1-chain.ts';
import udpHash2Chain from './udp-hash2-chain.ts';
import udpMemPressure from './udp-mem-pressure.ts';
import udpNumaProdQueue from './udp-numa-prod-queue.ts';
import udpRcvbufOverestimate from './udp-rcvbuf-overestimate.ts';
import udpRmemNotReleased from './udp-rmem-not-released.ts';
import usercopyCheck from './usercopy-check.ts';
import vethContainerHop from './veth-container-hop.ts';
import virtioVhost from './virtio-vhost.ts';
import vmExits from './vm-exits.ts';
import wakeupStorm from './wakeup-storm.ts';
import wireguardDecrypt from './wireguard-decrypt.ts';
import xdpGeneric from './xdp-generic.ts';

/** All rules. Their order decides between findings that are alike in everything else. */
export const rules: readonly Rule[] = [
  socketLock,
  rmemAllocCacheMiss,
  receiveQueueLock,
  pageFragFree,
  udpBusylockContention,
  sharedSocketManyReaders,
  slabPartialLock,
  pageZoneLock,
  wakeupStorm,
  copyToUser,
  perPacketSyscall,
  udpHash2Chain,
  udpConnectedChain,
  udpHash1Chain,
  computeScoreOutlined,
  reuseportMissing,
  reuseportImbalance,
  earlyDemuxWaste,
  rpFilterFib,
  dstRefcount,
  rssSingleQueue,
  softirqOneCpu,
  ksoftirqdStarvesReader,
  readerSharesCpu,
  cgroupCpuLimit,
  rpsIpi,
  softwareFlowHash,
  numaRemoteNic,
  nicRingDrop,
  epollThunderingHerd,
  epollWakesAll,
  iommuStrict,
  swiotlbBounce,
  dmaCacheSync,
  slowClocksource,
  stealTime,
  rxTimestamping,
  tracingOrDebugOverhead,
  idleNotSaturated,
  idleExitLatency,
  timerRcuBackground,
  virtioVhost,
  vmExits,
  loopbackTraffic,
  conntrackNewFlows,
  conntrackCost,
  bridgeNetfilter,
  rulesetWalk,
  ovsDatapath,
  vethContainerHop,
  xdpGeneric,
  tcBpfCost,
  cgroupBpfIngress,
  socketFilter,
  bpfInterpreter,
  packetTap,
  rawSocketClone,
  udpGroResegment,
  udpGroLookupCost,
  udpGroMissing,
  wireguardDecrypt,
  ipsec,
  tunnelDecap,
  ipFragments,
  mcastFanout,
  dropStorm,
  memcgCharge,
  noListener,
  rcvbufTooSmall,
  skDropsFalseSharing,
  udpMemPressure,
  udpNumaProdQueue,
  udpRcvbufOverestimate,
  udpRmemNotReleased,
  mitigationEntry,
  retpolineIndirect,
  selinuxAvc,
  apparmorCost,
  auditSyscall,
  seccompFilter,
  fdRefcount,
  usercopyCheck,
  checksumSoftware,
  appBound,
  appLock,
  pollScan,
  readerMapsMemory,
  ioUringRearm,
  ioUringCompletions,
  slabRemoteFree,
  driverAllocNoRecycle,
  pagePoolRingContention,
  skbDeferFlush,
];
