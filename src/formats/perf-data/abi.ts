/**
 * Numbers of perf's recordings: include/uapi/linux/perf_event.h, tools/lib/perf/include/perf/event.h and
 * tools/perf/Documentation/perf.data-file-format.txt of Linux.
 */

/** Types of records: the kernel's up to 63, those of perf record itself from 64 on. */
export const record = {
  mmap: 1,
  lost: 2,
  comm: 3,
  fork: 7,
  sample: 9,
  mmap2: 10,
  lostSamples: 13,
  ksymbol: 17,
  headerAttr: 64,
  tracingData: 66,
  buildId: 67,
  auxtraceInfo: 70,
  auxtrace: 71,
  eventUpdate: 78,
  headerFeature: 80,
  compressed: 81,
  compressed2: 83,
} as const;

/** Bits of `sample_type`, in the order the fields stand in a sample but for `identifier`, which comes first. */
export const sampleBit = {
  ip: 1 << 0,
  tid: 1 << 1,
  time: 1 << 2,
  addr: 1 << 3,
  read: 1 << 4,
  callchain: 1 << 5,
  id: 1 << 6,
  cpu: 1 << 7,
  period: 1 << 8,
  streamId: 1 << 9,
  raw: 1 << 10,
  branchStack: 1 << 11,
  userStack: 1 << 13,
  identifier: 1 << 16,
  aux: 1 << 20,
} as const;

/** Bits of `read_format`. */
export const readBit = { enabled: 1, running: 2, id: 4, group: 8, lost: 16 } as const;

/** Bits of `misc` in the header of a record. */
export const misc = {
  cpuMode: 7,
  /** Of a FORK record that perf made up for a thread that ran already: its maps come in records of their own. */
  forkMadeUp: 1 << 13,
  /** Of an MMAP2 record: a build id stands where device and inode would. */
  mmapBuildId: 1 << 14,
} as const;

export const cpuMode = { kernel: 1, user: 2, hypervisor: 3, guestKernel: 4 } as const;

/** Low words of the marks in a call chain that say whose addresses follow; their high word is all ones. */
export const context = { hypervisor: -32, kernel: -128, user: -512, userDeferred: -640 } as const;
/** Addresses from here on (signed, as are all addresses here) are marks: PERF_CONTEXT_MAX. */
export const firstContext = -4095;

export const eventType = { hardware: 0, software: 1, tracepoint: 2, cache: 3, raw: 4, breakpoint: 5 } as const;

/** Bits of the header's features. */
export const feature = {
  tracingData: 1,
  buildId: 2,
  hostname: 3,
  osRelease: 4,
  version: 5,
  arch: 6,
  nrCpus: 7,
  cpuDescription: 8,
  commandLine: 11,
  eventDescription: 12,
  numaTopology: 14,
  auxtrace: 18,
  dirFormat: 24,
} as const;
