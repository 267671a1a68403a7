/**
 * Stages of the receive path, in the order a datagram passes them: first the producer side (softirq on the NIC's CPU),
 * then the consumer side (the thread in recvmsg), then what is not the path. knowledge: part A of the receive path.
 */
export const stages = [
  'driver',
  'allocation',
  'gro',
  'ip',
  'netfilter',
  'lookup',
  'enqueue',
  'wakeup',
  'syscall',
  'security',
  'dequeue',
  'copy',
  'release',
  'free',
  'application',
  'idle',
  'other',
] as const;

export type Stage = (typeof stages)[number];

/** Who pays: the softirq that queues datagrams, or the thread that reads them. */
export type Side = 'producer' | 'reader';
