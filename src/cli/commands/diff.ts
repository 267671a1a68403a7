import { compare } from '../../compare/compare.ts';
import type { Comparison } from '../../compare/comparison.ts';
import { diagnose } from '../../engine/diagnose.ts';
import type { Case } from '../../model/case.ts';
import type { ComparisonFormat } from '../../report/compare/formats.ts';
import { renderComparison } from '../../report/compare/render.ts';
import { readDiffArguments } from '../arguments-of-diff.ts';
import { complain } from '../complain.ts';
import { type ExitCode, exitCode, UserError } from '../exit-code.ts';
import { layoutFor } from '../layout.ts';
import type { LayoutFlags } from '../options.ts';
import { toFile, toStdout } from '../output.ts';
import { ownRules } from '../own-rules.ts';
import { readAll } from '../read-all.ts';
import { withRecordings } from '../recordings.ts';
import { stdin } from '../stdin.ts';

export interface DiffFlags extends LayoutFlags {
  readonly format: ComparisonFormat;
  readonly output?: string;
  readonly rules: readonly string[];
  readonly failOnWorse?: true;
  readonly quiet?: true;
  readonly verbose?: true;
}

/** Compares two or more captures of one system, each with the one before it. */
export async function diffInputs(args: readonly string[], flags: DiffFlags): Promise<ExitCode> {
  if (args.length < 2) {
    throw new UserError(
      'diff needs at least two: perfwhy diff before.txt after.txt (files of one capture joined by commas)',
    );
  }
  const own = await ownRules(flags.rules);
  let nothingRead = false;
  let wrongUsage = true;
  const subjects = [];
  for (const { name, read } of await readDiffArguments(args, stdin)) {
    const inputs = await withRecordings(read, {});
    for (const { text } of read.problems) complain(text);
    const kase = await readAll(inputs);
    if (kase.captures.length === 0) {
      nothingRead = true;
      wrongUsage &&= read.inputs.length === 0 && read.problems.every(({ usage }) => usage);
      complainOfNothing(name, kase);
    }
    subjects.push({ name, case: kase, diagnosis: diagnose(kase, own) });
  }
  const comparison = compare(subjects, own);
  if (!nothingRead || flags.format !== 'terminal') await print(comparison, flags);
  if (nothingRead) return wrongUsage ? exitCode.usage : exitCode.nothingRead;
  return flags.failOnWorse && becameWorse(comparison) ? exitCode.findingAtFailOn : exitCode.analysed;
}

async function print(comparison: Comparison, flags: DiffFlags): Promise<void> {
  const { format, output, quiet = false, verbose = false } = flags;
  const layout = format === 'terminal' ? await layoutFor(flags, output === undefined) : {};
  const report = renderComparison(comparison, format, { ...layout, quiet, verbose });
  if (output === undefined) toStdout(report);
  else toFile(output, report);
}

/** A finding of any step is worse or new beyond noise. */
function becameWorse({ steps }: Comparison): boolean {
  return steps.some(({ findings }) =>
    findings.some(({ state, circumstance }) => !circumstance && (state === 'worse' || state === 'new')),
  );
}

function complainOfNothing(name: string, { unread, files }: Case): void {
  if (files.length > 0) complain(`${name}: no perf output in it`);
  for (const { file, firstLine, looksLike, advice } of unread) {
    if (looksLike !== 'prose')
      complain(
        `${file}${firstLine > 0 ? `:${firstLine}` : ''}: ${looksLike}${advice === undefined ? '' : `; ${advice}`}`,
      );
  }
}
