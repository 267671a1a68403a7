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
    if (isMissing(issue)) return [{ path, message: `"${String(path.at(-1))}" is missing` }];
    return [{ path, message: issue.message.replace(/^Invalid input: /, '') }];
  });
}

function isMissing(issue: Issue): boolean {
  return issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
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
