import type { KernelKnowledge } from '../../kernel/timeline.ts';
import type { CacheLineReport } from '../../model/cache-line.ts';
import type { CounterSet } from '../../model/counters.ts';
import type { Threshold } from '../../rules/rule.ts';
import type { Measured } from '../measures/measured.ts';
import type { View } from '../view/view.ts';

/** What the clauses of a rule are checked against. */
export interface Evidences {
  readonly views: readonly View[];
  readonly cacheLines: readonly CacheLineReport[];
  readonly counters: readonly CounterSet[];
  readonly kernel: KernelKnowledge;
  /** Number of CPUs of the machine, when the input tells. */
  readonly cpus?: number;
  /** Commands that receive UDP in the profiles. */
  readonly readers?: ReadonlySet<string>;
}

/** Result of a clause: `unknown` when nothing in the input can tell. */
export interface Checked {
  readonly holds: boolean | 'unknown';
  readonly says: string;
  readonly value?: number;
  /** What `value` was compared with. */
  readonly threshold?: Threshold;
  readonly of?: string;
  readonly file?: string;
  readonly line?: number;
  /** Percent unless said. */
  readonly unit?: 'percent' | 'count' | 'per-second';
  readonly how?: Measured['how'];
  /** What the input would need for the clause to be judged. */
  readonly missing?: 'callers' | 'c2c' | 'counters' | 'threads' | 'cpus' | 'kernel';
  /** Samples behind the view the value was read from. */
  readonly samples?: number;
}
