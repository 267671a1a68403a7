import type { Side, Stage } from '../kernel/stages.ts';

export type Strength = 'decisive' | 'strong' | 'supporting' | 'against';

/**
 * A rule says how one cause of slow UDP receive shows in what perf and the kernel's counters print. It is data without
 * functions: the engine checks its clauses and words the evidence, and a rule in a YAML file can do all that these can.
 */
export interface Rule {
  /** Kebab-case noun, for ever. */
  readonly id: string;
  readonly title: string;
  /** The mechanism in one sentence, for someone who knows the kernel. */
  readonly says: string;
  readonly stage: Stage;
  /** Whose samples the shares are of, unless a clause says otherwise. */
  readonly side: Side | 'any';
  readonly nature: Nature;
  /** Kernels that have the cause at all, by ids of `kernel/timeline.ts`: `since` brought it, `until` removed it. */
  readonly kernels?: { readonly since?: string; readonly until?: string };
  /** Every number that a clause compares with, by name, with the reason for it. */
  readonly thresholds: Readonly<Record<string, Threshold>>;
  /** What removing the cause could take off, first measurable one counts; datagrams for counters, samples otherwise. */
  readonly cost: readonly (Measure | CounterValue)[];
  readonly evidence: readonly EvidenceClause[];
  /** Findings that are mere symptoms when this one is there as well. */
  readonly explains?: readonly string[];
  /** What is seen of it when another finding explains it: `datagrams are dropped at the full socket`. */
  readonly asSymptom?: string;
  /** Findings it could be taken for; named with the reason when they lose. */
  readonly rivals: readonly string[];
  /** Ids of `rules/remedies`, in the order to try when effect and effort are alike. */
  readonly remedies: readonly string[];
  /** How to see that the cause is gone. */
  readonly check: string;
  /** What to capture when the evidence is not decisive: id of `engine/next-capture.ts`. */
  readonly capture: CaptureKind;
  readonly sources: readonly string[];
}

/** Decides between findings of similar share, see engine/rank.ts. */
export const natures = [
  /** Tasks wait for each other: a fault at any share. */
  'contention',
  /** A fault of where data lies. */
  'cache-miss',
  /** It costs more than the path has to. */
  'work',
  /** One CPU does what many could. */
  'steering',
  /** Datagrams are gone, no CPU time is. */
  'loss',
  /** What each receiver of its kind pays, and could pay less of: the answer only where none of the above is found. */
  'saving',
  /** What all the others end in: as `saving`. */
  'overload',
  /** Time that nobody used: as `saving`. */
  'headroom',
  /** Distorts or surrounds what is measured: named beside the answer, never as the culprit. */
  'circumstance',
] as const;

export type Nature = (typeof natures)[number];

export interface Threshold {
  readonly value: number;
  readonly because: string;
}

export type CaptureKind = 'reader-callgraph' | 'system-callgraph' | 'c2c' | 'counters' | 'threads' | 'syscalls';

/** A symbol key, or `@name` of a set in `kernel/symbol-sets.ts`. */
export type SymbolName = string;

/** Something that has a value in percent of a population. */
export type Measure =
  /** Samples taken in these symbols themselves. */
  | { readonly self: readonly SymbolName[]; readonly side?: Side | 'any' }
  /** Samples taken in one of these symbols or what they call. */
  | { readonly inclusive: readonly SymbolName[]; readonly side?: Side | 'any' }
  /**
   * Samples whose stack holds these steps, outermost first. Each step is the direct caller of the next unless `...` stands
   * between; `a|b` matches either. Without call stacks, shares of a `--children` table give a lower bound.
   */
  | { readonly path: readonly string[]; readonly without?: readonly SymbolName[]; readonly side?: Side | 'any' }
  /** Samples of the commands whose name begins so: `ksoftirqd/`. */
  | { readonly comm: string; readonly side?: Side | 'any' }
  /**
   * Samples taken in user space, except in the functions of `without`. Known only where the view is of known tasks: user
   * code of others says nothing about the reader.
   */
  | { readonly space: 'user'; readonly without?: readonly SymbolName[]; readonly side?: Side | 'any' }
  /** Samples taken in these symbols, in percent of all samples, idle ones included; known where no task was picked out. */
  | { readonly ofAll: readonly SymbolName[] }
  /**
   * Samples of the reader, or of other tasks but ksoftirqd, in percent of the CPU that the reader stays on, if that has no time
   * left; known where commands and CPUs are told apart (perf script, a recording, `--sort cpu,comm,sym`).
   */
  | { readonly readersCpu: 'reader' | 'others' };

export type Clause =
  | (Measure & { readonly atLeast: string })
  /** At least `count` (default 1) of the symbols have samples. */
  | { readonly present: readonly SymbolName[]; readonly count?: number; readonly side?: Side | 'any' }
  /** None of the symbols has samples. Holds only as far as the capture shows all its rows. */
  | { readonly absent: readonly SymbolName[]; readonly side?: Side | 'any' }
  /** No capture shows who calls the symbols. Where one does, a path is to decide, not how hot they are. */
  | { readonly withoutCallers: readonly SymbolName[]; readonly side?: Side | 'any' }
  /** The kernel at hand has, or lacks, a change of `kernel/timeline.ts`. */
  | { readonly kernel: { readonly has: string } | { readonly lacks: string } }
  /**
   * Number of threads of the reading process that the capture tells apart. `any`: those that do not receive count as well,
   * where it is not told which do (perf script).
   */
  | { readonly threads: { readonly atLeast: string; readonly any?: true } }
  /** A cache line of perf c2c that holds the field takes at least this share of all HITM. */
  | { readonly cacheLine: string; readonly atLeast: string }
  /** Of the samples that this side's functions have, at least this share was taken on one CPU (`--sort cpu,sym`). */
  | { readonly oneCpu: Side; readonly atLeast: string }
  | CounterClause
  | { readonly all: readonly Clause[] }
  | { readonly any: readonly Clause[] }
  | { readonly not: Clause };

/** A counter of docs/counters.md: the difference of two snapshots where there are two, else the total since boot. */
export interface CounterValue {
  readonly counter: string;
  /** Only those with these labels: `{ at: '__udp4_lib_rcv' }`; `a|b` is either, `@reader` a command that receives UDP. */
  readonly where?: Readonly<Record<string, string>>;
  /** A rate, or percent of another counter over the same time: of its sum in the same group, or with `largest` of its largest. */
  readonly per?: 'second' | string;
  /**
   * How counters of one name with different labels (CPUs, queues, sockets) combine: their sum (default), the largest,
   * the largest one's share of the sum in percent, or how many there are.
   */
  readonly of?: 'sum' | 'largest' | 'largest-share' | 'number';
  /** Label that tells apart what is compared (`queue`); counters without it, or with `all`, are left out. */
  readonly by?: string;
  /** Labels inside which is compared (the queues of one `dev`, the sockets of one `address port`); the largest group speaks. */
  readonly within?: string;
}

export type CounterClause = CounterValue & { readonly atLeast: string };

export type EvidenceClause = Clause & {
  /** `against` with `veto` rejects the cause outright; without, it lowers the confidence. */
  readonly strength: Strength;
  readonly veto?: true;
  /** What the clause proves, in a few words after the measured value. */
  readonly proves: string;
};

/** Types a rule literal; checking is done by `rules/schema.ts`, in tests for ours and when loading for users' own. */
export function defineRule(rule: Rule): Rule {
  return rule;
}
