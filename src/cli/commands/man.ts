import type { Command } from 'commander';
import { commandsOf, optionsOf } from './completion.ts';

/** The man page, made of the commands as they are; `after` is the text below the help, headings with a colon. */
export function manPage(program: Command, version: string, after: string): string {
  const commands = commandsOf(program);
  const lines = [
    `.TH PERFWHY 1 "" "perfwhy ${roff(version)}" "User Commands"`,
    '.SH NAME',
    `perfwhy \\- ${roff(program.description())}`,
    '.SH SYNOPSIS',
    ...commands.flatMap(({ path, command }) => ['.B perfwhy', roff(`${path} ${command.usage()}`.trim()), '.br']),
    '.SH OPTIONS',
    ...options(program),
    '.SH COMMANDS',
    ...commands
      .slice(1)
      .flatMap(({ path, command }) => [`.SS ${roff(path)}`, roff(command.description()), ...options(command)]),
    ...sections(after),
  ];
  return `${lines.join('\n')}\n`;
}

function options(command: Command): string[] {
  return optionsOf(command).flatMap(({ flags, description, argChoices }) => [
    '.TP',
    `.B ${roff(flags)}`,
    roff(argChoices ? `${description}: ${argChoices.join(', ')}` : description),
  ]);
}

/** `Exit codes, the same ...:` and `Examples:` begin sections; their lines stay as they are. */
function sections(after: string): string[] {
  return after
    .split(/\n{2,}/)
    .filter((block) => block.trim() !== '')
    .flatMap((block) => {
      const [first = '', ...rest] = block.trim().split('\n');
      const [, heading, text] = /^([^:,]+)[^:]*:(.*)$/.exec(first) ?? [];
      if (heading === undefined) return ['.PP', roff(block)];
      return [
        `.SH ${roff(heading.toUpperCase())}`,
        ...(text?.trim() ? [roff(text.trim())] : []),
        ...(rest.length > 0 ? ['.nf', ...rest.map(roff), '.fi'] : []),
      ];
    });
}

/** Text that troff does not obey: a dot or quote at the beginning of a line is a request, a backslash an escape. */
function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^([.'])/gm, '\\&$1');
}
