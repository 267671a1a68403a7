import type { Command } from 'commander';
import { diagnose } from '../../engine/diagnose.ts';
import type { Diagnosis } from '../../engine/diagnosis.ts';
import { type ReadProblem, readInputs } from '../../input/read.ts';
import type { Case } from '../../model/case.ts';
import { render } from '../../report/render.ts';
import { withOwn } from '../../rules/with-own.ts';
import { complain, complainOfUnread } from '../complain.ts';
import { didYouMean } from '../did-you-mean.ts';
import { type ExitCode, exitCode, UserError } from '../exit-code.ts';
import { checkGateFlags, failsOn, withAccepted } from '../gates.ts';
import { htmlOf } from '../html.ts';
import { isTerminal, layoutFor } from '../layout.ts';
import type { DiagnoseFlags } from '../options.ts';
import { appendFile, toFile, toStderr, toStdout } from '../output.ts';
import { ownRules } from '../own-rules.ts';
import { readAll } from '../read-all.ts';
import { withRecordings } from '../recordings.ts';
import { stdin } from '../stdin.ts';

/** The default command: reads all inputs as one case, diagnoses it, prints the report. */
export async function diagnoseInputs(
  files: readonly string[],
  flags: DiagnoseFlags,
  commandLine: () => Promise<Command>,
): Promise<ExitCode> {
  if (files.length === 0 && (await isTerminal(0))) {
    toStderr((await commandLine()).helpInformation());
    return exitCode.usage;
  }
  checkGateFlags(flags);
  checkRedaction(flags);
  const own = await ownRules(flags.rules);
  const read = await readInputs(files, stdin);
  const inputs = await withRecordings(read, flags);
  const { problems } = read;
  for (const { text } of problems) complain(text);
  if (inputs.length === 0 && files.length > 0) {
    const meant = didYouMean(
      files[0]!,
      (await commandLine()).commands.map((command) => command.name()),
    );
    if (meant !== undefined) complain(`did you mean the command \`perfwhy ${meant}\`?`);
  }
  const kase = await readAll(inputs);
  const diagnosis = diagnose(kase, { ...own, ...(flags.kernel === undefined ? {} : { kernel: flags.kernel }) });
  const nothingRead = diagnosis.captures.length === 0;
  if (nothingRead) complainOfUnread(kase.unread);
  // For people, a report of nothing would repeat the complaints; programs get a document all the same.
  const ids = withOwn(own.rules).map(({ id }) => id);
  const marked = nothingRead ? diagnosis : await withAccepted(diagnosis, flags, ids);
  if (!nothingRead || flags.format !== 'terminal') {
    const shown = await told(marked, problems, kase, flags);
    await print(shown, flags, () => htmlOf(inputs, kase, shown, own.rules));
  }
  if (nothingRead)
    return inputs.length === 0 && problems.every(({ usage }) => usage) ? exitCode.usage : exitCode.nothingRead;
  return failsOn(marked, flags) ? exitCode.findingAtFailOn : exitCode.analysed;
}

async function print(diagnosis: Diagnosis, flags: DiagnoseFlags, html: () => Promise<string>): Promise<void> {
  const { format, output, quiet = false, verbose = false } = flags;
  const layout = format === 'terminal' ? await layoutFor(flags, output === undefined) : {};
  const report = format === 'html' ? await html() : render(diagnosis, format, { ...layout, quiet, verbose });
  if (output === undefined) toStdout(report);
  else toFile(output, report);
  const summary = process.env.GITHUB_STEP_SUMMARY;
  if (format === 'github' && summary) appendFile(summary, render(diagnosis, 'markdown'), 'GITHUB_STEP_SUMMARY');
}

/** The HTML report shows the lines of the input themselves. */
function checkRedaction({ redact, format }: { readonly redact?: true; readonly format: string }): void {
  if (redact && format === 'html') throw new UserError('--redact is not for --format html, which holds the input');
}

/** What the report is made of: with the problems of reading, and without names when it is to leave the house. */
async function told(
  diagnosis: Diagnosis,
  problems: readonly ReadProblem[],
  kase: Case,
  flags: DiagnoseFlags,
): Promise<Diagnosis> {
  if (!flags.redact) return withProblems(diagnosis, problems);
  const { redact } = await import('../../report/redact.ts');
  const unnamed = problems.map((problem) => ({ ...problem, text: 'an input could not be read' }));
  return withProblems(redact(diagnosis, kase), unnamed);
}

/** Files that could not be opened belong into the report: who reads it later did not see stderr. */
function withProblems(diagnosis: Diagnosis, problems: readonly ReadProblem[]): Diagnosis {
  if (problems.length === 0) return diagnosis;
  return { ...diagnosis, warnings: [...problems.map(({ text }) => ({ text })), ...diagnosis.warnings] };
}
