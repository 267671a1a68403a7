/** The same for every format and command. */
export const exitCode = {
  analysed: 0,
  findingAtFailOn: 1,
  usage: 2,
  nothingRead: 3,
  bug: 4,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

export const exitCodeHelp = `Exit codes, the same for every format:
  0  analysed
  1  a finding at or above --fail-on
  2  wrong usage or configuration
  3  no input could be read as perf output
  4  a bug in perfwhy`;

/** Something the user can put right: printed as one plain message, never with a stack. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly exitCode: ExitCode;

  constructor(message: string, code: ExitCode = exitCode.usage) {
    super(message);
    this.exitCode = code;
  }
}

/** By its name: the executable is more than one bundle, each with a class of its own. */
export function isUserError(error: unknown): error is UserError {
  return error instanceof Error && error.name === 'UserError';
}
