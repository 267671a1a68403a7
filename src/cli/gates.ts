import { readFileSync } from 'node:fs';
import type { Diagnosis } from '../engine/diagnosis.ts';
import { applyBaseline, baselineText, parseBaseline } from './baseline.ts';
import { confidences } from './confidences.ts';
import { UserError } from './exit-code.ts';
import type { DiagnoseFlags } from './options.ts';
import { plainReason, toFile } from './output.ts';

export type GateFlags = Pick<
  DiagnoseFlags,
  'baseline' | 'updateBaseline' | 'failOn' | 'failOnNew' | 'ignore' | 'today'
>;

/** Flags that only mean something together. */
export function checkGateFlags({ baseline, updateBaseline, failOnNew, ignore, today }: GateFlags): void {
  if (baseline === undefined && updateBaseline) throw new UserError('--update-baseline needs --baseline FILE');
  if (baseline === undefined && failOnNew) throw new UserError('--fail-on-new needs --baseline FILE');
  if (ignore === undefined && today !== undefined) throw new UserError('--today needs --ignore FILE');
}

/** The diagnosis with what is ignored, new and known marked, as the user's files say; `ids` are those of all rules. */
export async function withAccepted(diagnosis: Diagnosis, flags: GateFlags, ids: readonly string[]): Promise<Diagnosis> {
  const { baseline, updateBaseline, ignore, today } = flags;
  let marked = diagnosis;
  if (ignore !== undefined) {
    const { applyIgnores, parseIgnores } = await import('./ignores.ts');
    const { problemsError } = await import('./problems.ts');
    const { ignores, problems } = parseIgnores(read('--ignore', ignore), ignore, ids);
    if (problems.length > 0) throw problemsError(problems);
    // The only use of the clock: which day it is decides whether an ignore still counts.
    marked = applyIgnores(marked, ignores, today ?? new Date().toISOString().slice(0, 10));
  }
  if (baseline !== undefined) {
    // Nothing read is not the same as nothing found: it must not empty the baseline.
    if (updateBaseline && diagnosis.captures.length > 0) toFile(baseline, baselineText(diagnosis), '--baseline');
    const entries = parseBaseline(read('--baseline', baseline));
    if ('problem' in entries) throw new UserError(`--baseline ${baseline}: ${entries.problem}`);
    marked = applyBaseline(marked, entries, baseline);
  }
  return marked;
}

/**
 * Whether a finding is at least as sure as `--fail-on` says (with `--fail-on-new` alone, likely), not ignored and, with
 * `--fail-on-new`, not in the baseline.
 */
export function failsOn({ findings }: Diagnosis, { failOn, failOnNew }: GateFlags): boolean {
  const level = failOn ?? (failOnNew ? 'likely' : undefined);
  if (level === undefined) return false;
  const enough = confidences.slice(0, confidences.indexOf(level) + 1);
  return findings.some(
    ({ confidence, ignored, baseline }) =>
      enough.includes(confidence) && ignored === undefined && !(failOnNew && baseline === 'known'),
  );
}

function read(flag: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const hint = flag === '--baseline' ? '; --update-baseline writes it' : '';
    throw new UserError(`${flag} ${path}: ${plainReason(error)}${hint}`);
  }
}
