import type { Confidence, Outcome } from '../engine/diagnosis.ts';
import type { Stage } from '../kernel/stages.ts';

/** The typed result that every output of `perfwhy diff` is made of. Its JSON form is a contract: only add to it. */
export interface Comparison {
  readonly schemaVersion: 1;
  /** Of all steps: the worst, refusals last. */
  readonly outcome: StepOutcome;
  readonly summary: string;
  /** What was compared, in the order given. */
  readonly inputs: readonly ComparedInput[];
  /** One row for each finding of any input, with a cell for each input. */
  readonly history: readonly HistoryRow[];
  /** Each input against the one before it. */
  readonly steps: readonly Step[];
}

/**
 * `better`: a finding was resolved or improved and none became worse; `mixed`: both; `inconclusive`: what changed is within
 * noise or cannot be judged; `refused`: the inputs show different things.
 */
export type StepOutcome = 'better' | 'worse' | 'mixed' | 'same' | 'inconclusive' | 'refused';

export interface ComparedInput {
  readonly name: string;
  readonly files: readonly string[];
  readonly outcome: Outcome;
  readonly culprit?: string;
  /** Kernel release as read, given or inferred. */
  readonly kernel?: string;
}

export interface HistoryRow {
  readonly id: string;
  readonly title: string;
  readonly cells: readonly HistoryCell[];
}

export interface HistoryCell {
  /** `no`: judged and not there; `unknown`: the input cannot show it. */
  readonly found: 'culprit' | 'yes' | 'no' | 'unknown';
  readonly confidence?: Confidence;
  readonly share?: number;
  readonly of?: string;
}

export type ChangeState =
  | 'resolved'
  | 'improved'
  | 'same'
  | 'worse'
  | 'new'
  /** Known to appear where another finding of this step went away: see `movedFrom` and `movedTo`. */
  | 'moved'
  /** Within noise of appearing or going away, or one of the inputs cannot show it. */
  | 'inconclusive'
  /** Shares of different populations: shown side by side only. */
  | 'refused';

export interface Step {
  readonly from: string;
  readonly to: string;
  readonly outcome: StepOutcome;
  readonly summary: string;
  /** Why nothing of this step is compared. */
  readonly refused: readonly string[];
  readonly populations: readonly PopulationPair[];
  readonly findings: readonly FindingChange[];
  readonly stages: readonly StageChanges[];
  readonly symbols: readonly SymbolChanges[];
  /** What is known of both machines and differs. */
  readonly facts: readonly { readonly name: string; readonly before: string; readonly after: string }[];
}

export type PopulationSide = 'reader' | 'producer' | 'any';

/** The samples of a side before and after, and whether their shares may be compared. */
export interface PopulationPair {
  readonly side: PopulationSide;
  readonly before: PopulationOf;
  readonly after: PopulationOf;
  /** Why their shares are not compared; empty when they are. */
  readonly refused: readonly string[];
  /** What is taken for granted, because the text does not say. */
  readonly assumed: readonly string[];
}

export interface PopulationOf {
  readonly of: string;
  readonly file: string;
  readonly event?: string;
  /** Samples that the shares are of; absent when the text does not say or the number is not that of the shares. */
  readonly samples?: number;
}

export interface FindingChange {
  readonly id: string;
  readonly title: string;
  readonly stage: Stage;
  readonly state: ChangeState;
  /** Surrounds or distorts what is measured, and is no cause: never makes a step better or worse. */
  readonly circumstance?: true;
  readonly before: FindingAt;
  readonly after: FindingAt;
  /** After less before, in points of percent, as far as both can be measured alike. */
  readonly difference?: number;
  /** How far apart two captures of the same may be. */
  readonly noise?: number;
  /** The share that it would have if nothing but the step's main change had happened. */
  readonly expected?: number;
  readonly movedFrom?: string;
  readonly movedTo?: string;
  readonly why: string;
}

export interface FindingAt {
  readonly found: 'culprit' | 'yes' | 'no' | 'unknown';
  readonly confidence?: Confidence;
  /** Percent of `of`, by the measure that both inputs allow. Below its threshold where it was not found. */
  readonly share?: number;
  readonly of?: string;
  readonly samples?: number;
}

/** Shares of one population by stage of the receive path. */
export interface StageChanges {
  readonly side: PopulationSide;
  readonly of: string;
  readonly changes: readonly ShareChange<Stage>[];
}

/** Symbols whose shares changed most, beyond noise: those that rose first, then those that fell. */
export interface SymbolChanges {
  readonly side: PopulationSide;
  readonly of: string;
  readonly rose: readonly ShareChange<string>[];
  readonly fell: readonly ShareChange<string>[];
  /** Changes beyond noise that are not listed. */
  readonly more: number;
}

export interface ShareChange<Name extends string> {
  readonly name: Name;
  readonly before: number;
  readonly after: number;
  /** True when the symbol is not listed there: the share is then the smallest that is, and the true one below it. */
  readonly beforeBelow?: true;
  readonly afterBelow?: true;
  readonly noise: number;
  /** False also when rows that are not listed may hold the difference. */
  readonly beyondNoise: boolean;
}
