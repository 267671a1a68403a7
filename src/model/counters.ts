import type { Note } from './source.ts';

/** Formats that give numbers of events, not shares of samples. */
export type CounterFormat =
  | 'perf-stat'
  | 'perf-lock'
  | 'perf-sched'
  | 'perf-trace'
  | 'perf-annotate'
  | 'proc-net-snmp'
  | 'nstat'
  | 'netstat-s'
  | 'proc-net-udp'
  | 'softnet-stat'
  | 'sockstat'
  | 'ss'
  | 'ethtool-S'
  | 'ethtool-l'
  | 'ethtool-g'
  | 'ethtool-n'
  | 'ethtool-k'
  | 'ip-link'
  | 'proc-interrupts'
  | 'proc-softirqs'
  | 'mpstat'
  | 'lscpu'
  | 'sysctl'
  | 'proc-net-dev'
  | 'proc-uptime'
  | 'proc-vmstat'
  | 'ethtool-c'
  | 'ifconfig'
  | 'top'
  | 'pidstat'
  | 'vmstat'
  | 'conntrack'
  | 'numastat'
  | 'dropwatch'
  | 'cgroup-cpu'
  | 'pressure';

/** One number. `name` is `Udp.RcvbufErrors`, `softnet.time_squeeze`, ...; labels say whose (`cpu`, `dev`, `queue`). */
export interface Counter {
  readonly name: string;
  readonly value: number;
  /**
   * `count` (since boot unless the set's `interval` is), `bytes`, `pages`, `percent`, `per-second`, `ns`, `msec`, ...;
   * `gauge` for a level, `setting` and `flag` (0 or 1) for what somebody chose. docs/counters.md lists them.
   */
  readonly unit: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly line: number;
}

export interface CounterSet {
  readonly kind: 'counters';
  readonly format: CounterFormat;
  readonly file: string;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly counters: readonly Counter[];
  /** Seconds the numbers were counted over, when the text says (`perf stat`, `mpstat 1`); absent for totals since boot. */
  readonly seconds?: number;
  /**
   * True when the numbers were counted over a stretch of time, also one of unknown length: the difference of two
   * snapshots, `nstat` without -a, `mpstat`. Absent for totals since boot and for settings.
   */
  readonly interval?: true;
  /** `before` or `after` when the file's or section's name says so: two sets of one format are then a difference. */
  readonly moment?: 'before' | 'after';
  readonly command?: string;
  readonly notes: readonly Note[];
}
