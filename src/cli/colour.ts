import type { Palette } from '../report/text/palette.ts';

export interface ColourInput {
  /** `--color` or `--no-color`, when one was given. */
  readonly flag: boolean | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether the report goes to a terminal. */
  readonly tty: boolean;
}

/** Whether to colour: the flag wins over NO_COLOR, NO_COLOR over FORCE_COLOR, and that over whether it is a terminal. */
export function colourWanted({ flag, env, tty }: ColourInput): boolean {
  if (flag !== undefined) return flag;
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return tty && env.TERM !== 'dumb';
}

/** Sixteen colours, which every terminal has and users' themes adjust. */
export async function colours(): Promise<Palette> {
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  return {
    culprit: chalk.bold.red,
    strong: chalk.bold,
    good: chalk.green,
    caution: chalk.yellow,
    command: chalk.cyan,
    label: chalk.blue,
    weak: chalk.dim,
  };
}
