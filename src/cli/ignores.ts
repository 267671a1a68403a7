import type { Diagnosis, Finding, Warning } from '../engine/diagnosis.ts';
import { type Problem, readYaml, type YamlText } from '../rules/yaml-text.ts';
import { isDate } from './date.ts';
import { didYouMean } from './did-you-mean.ts';

/** A finding that the user does not want to be told of for now, and why. */
export interface Ignore {
  readonly id: string;
  /** Only the finding with this fingerprint; any with the id without. */
  readonly fingerprint?: string;
  readonly reason: string;
  /** Last day, `2027-03-31`. */
  readonly until: string;
  readonly file: string;
  readonly line: number;
}

const keys = ['id', 'fingerprint', 'reason', 'until'] as const;

/**
 * Reads a file of ignores. Each needs a reason and an end, because what is ignored for ever is forgotten:
 *
 *     ignore:
 *       - id: socket-lock
 *         reason: kernel upgrade is planned, OPS-4711
 *         until: 2027-03-31
 */
export function parseIgnores(
  text: string,
  file: string,
  ids: readonly string[],
): { readonly ignores: readonly Ignore[]; readonly problems: readonly Problem[] } {
  const yaml = readYaml(text, file);
  if (yaml.problems.length > 0) return { ignores: [], problems: yaml.problems };
  const problems: Problem[] = [];
  const { value } = yaml;
  if (!isRecord(value) || !Array.isArray(value.ignore)) {
    return { ignores: [], problems: [yaml.problem([], 'a file of ignores is a list under the key "ignore"')] };
  }
  problems.push(...unknownKeys(value, [], ['ignore'], yaml));
  const ignores = value.ignore.flatMap((entry: unknown, index) => {
    const found = problemsOf(entry, index, ids, yaml);
    problems.push(...found);
    if (found.length > 0) return [];
    return [{ ...(entry as Omit<Ignore, 'file' | 'line'>), file, line: yaml.problem(['ignore', index], '').line }];
  });
  return { ignores, problems };
}

function problemsOf(entry: unknown, index: number, ids: readonly string[], yaml: YamlText): Problem[] {
  const path = ['ignore', index];
  if (!isRecord(entry)) return [yaml.problem(path, `an entry has ${keys.join(', ')}`)];
  const problems = unknownKeys(entry, path, keys, yaml);
  const wrong = (key: string, text: string) => problems.push(yaml.problem([...path, key], text));
  const { id, fingerprint, reason, until } = entry;
  if (typeof id !== 'string') wrong('id', '"id" is missing: the cause to ignore, as `perfwhy rules` lists it');
  else if (!ids.includes(id)) wrong('id', `no finding is called "${id}"${meant(id, ids)}`);
  if (typeof reason !== 'string' || reason.trim() === '') wrong('reason', '"reason" is missing: why it may be ignored');
  if (until === undefined) wrong('until', '"until" is missing: the last day it is ignored, as 2027-03-31');
  else if (!isDate(until))
    wrong('until', `"until" is no day: ${JSON.stringify(until)}; days are written as 2027-03-31`);
  if (fingerprint !== undefined && !/^[0-9a-f]{16}$/.test(String(fingerprint))) {
    wrong('fingerprint', 'a fingerprint has 16 hex digits, see --format json; quote one that is all digits');
  }
  return problems;
}

function unknownKeys(
  value: Record<string, unknown>,
  path: readonly PropertyKey[],
  known: readonly string[],
  yaml: YamlText,
): Problem[] {
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => yaml.problem([...path, key], `there is no key "${key}" here${meant(key, known)}`));
}

function meant(word: string, candidates: readonly string[]): string {
  const near = didYouMean(word, candidates);
  return near === undefined ? '' : `, did you mean "${near}"?`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Marks what is ignored on the day `today`, and says so in the report; so it does of ignores that are stale: past their
 * last day, or for a finding that is no longer there.
 */
export function applyIgnores(diagnosis: Diagnosis, ignores: readonly Ignore[], today: string): Diagnosis {
  const warnings: Warning[] = [];
  const findings = [...diagnosis.findings];
  for (const { id, fingerprint, reason, until, file, line } of ignores) {
    const matches = (finding: Finding) =>
      finding.id === id && (fingerprint === undefined || finding.fingerprint === fingerprint);
    const index = findings.findIndex(matches);
    const found = findings[index];
    const say = (text: string) => warnings.push({ text, file, line });
    if (!found) say(`stale: ${id} is ignored but not found here; remove the entry when it is gone for good`);
    else if (until < today) say(`stale: ${id} was ignored until ${until} (${reason}) and counts again`);
    else {
      findings[index] = { ...found, ignored: { reason, until } };
      say(`${id} is ignored until ${until}: ${reason}`);
    }
  }
  return { ...diagnosis, findings, warnings: [...warnings, ...diagnosis.warnings] };
}
