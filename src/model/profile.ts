import type { StackSet } from './call-tree.ts';
import type { Population } from './population.ts';
import type { RecordedStacks } from './recorded-stacks.ts';
import type { Note } from './source.ts';

/** Formats that give shares of samples per symbol. */
export type ProfileFormat =
  | 'perf-top'
  | 'perf-report'
  | 'perf-script'
  | 'folded'
  | 'perf-diff'
  | 'perf-mem'
  | 'perf-data';

/** One line of a profile's table. Shares are percent of the capture's population. */
export interface Row {
  /** 0 in a recording, which has no lines. */
  readonly line: number;
  /** Share of samples taken in the symbol itself (Overhead, Self). */
  readonly self?: number;
  /** Share including callees (Children). Rows overlap: never add them up. */
  readonly total?: number;
  /** Number of samples (`-n`), and sum of event counts (`--show-total-period`). */
  readonly samples?: number;
  readonly period?: number;
  readonly comm?: string;
  readonly pid?: number;
  readonly tid?: number;
  readonly cpu?: number;
  readonly dso?: string;
  /** As printed, without its `[k]` mark; absent when the table is not sorted by symbol. */
  readonly symbol?: string;
  /** Name to compare by: `symbolKey(symbol)`. */
  readonly key?: string;
  /** `k` kernel, `.` user, `g` guest kernel, `u` guest user, `H` hypervisor. */
  readonly mark?: string;
  /** Cells of all other columns, by their header's name, as printed. */
  readonly cells?: Readonly<Record<string, string>>;
}

/** Share of the population's samples, in percent, that one command had on one CPU. */
export interface CpuShare {
  readonly cpu: number;
  readonly comm: string;
  readonly share: number;
}

/** Shares of samples per symbol, and per call stack when the text has them, of one event and one population. */
export interface Profile {
  readonly kind: 'profile';
  readonly format: ProfileFormat;
  readonly file: string;
  /** 0 in a recording. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** As perf printed it (`cycles:ppp`, `cpu-clock`). */
  readonly event?: string;
  /** perf cuts counts above 1000 to `2K`: then `exact` is false and `count` is 2000. */
  readonly samples?: { readonly count: number; readonly exact: boolean };
  /** Sum of the samples' periods: the denominator of all percentages. */
  readonly eventCount?: number;
  readonly lost?: number;
  readonly population: Population;
  /** Column names in the order printed (`Overhead`, `Command`, ...); inferred from the cells when there is no header. */
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  readonly stacks: readonly StackSet[];
  /** The same stacks with exact counts, where the text has one entry per sample or stack. */
  readonly recorded?: RecordedStacks;
  /** Number of distinct threads by command, when the text names each sample's thread (perf script). */
  readonly threads?: Readonly<Record<string, number>>;
  /** Where each command ran, when the text names each sample's CPU. Shares add up to 100. */
  readonly cpus?: readonly CpuShare[];
  /** True when the end of the text cuts the table (a screen, `head`, `...`): what is missing may be anything. */
  readonly truncated: boolean;
  /** The command line that printed it, when the paste shows the prompt. */
  readonly command?: string;
  /** For tables of several members (`--group`, perf diff): which member these shares are of, and how many there are. */
  readonly member?: { readonly index: number; readonly of: number; readonly name: string };
  readonly notes: readonly Note[];
}
