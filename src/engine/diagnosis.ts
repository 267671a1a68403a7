import type { Stage } from '../kernel/stages.ts';
import type { Remedy } from '../rules/remedy.ts';
import type { Strength } from '../rules/rule.ts';

export type { Strength };

import type { CaptureFormat } from '../model/case.ts';
import type { Fact } from '../model/fact.ts';

/** The typed result that every output is made of. Its JSON form is the contract of docs/schema: only add to it. */
export interface Diagnosis {
  readonly schemaVersion: 1;
  readonly verdict: Verdict;
  /** Findings, the primary one first. */
  readonly findings: readonly Finding[];
  readonly rivals: readonly Rival[];
  readonly nextCapture?: NextCapture;
  readonly stages: readonly CostMap[];
  readonly facts: readonly Fact[];
  readonly captures: readonly CaptureSummary[];
  /** Rules that could not be judged on this input, and why: a rule that is not named here or above did not fire. */
  readonly notRun: readonly { readonly id: string; readonly why: string }[];
  readonly warnings: readonly Warning[];
}

export type Outcome = 'culprit' | 'no-single-culprit' | 'inconclusive' | 'not-udp-receive';
export type Confidence = 'confirmed' | 'likely' | 'possible';

export interface Verdict {
  readonly outcome: Outcome;
  /** Id of the primary finding when the outcome is `culprit`. */
  readonly culprit?: string;
  readonly confidence?: Confidence;
  /** The culprit's share of `of`, in percent. */
  readonly share?: number;
  /** Whose samples `share` is of: `udp_sink's samples`, `all busy samples`. */
  readonly of?: string;
  /** One or two sentences: the mechanism, or why there is no culprit. */
  readonly summary: string;
  /** For `not-udp-receive`: what the profile is about instead. */
  readonly instead?: string;
}

/** One checked clause. `says` is complete without the other fields; they are there to be compared and linked. */
export interface Evidence {
  readonly strength: Strength;
  readonly says: string;
  /** Measured value, and the value from which it counts, both in `unit`. */
  readonly value?: number;
  readonly threshold?: number;
  readonly unit?: 'percent' | 'count' | 'per-second';
  /** Whose samples the value is a share of. */
  readonly of?: string;
  readonly file?: string;
  readonly line?: number;
}

export interface Finding {
  readonly id: string;
  /** The same for the same problem in every report, see engine/fingerprint.ts. */
  readonly fingerprint: string;
  readonly title: string;
  readonly stage: Stage;
  readonly confidence: Confidence;
  /** What removing the cause could take off `of`, in percent. */
  readonly share: number;
  readonly of: string;
  /** The mechanism in one sentence. */
  readonly says: string;
  readonly evidence: readonly Evidence[];
  /** Id of the finding that this one is a symptom of. */
  readonly explainedBy?: string;
  /** What keeps the confidence from being higher. */
  readonly lowered: readonly string[];
  /** Removing a share s speeds the population up by at most 1/(1-s). */
  readonly gainAtMost: number;
  readonly remedies: readonly AppliedRemedy[];
  /** How to see that the cause is gone. */
  readonly check: string;
  /** Whether a baseline that the report was compared with has it. */
  readonly baseline?: 'new' | 'known';
  /** Set when the user chose not to be told of it for now; it then fails no gate. */
  readonly ignored?: Ignored;
}

export interface Ignored {
  readonly reason: string;
  /** Last day it is ignored, `2027-03-31`. */
  readonly until: string;
}

/** A remedy as it stands for the kernel at hand. */
export interface AppliedRemedy extends Omit<Remedy, 'change' | 'needs' | 'until' | 'only' | 'unless'> {
  readonly applies: 'applies' | 'already there' | 'not available' | 'unknown';
  /** Why it does or does not apply here (`RHEL 7.4 (3.10.0-693); yours is 3.10.0-514`). */
  readonly because: string;
}

export interface Rival {
  readonly id: string;
  readonly title: string;
  /** Why it was rejected or outranked. */
  readonly why: string;
  readonly file?: string;
  readonly line?: number;
}

export interface NextCapture {
  readonly why: string;
  readonly command: string;
}

/** The samples of one population by stage of the receive path. */
export interface CostMap {
  readonly file: string;
  /** Where its profile begins, when the file holds several. */
  readonly line?: number;
  readonly of: string;
  /** Percent of `of`; less than 100 together where the text does not list all. `other` also holds `unplaced`. */
  readonly shares: readonly { readonly stage: Stage; readonly share: number }[];
  /** Percent whose symbol no table knows and no caller places. */
  readonly unplaced: number;
}

export interface CaptureSummary {
  readonly format: CaptureFormat;
  readonly file: string;
  /** Absent where the file has no lines: a recording. */
  readonly firstLine?: number;
  readonly lastLine?: number;
  readonly event?: string;
  readonly samples?: number;
  readonly population?: string;
  readonly rows: number;
}

export interface Warning {
  readonly text: string;
  readonly file?: string;
  readonly line?: number;
}
