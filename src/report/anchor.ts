import type { Diagnosis, Finding } from '../engine/diagnosis.ts';

export interface Anchor {
  readonly file: string;
  /** Absent where the file has none: a recording. */
  readonly line?: number;
}

/** The line of the input that proves a finding best; where no evidence names one, where its capture begins. */
export function anchorOf({ evidence }: Finding, { captures }: Diagnosis): Anchor {
  for (const { file, line } of evidence) if (file !== undefined && line !== undefined) return { file, line };
  const file = evidence.find((clause) => clause.file !== undefined)?.file ?? captures[0]?.file ?? '-';
  const capture = captures.find((one) => one.file === file);
  const line = capture ? capture.firstLine : 1;
  return { file, ...(line !== undefined && { line }) };
}

/** How loud a finding is where there are three levels: what is ignored, known, a mere symptom or not shown is a note. */
export function levelOf(finding: Finding): 'error' | 'warning' | 'note' {
  if (finding.confidence === 'possible' || finding.explainedBy !== undefined || isAccepted(finding)) return 'note';
  return finding.confidence === 'confirmed' ? 'error' : 'warning';
}

/** The user knows of it: it is ignored, or in the baseline. */
export function isAccepted({ ignored, baseline }: Finding): boolean {
  return ignored !== undefined || baseline === 'known';
}
