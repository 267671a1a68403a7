/** What is known to appear when a cause goes away. */
export interface Successor {
  readonly from: string;
  readonly to: string;
  /** `next`: it was there and waits behind the first; `elsewhere`: the same cost is paid at another place. */
  readonly how: 'next' | 'elsewhere';
  readonly why: string;
}

/** After the order in which the receive path lost its bottlenecks, and where remedies put the work instead. */
export const successors: readonly Successor[] = [
  {
    from: 'socket-lock',
    to: 'rmem-alloc-cache-miss',
    how: 'next',
    why: 'without the socket lock the memory is accounted by an atomic on sk_rmem_alloc',
  },
  {
    from: 'socket-lock',
    to: 'receive-queue-lock',
    how: 'next',
    why: 'without the socket lock reader and softirqs meet at the lock of the queue',
  },
  {
    from: 'socket-lock',
    to: 'udp-busylock-contention',
    how: 'elsewhere',
    why: 'the softirqs now wait for each other where they queue, not for the reader',
  },
  {
    from: 'rmem-alloc-cache-miss',
    to: 'receive-queue-lock',
    how: 'next',
    why: 'with memory released in bulk the lock of the queue is what is taken for each datagram',
  },
  {
    from: 'receive-queue-lock',
    to: 'udp-busylock-contention',
    how: 'elsewhere',
    why: 'the softirqs wait for each other before they come to the lock of the queue',
  },
  {
    from: 'udp-busylock-contention',
    to: 'receive-queue-lock',
    how: 'elsewhere',
    why: 'what the softirqs no longer wait for among themselves they wait for at the queue',
  },
  {
    from: 'receive-queue-lock',
    to: 'page-frag-free',
    how: 'next',
    why: 'a reader that no longer waits frees buffers as fast as they come',
  },
  {
    from: 'rmem-alloc-cache-miss',
    to: 'page-frag-free',
    how: 'next',
    why: 'a reader that no longer waits frees buffers as fast as they come',
  },
  {
    from: 'shared-socket-many-readers',
    to: 'reuseport-imbalance',
    how: 'next',
    why: 'with a socket for each thread flows may load the sockets unevenly',
  },
  {
    from: 'reuseport-missing',
    to: 'reuseport-imbalance',
    how: 'next',
    why: 'with several sockets flows may load them unevenly',
  },
  {
    from: 'rss-single-queue',
    to: 'udp-busylock-contention',
    how: 'next',
    why: 'several queues now feed the one socket',
  },
  {
    from: 'softirq-one-cpu',
    to: 'rps-ipi',
    how: 'elsewhere',
    why: 'RPS hands packets to other CPUs by interrupts',
  },
  {
    from: 'per-packet-syscall',
    to: 'copy-to-user',
    how: 'next',
    why: 'with fewer calls the copy is what is left for each datagram',
  },
];
