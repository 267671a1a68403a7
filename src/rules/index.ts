import copyToUser from './copy-to-user.ts';
import pageFragFree from './page-frag-free.ts';
import pageZoneLock from './page-zone-lock.ts';
import perPacketSyscall from './per-packet-syscall.ts';
import receiveQueueLock from './receive-queue-lock.ts';
import rmemAllocCacheMiss from './rmem-alloc-cache-miss.ts';
import type { Rule } from './rule.ts';
import sharedSocketManyReaders from './shared-socket-many-readers.ts';
import slabPartialLock from './slab-partial-lock.ts';
import socketLock from './socket-lock.ts';
import udpBusylockContention from './udp-busylock-contention.ts';
import wakeupStorm from './wakeup-storm.ts';

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
];
