import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

export interface PlainIssue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/**
 * The schema's issues as one would tell them to somebody who writes a rule: where one of several shapes was expected, what
 * is wrong by the shape that comes nearest.
 */
export function plainIssues(issues: readonly Issue[], above: readonly PropertyKey[] = []): PlainIssue[] {
  return issues.flatMap((issue): PlainIssue[] => {
    const path = [...above, ...issue.path];
    if (issue.code === 'invalid_union' && issue.errors.length > 0) return plainIssues(nearest(issue.errors), path);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: [...path, key], message: `there is no key "${key}" here` }));
    }
    return [{ path, message: wordsOf(issue, path) }];
  });
}

function wordsOf(issue: Issue, path: readonly PropertyKey[]): string {
  const choices = issue.code === 'invalid_value' ? issue.values.map(String).join(', ') : undefined;
  if (isMissing(issue)) {
    return `"${String(path.at(-1))}" is missing${choices === undefined ? '' : `: one of ${choices}`}`;
  }
  if (choices !== undefined) return `${named(issue.input)} is none of ${choices}`;
  if (issue.code === 'invalid_type')
    return `expected ${kinds[issue.expected] ?? issue.expected}, not ${kindOf(issue.input)}`;
  return issue.message.replace(/^Invalid input: /, '');
}

/** Known only of issues that were asked for with `reportInput`. */
function isMissing({ code, input }: Issue): boolean {
  return input === undefined && (code === 'invalid_type' || code === 'invalid_value');
}

/** As somebody who writes YAML calls them. */
const kinds: Readonly<Record<string, string>> = {
  object: 'keys with values',
  array: 'a list',
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
};

function named(value: unknown): string {
  return typeof value === 'object' ? kindOf(value) : `"${String(value)}"`;
}

function kindOf(value: unknown): string {
  if (value === null) return 'nothing';
  return kinds[Array.isArray(value) ? 'array' : typeof value] ?? typeof value;
}

/** The shape with the fewest keys that are missing or too many. */
function nearest(shapes: readonly Issue[][]): readonly Issue[] {
  return shapes.reduce((best, shape) => (distance(shape) < distance(best) ? shape : best));
}

function distance(issues: readonly Issue[]): number {
  let sum = 0;
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') sum += 2 * issue.keys.length;
    else sum += isMissing(issue) ? 2 : 1;
  }
  return sum;
}
