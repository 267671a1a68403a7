import type { Diagnosis, Finding } from '../engine/diagnosis.ts';

/**
 * What was found before and is accepted for now. It is kept by fingerprint, never by count: one problem mended and
 * another one new is not the same as before. The ids are there for whoever reads the file.
 */
interface BaselineFile {
  readonly perfwhyBaseline: 1;
  readonly findings: readonly { readonly fingerprint: string; readonly id: string }[];
}

/** The file for the findings of a report, in an order that does not depend on their shares. */
export function baselineText({ findings }: Diagnosis): string {
  const entries = findings
    .map(({ fingerprint, id }) => ({ fingerprint, id }))
    .sort((a, b) => compare(a.id, b.id) || compare(a.fingerprint, b.fingerprint));
  const file: BaselineFile = { perfwhyBaseline: 1, findings: entries };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The entries of a baseline file, or what is wrong with it. */
export function parseBaseline(text: string): BaselineFile['findings'] | { readonly problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problem: `not JSON (${error instanceof Error ? error.message : String(error)})` };
  }
  if (!isBaseline(value)) return { problem: 'not a baseline of this version of perfwhy' };
  return value.findings;
}

function isBaseline(value: unknown): value is BaselineFile {
  if (typeof value !== 'object' || value === null) return false;
  const { perfwhyBaseline, findings } = value as Partial<BaselineFile>;
  if (perfwhyBaseline !== 1 || !Array.isArray(findings)) return false;
  return findings.every((one) => typeof one?.fingerprint === 'string' && typeof one?.id === 'string');
}

/** Marks each finding as new or known, and says in the report which entries of the baseline are not found any more. */
export function applyBaseline(diagnosis: Diagnosis, entries: BaselineFile['findings'], file: string): Diagnosis {
  const known = new Set(entries.map(({ fingerprint }) => fingerprint));
  const findings = diagnosis.findings.map(
    (finding): Finding => ({ ...finding, baseline: known.has(finding.fingerprint) ? 'known' : 'new' }),
  );
  const found = new Set(findings.map(({ fingerprint }) => fingerprint));
  const warnings = entries
    .filter(({ fingerprint }) => !found.has(fingerprint))
    .map(({ id, fingerprint }) => ({ text: `${id} (${fingerprint}) of the baseline is not found any more`, file }));
  return { ...diagnosis, findings, warnings: [...warnings, ...diagnosis.warnings] };
}
