import { Argument, Command, CommanderError } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { diagnoseInputs } from './commands/diagnose.ts';
import { type ExitCode, exitCode, exitCodeHelp } from './exit-code.ts';
import {
  addCollapseFlags,
  addDiagnoseFlags,
  addDiffFlags,
  addKernelFlag,
  addLayoutFlags,
  addRulesFlag,
} from './options.ts';
import { toStderr, toStdout } from './output.ts';

const examples = `Examples:
  perf report --stdio --no-children -g caller | perfwhy
  perfwhy top.txt callgraph.txt c2c.txt        files of one incident are read together
  perfwhy ticket.txt --format markdown         perf output is found between prose
  perfwhy report.txt --fail-on likely          exit 1 when a cause is at least likely
  perfwhy diff before.txt after.txt            what a change did to each cause
  perf script | perfwhy collapse > out.folded  stacks for flame graphs, speedscope, pprof
  perfwhy explain socket-lock                  all that is known of one cause

Environment: NO_COLOR and FORCE_COLOR as usual; PERFWHY_DEBUG=1 prints the stack of a bug.`;

/** The program with all commands and flags. */
export function commandLine(done: (code: ExitCode) => void = () => {}): Command {
  const program = new Command('perfwhy')
    .description('Names why UDP receive is slow, from the text that Linux perf prints.')
    .version(manifest.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: toStdout,
      writeErr: toStderr,
      outputError: (text, write) => write(text.replace(/^error: /, 'perfwhy: ')),
    })
    .argument('[files...]', 'perf output as text, several files of one incident, or - for stdin')
    .addHelpText('after', `\n${exitCodeHelp}\n\n${examples}`);
  addDiagnoseFlags(program).action(async (files: string[], flags) => {
    done(await diagnoseInputs(files, flags, async () => program));
  });

  const diff = program
    .command('diff')
    .description('what became of each finding between captures: before.txt after.txt [more...]')
    .argument('[captures...]', 'each a file, a folder, or files joined by commas; NAME= before it names its column');
  addDiffFlags(diff).action(async (captures: string[], flags) => {
    const { diffInputs } = await import('./commands/diff.ts');
    done(await diffInputs(captures, flags));
  });

  const collapse = program
    .command('collapse')
    .description('call stacks as folded lines, or for speedscope and pprof')
    .argument('[files...]', 'perf output with call stacks, or - for stdin');
  addCollapseFlags(collapse).action(async (files: string[], flags) => {
    const { collapseInputs } = await import('./commands/collapse.ts');
    done(await collapseInputs(files, flags, collapse));
  });

  const rules = program.command('rules').description('list the causes that are looked for');
  addLayoutFlags(addRulesFlag(rules.option('--json', 'as JSON'))).action(async (flags) => {
    const { listRules } = await import('./commands/rules.ts');
    await listRules(flags);
  });
  const rulesTest = rules.command('test').description('run the tests inside of rule packs; exit 1 when one fails');
  addRulesFlag(rulesTest).action(async (flags: { readonly rules: readonly string[] }) => {
    const { testRules } = await import('./commands/rules-test.ts');
    done(testRules(flags.rules));
  });

  const explain = program.command('explain').description('all that is known of one cause').argument('<id>');
  addLayoutFlags(addRulesFlag(addKernelFlag(explain))).action(async (id: string, flags) => {
    const { explainRule } = await import('./commands/explain.ts');
    await explainRule(id, flags);
  });

  program
    .command('completion')
    .description('completion script for a shell')
    .addArgument(new Argument('<shell>').choices(['bash', 'zsh', 'fish']))
    .action(async (shell: 'bash' | 'zsh' | 'fish') => {
      const { completion } = await import('./commands/completion.ts');
      const { rules: known } = await import('../rules/index.ts');
      toStdout(
        completion(
          shell,
          program,
          known.map(({ id }) => id),
        ),
      );
    });

  program
    .command('man')
    .description('the manual page: perfwhy man | man -l -')
    .action(async () => {
      const { manPage } = await import('./commands/man.ts');
      toStdout(manPage(program, manifest.version, `${exitCodeHelp}\n\n${examples}`));
    });

  return program;
}

/** Runs what the arguments ask for; mistakes in them are told in commander's words. */
export async function runCommandLine(argv: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = exitCode.analysed;
  const program = commandLine((ended) => {
    code = ended;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? exitCode.analysed : exitCode.usage;
  }
}
