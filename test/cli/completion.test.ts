import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { rules } from '../../src/rules/index.ts';
import { perfwhy } from './run.ts';

/** What bash offers for the last of the words, with the script loaded and in a folder without files. */
async function offered(...words: readonly string[]): Promise<string[]> {
  const { stdout } = await perfwhy(['completion', 'bash']);
  const script = `${stdout}
cd "$(mktemp -d)"
COMP_WORDS=(perfwhy ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}; _perfwhy
printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', script], { encoding: 'utf8' }).split('\n').filter(Boolean);
}

describe('completion', () => {
  test('bash offers commands, flags, choices of the command at hand, and ids', async () => {
    expect(await offered('expl')).toEqual(['explain']);
    expect(await offered('--fail-on-')).toEqual(['--fail-on-new']);
    expect(await offered('--format', 's')).toEqual(['sarif']);
    expect(await offered('explain', 'socket-l')).toEqual(['socket-lock']);
    expect(await offered('rules', 'te')).toEqual(['test']);
    expect(await offered('rules', 'test', '--')).toEqual(['--rules', '--help']);
    expect(await offered('completion', 'f')).toEqual(['fish']);
  });

  test.each(['bash', 'zsh', 'fish'])('%s has every flag of --help', async (shell) => {
    const { code, stdout } = await perfwhy(['completion', shell]);
    expect(code).toBe(0);
    const { stdout: help } = await perfwhy(['--help']);
    const [, options] = /Options:\n([\s\S]*?)\nCommands:/.exec(help)!;
    for (const flag of new Set(options!.match(/(?<![\w-])--[a-z][a-z-]+/g))) {
      expect(stdout).toContain(shell === 'fish' ? `-l ${flag.slice(2)}` : flag);
    }
    for (const { id } of rules) expect(stdout).toContain(id);
  });

  test('another shell is wrong usage', async () => {
    const { code, stderr } = await perfwhy(['completion', 'tcsh']);
    expect(code).toBe(2);
    expect(stderr).toContain('Allowed choices are bash, zsh, fish');
  });
});

describe('the manual page', () => {
  test('has the sections and flags of --help, in which troff obeys nothing else', async () => {
    const { code, stdout } = await perfwhy(['man']);
    expect(code).toBe(0);
    for (const heading of ['NAME', 'SYNOPSIS', 'OPTIONS', 'COMMANDS', 'EXIT CODES', 'EXAMPLES', 'ENVIRONMENT']) {
      expect(stdout).toContain(`\n.SH ${heading}\n`);
    }
    expect(stdout).toContain('\\-\\-update\\-baseline');
    const requests = new Set(stdout.split('\n').flatMap((line) => (/^[.']/.test(line) ? [line.split(' ')[0]] : [])));
    expect([...requests].sort()).toEqual(['.B', '.SH', '.SS', '.TH', '.TP', '.br', '.fi', '.nf']);
    expect(stdout).not.toMatch(/\\(?![-e&])/);
  });
});
