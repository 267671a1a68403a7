import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type PackTest, parsePack } from '../rules/pack.ts';
import type { Remedy } from '../rules/remedy.ts';
import type { Rule } from '../rules/rule.ts';
import type { Problem } from '../rules/yaml-text.ts';
import { isUserError, UserError } from './exit-code.ts';
import { plainReason } from './output.ts';
import { problemsError } from './problems.ts';

export interface LoadedPacks {
  readonly rules: Rule[];
  readonly remedies: Remedy[];
  readonly tests: PackTest[];
}

/** Reads the packs of `--rules`, files or folders of `*.yaml`. Any mistake in any of them is wrong usage. */
export function loadPacks(paths: readonly string[]): LoadedPacks {
  const loaded: LoadedPacks = { rules: [], remedies: [], tests: [] };
  const problems: Problem[] = [];
  for (const file of paths.flatMap(filesOf)) {
    const parsed = parsePack(read(file), file);
    if ('problems' in parsed) {
      problems.push(...parsed.problems);
      continue;
    }
    const { rules, remedies, tests } = parsed.pack;
    const twice = rules.find(({ id }) => loaded.rules.some((other) => other.id === id));
    if (twice) throw new UserError(`--rules: two packs have a rule "${twice.id}", the second is ${file}`);
    loaded.rules.push(...rules);
    loaded.remedies.push(...remedies);
    loaded.tests.push(...tests);
  }
  if (problems.length > 0) throw problemsError(problems);
  return loaded;
}

function filesOf(path: string): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const files = readdirSync(path).filter((name) => /\.ya?ml$/.test(name));
    if (files.length === 0) throw new UserError(`--rules ${path}: no *.yaml in this folder`);
    return files.sort().map((name) => join(path, name));
  } catch (error) {
    throw isUserError(error) ? error : new UserError(`--rules ${path}: ${plainReason(error)}`);
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UserError(`--rules ${file}: ${plainReason(error)}`);
  }
}
