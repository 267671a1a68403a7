import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseRelease } from '../kernel/release.ts';
import { comparisonFormats } from '../report/compare/formats.ts';
import { formats, type ReportFormat } from '../report/render.ts';
import { stacksFormats } from '../report/stacks/formats.ts';
import { confidences } from './confidences.ts';
import { isDate } from './date.ts';

export interface DiagnoseFlags extends LayoutFlags {
  readonly format: ReportFormat | 'html';
  readonly output?: string;
  readonly kernel?: string;
  readonly kallsyms?: string;
  readonly systemMap?: string;
  readonly failOn?: (typeof confidences)[number];
  readonly failOnNew?: true;
  readonly baseline?: string;
  readonly updateBaseline?: true;
  readonly ignore?: string;
  readonly today?: string;
  readonly rules: readonly string[];
  readonly redact?: true;
  readonly quiet?: true;
  readonly verbose?: true;
}

export interface LayoutFlags {
  readonly color?: boolean;
  readonly width?: number;
}

/** The flags of every command that prints text for people. */
export function addLayoutFlags(command: Command): Command {
  return command
    .addOption(new Option('--color', 'colour even when not on a terminal'))
    .addOption(new Option('--no-color', 'no colour'))
    .addOption(new Option('--width <columns>', 'columns of the text, 60 to 400').argParser(columns));
}

export function addKernelFlag(command: Command): Command {
  return command.addOption(
    new Option('--kernel <release>', 'kernel that the report is from, as `uname -r` prints it').argParser(kernel),
  );
}

/** Where the names for a recording are. */
function addSymbolFlags(command: Command): Command {
  return command
    .addOption(new Option('--kallsyms <file>', 'names for a perf.data: /proc/kallsyms of the machine that recorded'))
    .addOption(
      new Option('--system-map <file>', 'names for a perf.data: System.map of its kernel').conflicts('kallsyms'),
    );
}

export function addRulesFlag(command: Command): Command {
  return command.addOption(
    new Option('--rules <path>', 'rules of your own, a YAML file or a folder of them; may be given several times')
      .default([], 'none')
      .argParser((path: string, before: readonly string[]) => [...before, path]),
  );
}

export function addDiagnoseFlags(command: Command): Command {
  addSymbolFlags(addRulesFlag(addKernelFlag(command)))
    .addOption(new Option('-f, --format <format>', 'what to print').choices([...formats, 'html']).default('terminal'))
    .addOption(new Option('-o, --output <file>', 'write the report to a file'))
    .addOption(new Option('--fail-on <confidence>', 'exit 1 on a finding at least that sure').choices(confidences))
    .addOption(new Option('--fail-on-new', 'only findings that the baseline does not have; likely without --fail-on'))
    .addOption(new Option('--baseline <file>', 'findings that are known, by fingerprint'))
    .addOption(new Option('--update-baseline', 'write the findings of this report to the baseline'))
    .addOption(new Option('--ignore <file>', 'findings not to be told of for now, with reason and last day, in YAML'))
    .addOption(new Option('--today <day>', 'day for --ignore instead of that of the clock').argParser(day))
    .addOption(new Option('--redact', 'placeholders for hosts, users, paths, commands and addresses'))
    .addOption(new Option('-q, --quiet', 'the answer on one line').conflicts('verbose'))
    .addOption(new Option('-v, --verbose', 'everything that was found, considered and read'));
  return addLayoutFlags(command);
}

export function addDiffFlags(command: Command): Command {
  addRulesFlag(command)
    .addOption(new Option('-f, --format <format>', 'what to print').choices(comparisonFormats).default('terminal'))
    .addOption(new Option('-o, --output <file>', 'write the report to a file'))
    .addOption(new Option('--fail-on-worse', 'exit 1 when a finding is worse or new beyond noise'))
    .addOption(new Option('-q, --quiet', 'each step on one line').conflicts('verbose'))
    .addOption(new Option('-v, --verbose', 'stages and symbols of every step'));
  return addLayoutFlags(command);
}

export function addCollapseFlags(command: Command): Command {
  return addSymbolFlags(command)
    .addOption(new Option('-f, --format <format>', 'what to write').choices(stacksFormats).default('folded'))
    .addOption(new Option('-o, --output <file>', 'write to a file'))
    .addOption(new Option('--event <name>', 'which event, where there are several'))
    .addOption(new Option('--capture <file:line>', 'which capture, where there are several: any line of it'))
    .addOption(new Option('--weight <what>', 'count events, as perf report does, or samples').choices(weights))
    .addOption(new Option('--pid', 'with the process behind the command'))
    .addOption(new Option('--tid', 'with process and thread behind the command'))
    .addOption(new Option('--kernel', 'folded: _[k] behind functions of the kernel'))
    .addOption(new Option('--jit', 'folded: _[j] behind functions compiled at run time'));
}

const weights = ['period', 'samples'];

function columns(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 60 || value > 400) {
    throw new InvalidArgumentError('Give a whole number from 60 to 400.');
  }
  return value;
}

function kernel(text: string): string {
  if (parseRelease(text) === undefined) {
    throw new InvalidArgumentError('Give a release as `uname -r` prints it, such as 3.10.0-514.el7.x86_64 or 6.1.0.');
  }
  return text;
}

function day(text: string): string {
  if (!isDate(text)) throw new InvalidArgumentError('Give a day as 2027-03-31.');
  return text;
}
