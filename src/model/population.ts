/** Whose samples a percentage is of. Percentages of different populations are never added or compared. */
export interface Population {
  /** `unknown` when the text does not say: bare rows pasted without a header. */
  readonly scope: 'system' | 'process' | 'thread' | 'cpu' | 'unknown';
  /** Command names that every sample belongs to, when the text says so (`# comm: udp_sink`, `Thread: udp_sink(812)`). */
  readonly comms: readonly string[];
  /** Process or thread ids named by the text (`(target_pid: 31625,31629)`). */
  readonly ids: readonly number[];
  /** CPUs named by the text (`(all, CPU: 8)`). */
  readonly cpus: readonly number[];
  /** Rows hidden on purpose: `# dso: [kernel.kallsyms]`, a symbol or parent filter. */
  readonly filters: readonly string[];
  /** What 100 % is: every sample of the event, or only those that pass the filters (`--percentage relative`). */
  readonly base: 'all' | 'filtered';
}

export const unknownPopulation: Population = {
  scope: 'unknown',
  comms: [],
  ids: [],
  cpus: [],
  filters: [],
  base: 'all',
};
