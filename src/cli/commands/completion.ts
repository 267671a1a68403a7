import type { Command, Option } from 'commander';

const shells = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof shells)[number];

/** A completion script made of the commands as they are, so that it can not name a flag that is gone. */
export function completion(shell: Shell, program: Command, ids: readonly string[]): string {
  switch (shell) {
    case 'bash':
      return bash(program, ids);
    case 'zsh':
      // zsh runs bash's completions, which keeps one description of the commands instead of two.
      return `#compdef perfwhy\nautoload -U +X bashcompinit && bashcompinit\n${bash(program, ids)}`;
    case 'fish':
      return fish(program, ids);
  }
}

interface Node {
  /** Words that lead to it, `rules test`. */
  readonly path: string;
  readonly command: Command;
}

/** The program and all its commands, outermost first. */
export function commandsOf(program: Command, path: readonly string[] = []): Node[] {
  const node = { path: path.join(' '), command: program };
  return [node, ...program.commands.flatMap((command) => commandsOf(command, [...path, command.name()]))];
}

export function optionsOf(command: Command): readonly Option[] {
  return command.createHelp().visibleOptions(command);
}

/** What the first argument of a command can be, when that is known. */
function argumentWords(command: Command, ids: readonly string[]): readonly string[] {
  const [argument] = command.registeredArguments;
  if (argument?.argChoices) return argument.argChoices;
  return argument?.name() === 'id' ? ids : [];
}

function flagsOf({ short, long }: Option): string[] {
  return [short, long].filter((flag): flag is string => flag !== undefined);
}

function bash(program: Command, ids: readonly string[]): string {
  const nodes = commandsOf(program);
  const words = nodes.map(({ path, command }) => {
    const all = [
      ...optionsOf(command).flatMap(flagsOf),
      ...command.commands.map((one) => one.name()),
      ...argumentWords(command, ids),
    ];
    return `    '${path}') words='${all.join(' ')}' ;;`;
  });
  const values = nodes.flatMap(({ path, command }) => optionsOf(command).flatMap((option) => valuesOf(option, path)));
  const paths = nodes.map(({ path }) => `'${path}'`).filter((path) => path !== "''");
  return `_perfwhy() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" at='' words='' next i
  for ((i = 1; i < COMP_CWORD; i++)); do
    next="\${at:+$at }\${COMP_WORDS[i]}"
    case "$next" in ${paths.join('|')}) at="$next" ;; esac
  done
  case "$at $before" in
${values.join('\n')}
  esac
  case "$at" in
${words.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word") $(compgen -f -- "$word"))
}
complete -o filenames -F _perfwhy perfwhy
`;
}

/** What stands behind a flag that takes a value: one of its choices, or a file. */
function valuesOf(option: Option, path: string): string[] {
  if (!option.required) return [];
  const flags = flagsOf(option).map((flag) => `'${path} ${flag}'`);
  const words = option.argChoices ? `-W '${option.argChoices.join(' ')}'` : '-f';
  return [`    ${flags.join('|')}) COMPREPLY=($(compgen ${words} -- "$word")); return ;;`];
}

function fish(program: Command, ids: readonly string[]): string {
  const lines = commandsOf(program).flatMap(({ path, command }) => {
    const names = command.commands.map((one) => one.name());
    const when =
      path === ''
        ? `not __fish_seen_subcommand_from ${names.join(' ')}`
        : [...path.split(' ').map((word) => `__fish_seen_subcommand_from ${word}`)].join('; and ');
    const head = `complete -c perfwhy -n ${quoted(when)}`;
    const words = argumentWords(command, ids);
    return [
      ...command.commands.map((one) => `${head} -a ${one.name()} -d ${quoted(one.description())}`),
      ...(words.length > 0 ? [`${head} -f -a ${quoted(words.join(' '))}`] : []),
      ...optionsOf(command).map((option) => fishOption(head, option)),
    ];
  });
  return `${lines.join('\n')}\n`;
}

function fishOption(head: string, { short, long, description, argChoices, required }: Option): string {
  const value = argChoices ? ` -x -a ${quoted(argChoices.join(' '))}` : required ? ' -r' : '';
  const names = `${short ? ` -s ${short.slice(1)}` : ''}${long ? ` -l ${long.slice(2)}` : ''}`;
  return `${head}${names}${value} -d ${quoted(description)}`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
