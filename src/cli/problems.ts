import { printable } from '../report/text/width.ts';
import { type Problem, problemText } from '../rules/yaml-text.ts';
import { UserError } from './exit-code.ts';

/** All that is wrong with files of the user's, a line each. */
export function problemsError(problems: readonly Problem[]): UserError {
  return new UserError(problems.map((problem) => printable(problemText(problem))).join('\n'));
}
