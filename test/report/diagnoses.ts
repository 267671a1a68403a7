import type { AppliedRemedy, Diagnosis, Finding } from '../../src/engine/diagnosis.ts';

/** Hand-made results, one for each kind of answer, with the figures of the listings in fixtures/article. */

const flat = 'rhel73-flat.txt';
const graph = 'rhel73-callgraph.txt';

const ownAccounting: AppliedRemedy = {
  id: 'udp-memory-accounting',
  kind: 'kernel',
  applies: 'applies',
  because: 'mainline 4.10, RHEL 7.4 (3.10.0-693); yours is 3.10.0-514.el7',
  what: 'Run a kernel in which UDP accounts its memory under the queue lock instead of the socket lock',
  why: 'recvmsg then frees datagrams without the lock that the softirqs need',
  command: 'yum update kernel && reboot',
  undo: 'boot the previous kernel from the boot menu',
  risk: 'a reboot; the first version dropped more with small receive buffers, mended in the same release',
  expect: '_raw_spin_lock_bh leaves the profile of the reader, udp_rmem_release appears',
  verify: 'perf top -p $(pidof udp_sink)',
  reportedGain: 'about 6x in the most contended case, about 10 % elsewhere',
  source: ['850cbaddb52d', 'Red Hat Developer, June 2017'],
};

const reuseport: AppliedRemedy = {
  id: 'reuseport-sockets',
  kind: 'application',
  applies: 'applies',
  because: 'SO_REUSEPORT for UDP: mainline 3.9, RHEL 7.0',
  what: 'Open one SO_REUSEPORT socket per receive queue, each read by a thread of its own',
  why: 'each lock is then shared by one queue and one reader only',
  risk: 'datagrams of one sender stay in order, those of different senders do not',
  expect: 'no lock of the socket above 3 %',
  verify: 'ss -ulnp | grep :9',
  source: ['man 7 socket'],
};

const fewerQueues: AppliedRemedy = {
  id: 'fewer-rx-queues',
  kind: 'configuration',
  applies: 'unknown',
  because: 'depends on the driver: `ethtool -l eth0` tells',
  what: 'Let fewer receive queues feed the socket',
  why: 'fewer CPUs compete for its lock',
  command: 'ethtool -L eth0 combined 4',
  undo: 'ethtool -L eth0 combined 24',
  risk: 'fewer CPUs process packets before the socket',
  expect: 'a higher rate at the reader, less of it in _raw_spin_lock_bh',
  verify: 'nstat -z UdpInDatagrams UdpRcvbufErrors',
  source: ['Red Hat Developer, June 2017'],
};

const recvmmsg: AppliedRemedy = {
  id: 'recvmmsg',
  kind: 'application',
  applies: 'not available',
  because: 'this kernel takes the lock once per datagram in recvmmsg too',
  what: 'Receive in batches with recvmmsg',
  why: 'one system call for many datagrams',
  risk: 'none known',
  expect: 'less time in system call entry',
  verify: 'strace -c -p $(pidof udp_sink)',
  source: ['850cbaddb52d'],
};

const socketLock: Finding = {
  id: 'socket-lock',
  fingerprint: '5e1f0c47a90b3d62',
  title: 'Socket lock taken to account memory when a datagram is freed',
  stage: 'release',
  confidence: 'confirmed',
  share: 75.08,
  of: "udp_sink's samples",
  says: 'udp_recvmsg frees every datagram under the socket lock, which the softirqs need to queue the next one.',
  evidence: [
    {
      strength: 'decisive',
      says: '75.08 % in lock_sock_fast <- skb_free_datagram_locked <- (4 more) <- __GI___libc_recvmsg: spinning for the socket lock while freeing a datagram',
      value: 75.08,
      threshold: 10,
      unit: 'percent',
      of: "udp_sink's samples",
      file: graph,
      line: 12,
    },
    {
      strength: 'strong',
      says: '70.24 % in _raw_spin_lock_bh; lock_sock_fast 4.25 %; sock_rfree 2.46 %: a hot spinlock beside the functions that free a datagram under the socket lock',
      value: 70.24,
      threshold: 10,
      unit: 'percent',
      of: "udp_sink's samples",
      file: flat,
      line: 1,
    },
    {
      strength: 'supporting',
      says: '2.37 % in __sk_mem_reclaim: memory is given back under the lock',
      value: 2.37,
      threshold: 0.5,
      unit: 'percent',
      of: "udp_sink's samples",
      file: flat,
      line: 7,
    },
    {
      strength: 'supporting',
      says: 'no udp_rmem_release: the kernel has no UDP accounting of its own',
      file: flat,
      line: 1,
    },
    {
      strength: 'supporting',
      says: '2.46 % in sock_rfree: the buffer is charged to the socket',
      value: 2.46,
      threshold: 0.5,
      unit: 'percent',
      of: "udp_sink's samples",
      file: flat,
      line: 5,
    },
  ],
  lowered: [],
  gainAtMost: 4.0128,
  remedies: [ownAccounting, reuseport, fewerQueues, recvmmsg],
  check: '_raw_spin_lock_bh is gone from below udp_recvmsg, udp_rmem_release appears.',
};

const pageFragFree: Finding = {
  id: 'page-frag-free',
  fingerprint: '0a77c3de91f2b845',
  title: 'Page reference count missed in the cache when a buffer is freed',
  stage: 'free',
  confidence: 'possible',
  share: 4.21,
  of: "udp_sink's samples",
  says: 'The page of each packet is freed on another CPU than the one that filled it.',
  evidence: [
    {
      strength: 'supporting',
      says: '2.43 % in __free_page_frag: page reference counts are dropped on the reading CPU',
      value: 2.43,
      threshold: 2,
      unit: 'percent',
      of: "udp_sink's samples",
      file: flat,
      line: 6,
    },
  ],
  lowered: ['no call stacks below skb_release_data', 'the driver is not known'],
  gainAtMost: 1.044,
  remedies: [],
  check: '__free_page_frag below 1 %.',
};

const rhel73Captures = [
  {
    format: 'perf-top' as const,
    file: flat,
    firstLine: 1,
    lastLine: 13,
    population: 'one process',
    rows: 13,
  },
  {
    format: 'perf-report' as const,
    file: graph,
    firstLine: 1,
    lastLine: 14,
    event: 'cycles:ppp',
    samples: 24012,
    population: "udp_sink's samples",
    rows: 14,
  },
];

export const culprit: Diagnosis = {
  schemaVersion: 1,
  verdict: {
    outcome: 'culprit',
    culprit: 'socket-lock',
    confidence: 'confirmed',
    share: 75.08,
    of: "udp_sink's samples",
    summary: socketLock.says,
  },
  findings: [socketLock, pageFragFree],
  rivals: [
    {
      id: 'receive-queue-lock',
      title: 'Receive queue lock shared by reader and softirqs',
      why: '0.53 % of 5 % needed: __skb_recv_datagram',
      file: flat,
      line: 13,
    },
    {
      id: 'shared-socket-many-readers',
      title: 'Several threads read one socket',
      why: 'one thread in the capture',
    },
    {
      id: 'slab-remote-free',
      title: 'Socket buffers freed on another CPU than they came from',
      why: '1.55 % of 3 % needed: cmpxchg_double_slab',
      file: flat,
      line: 8,
    },
    {
      id: 'selinux-avc',
      title: 'SELinux checks each datagram',
      why: 'no avc_has_perm',
    },
  ],
  stages: [
    {
      file: graph,
      of: "udp_sink's samples",
      shares: [
        { stage: 'release', share: 93.27 },
        { stage: 'syscall', share: 2.31 },
        { stage: 'dequeue', share: 3.45 },
        { stage: 'copy', share: 0.31 },
        { stage: 'other', share: 0.66 },
      ],
      unplaced: 0.24,
    },
    {
      file: flat,
      of: "udp_sink's samples",
      shares: [
        { stage: 'release', share: 86.09 },
        { stage: 'free', share: 4.55 },
        { stage: 'dequeue', share: 1.24 },
        { stage: 'other', share: 8.12 },
      ],
      unplaced: 7.23,
    },
  ],
  facts: [
    { name: 'kernel', value: '3.10.0-514.el7.x86_64', how: 'read', place: { file: 'notes.txt', line: 3 } },
    { name: 'driver', value: 'ixgbe', how: 'inferred', why: 'ixgbe_clean_rx_irq has samples' },
  ],
  captures: rhel73Captures,
  notRun: [
    { id: 'rcvbuf-too-small', why: 'no counters' },
    { id: 'nic-ring-drop', why: 'no counters' },
  ],
  warnings: [
    { text: 'no header: whose samples these are follows from the file name', file: flat, line: 1 },
    { text: 'the last row has no percentage, read as a caller of the row above', file: graph, line: 14 },
  ],
};

export const likely: Diagnosis = {
  schemaVersion: 1,
  verdict: {
    outcome: 'culprit',
    culprit: 'receive-queue-lock',
    confidence: 'likely',
    share: 15.04,
    of: 'the samples of one process',
    summary:
      'The reader takes the lock of sk_receive_queue for every datagram, and so does each softirq that queues one. Two queues, one of them for the reader alone, end that.',
  },
  findings: [
    {
      id: 'receive-queue-lock',
      fingerprint: 'b3d9024e6fa1c758',
      title: 'Receive queue lock shared by reader and softirqs',
      stage: 'dequeue',
      confidence: 'likely',
      share: 15.04,
      of: 'the samples of one process',
      says: 'The reader takes the lock of sk_receive_queue for every datagram, and so does each softirq that queues one.',
      evidence: [
        {
          strength: 'strong',
          says: '15.04 % in _raw_spin_lock_irqsave 10.78 %, native_queued_spin_lock_slowpath 4.26 %: a lock is contended',
          value: 15.04,
          threshold: 8,
          unit: 'percent',
          file: 'v411-flat.txt',
          line: 2,
        },
        {
          strength: 'supporting',
          says: '4.12 % in __skb_try_recv_datagram: the function that takes the queue lock',
          value: 4.12,
          threshold: 1,
          unit: 'percent',
          file: 'v411-flat.txt',
          line: 6,
        },
      ],
      lowered: ['the list has no call stacks: the lock is named by what stands beside it'],
      gainAtMost: 1.177,
      remedies: [
        {
          ...ownAccounting,
          id: 'reader-queue',
          applies: 'unknown',
          because: 'mainline 4.13, RHEL 8.0. Kernel not known: `uname -r` tells',
          what: 'Run a kernel in which the reader has a queue of its own',
          command: undefined,
          undo: undefined,
          reportedGain: 'more than 30 % in the contended case',
          source: ['2276f58ac589', '6dfb4367cd91'],
        },
        { ...ownAccounting, applies: 'already there', because: 'mainline 4.10; udp_rmem_release is in your profile' },
      ],
      check: '__skb_recv_udp appears, and the queue lock falls below 3 % at the reader.',
    },
  ],
  rivals: [],
  nextCapture: {
    why: 'who calls _raw_spin_lock_irqsave names the lock beyond doubt',
    command: 'perf record -g -p $(pidof udp_sink) -- sleep 10 && perf report --stdio --no-children -g caller',
  },
  stages: [
    {
      file: 'v411-flat.txt',
      of: 'the samples of one process',
      shares: [
        { stage: 'copy', share: 15.13 },
        { stage: 'dequeue', share: 24.01 },
        { stage: 'other', share: 60.86 },
      ],
      unplaced: 45.62,
    },
  ],
  facts: [],
  captures: [{ format: 'perf-top', file: 'v411-flat.txt', firstLine: 1, lastLine: 10, rows: 10 }],
  notRun: [],
  warnings: [],
};

export const noSingleCulprit: Diagnosis = {
  schemaVersion: 1,
  verdict: {
    outcome: 'no-single-culprit',
    summary:
      'Nothing holds UDP receive back more than the rest: the largest cost that is not the copy itself takes 7.83 %.',
  },
  findings: [
    {
      ...pageFragFree,
      confidence: 'likely',
      share: 7.83,
      of: 'the samples of one process',
      evidence: [
        {
          strength: 'strong',
          says: '7.83 % in page_frag_free: page reference counts are dropped on the reading CPU',
          value: 7.83,
          threshold: 4,
          unit: 'percent',
          file: 'v413-flat.txt',
          line: 2,
        },
      ],
      gainAtMost: 1.085,
      remedies: [reuseport],
    },
    {
      ...pageFragFree,
      id: 'selinux-avc',
      fingerprint: '71c8e5f30b24a69d',
      title: 'SELinux checks each datagram',
      stage: 'security',
      share: 5.6,
      of: 'the samples of one process',
      says: 'Each recvmsg asks SELinux again whether the socket may be read.',
      evidence: [],
      gainAtMost: 1.059,
    },
  ],
  rivals: [],
  stages: [],
  facts: [{ name: 'kernel', value: '4.13 or later', how: 'inferred', why: '__skb_recv_udp has samples' }],
  captures: [{ format: 'perf-top', file: 'v413-flat.txt', firstLine: 1, lastLine: 14, rows: 14 }],
  notRun: [],
  warnings: [],
};

export const inconclusive: Diagnosis = {
  schemaVersion: 1,
  verdict: {
    outcome: 'inconclusive',
    summary: 'A spinlock takes 41.20 % of the samples, but without callers it may be any of three locks.',
  },
  findings: [],
  rivals: [
    { id: 'socket-lock', title: 'Socket lock', why: 'lock_sock_fast is not among the rows shown' },
    {
      id: 'receive-queue-lock',
      title: 'Receive queue lock',
      why: '__skb_try_recv_datagram is not among the rows shown',
    },
  ],
  nextCapture: {
    why: 'callers of _raw_spin_lock_bh tell which lock it is',
    command: 'perf record -a -g -- sleep 10 && perf report --stdio --no-children -g caller',
  },
  stages: [],
  facts: [],
  captures: [{ format: 'perf-top', file: 'stdin', firstLine: 1, lastLine: 6, rows: 4 }],
  notRun: [{ id: 'rcvbuf-too-small', why: 'no counters' }],
  warnings: [{ text: 'the table ends after 4 rows', file: 'stdin', line: 6 }],
};

export const notUdp: Diagnosis = {
  schemaVersion: 1,
  verdict: {
    outcome: 'not-udp-receive',
    summary: 'No function of the UDP receive path has samples; 61.30 % are in tcp_sendmsg and what it calls.',
    instead: 'TCP transmission',
  },
  findings: [],
  rivals: [],
  stages: [],
  facts: [],
  captures: [
    {
      format: 'perf-report',
      file: 'iperf.txt',
      firstLine: 11,
      lastLine: 212,
      event: 'cycles',
      samples: 80123,
      population: 'the whole system',
      rows: 174,
    },
  ],
  notRun: [],
  warnings: [],
};

export const nothingRead: Diagnosis = {
  schemaVersion: 1,
  verdict: { outcome: 'inconclusive', summary: 'Nothing in the input could be read as perf output.' },
  findings: [],
  rivals: [],
  stages: [],
  facts: [],
  captures: [],
  notRun: [],
  warnings: [
    { text: 'looks like a C source file; run perf report --stdio and give its output', file: 'udp.c', line: 1 },
  ],
};

/** Everything a report may hold that a terminal, a browser or a markdown renderer could be made to obey. */
export const nasty =
  '\u001b[31mred\u001b]0;title\u0007 <img src=x onerror=alert(1)> | ``` `x` [a](javascript:b) \u202eback\r\n# big &amp;';

export const hostile: Diagnosis = {
  ...culprit,
  verdict: { ...culprit.verdict, summary: nasty, of: nasty },
  findings: [
    {
      ...socketLock,
      says: nasty,
      title: nasty,
      of: nasty,
      check: nasty,
      evidence: [
        { strength: 'decisive', says: nasty, file: nasty, line: 1 },
        { strength: 'strong', says: `std::map<${'Key, '.repeat(60)}>::find`, file: '漢字.txt', line: 2 },
      ],
      lowered: [nasty],
      remedies: [
        {
          ...fewerQueues,
          what: nasty,
          why: nasty,
          because: nasty,
          command: nasty,
          undo: nasty,
          risk: nasty,
          expect: nasty,
          verify: nasty,
          source: [nasty],
          reportedGain: nasty,
        },
      ],
    },
  ],
  rivals: [{ id: 'receive-queue-lock', title: nasty, why: nasty, file: nasty, line: 3 }],
  nextCapture: { why: nasty, command: nasty },
  stages: [{ file: nasty, of: nasty, shares: [{ stage: 'release', share: 100 }], unplaced: 0 }],
  facts: [{ name: 'kernel', value: nasty, how: 'inferred', why: nasty, place: { file: nasty, line: 4 } }],
  captures: [{ format: 'perf-top', file: nasty, firstLine: 1, lastLine: 2, event: nasty, population: nasty, rows: 1 }],
  notRun: [{ id: 'nic-ring-drop', why: nasty }],
  warnings: [{ text: nasty, file: nasty, line: 5 }],
};

export const all = { culprit, likely, noSingleCulprit, inconclusive, notUdp, nothingRead, hostile };
