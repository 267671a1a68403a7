import manifest from '../../package.json' with { type: 'json' };
import { diagnoseInputs } from './commands/diagnose.ts';
import { type ExitCode, exitCode, isUserError } from './exit-code.ts';
import { endWith, toStderr } from './output.ts';

const commandLine = () => import('./command-line.ts');

/** Files alone, which is what most runs are given, need no parser of flags: not even its code is loaded. */
async function runOnFiles(files: readonly string[]): Promise<ExitCode> {
  return diagnoseInputs(files, { format: 'terminal', rules: [] }, async () => (await commandLine()).commandLine());
}

/** A name without a dot or slash may be a command, whatever files there are. */
function onlyFiles(argv: readonly string[]): boolean {
  return argv.length > 0 && argv.every((arg) => !arg.startsWith('-') && /[./]/.test(arg));
}

/** What went wrong, told to whom it concerns: users get the mistake in words, a bug asks to be reported. */
function explainFailure(error: unknown): ExitCode {
  if (isUserError(error)) {
    toStderr(`perfwhy: ${error.message}`);
    return error.exitCode;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const message = error instanceof Error ? error.message : String(error);
  toStderr(`perfwhy: this is a bug in perfwhy ${manifest.version}: ${message}`);
  toStderr(
    process.env.PERFWHY_DEBUG
      ? stack
      : 'Please report it with the input that shows it and the output of the same command with PERFWHY_DEBUG=1.',
  );
  return exitCode.bug;
}

const argv = process.argv.slice(2);
if (onlyFiles(argv)) runOnFiles(argv).catch(explainFailure).then(endWith);
else {
  // Lies in another bundle of the executable, whose output may wait for its reader without being known of here.
  commandLine()
    .then(({ runCommandLine }) => runCommandLine(argv))
    .catch(explainFailure)
    .then((code) => {
      process.exitCode = code;
    });
}
