import { describe, expect, it } from 'vitest';
import { allRemedies } from '../../src/rules/remedies/index.ts';
import type { Remedy } from '../../src/rules/remedy.ts';

const remedies = [...allRemedies().values()];
const undone = remedies.filter((one): one is Remedy & { command: string; undo: string } =>
  Boolean(one.command && one.undo),
);

/** What a command line sets: sysctls, features, options, files. */
function settings(text: string): string[] {
  const command = text.replace(/#.*/, '');
  const found: string[] = [];
  for (const part of command.split(';').map((one) => one.trim())) {
    if (part.startsWith('sysctl -w ')) found.push(...[...part.matchAll(/([\w.-]+)=/g)].map(([, key]) => key!));
    const changes = /^ethtool -([KCGLX]) \S+ (.*)$/.exec(part);
    if (changes) found.push(...changes[2]!.split(' ').filter((_, index) => index % 2 === 0));
    const written = /> (\/\S+)$/.exec(part);
    if (written) found.push(written[1]!);
  }
  return found;
}

describe('an undo', () => {
  it.each(undone.map((one) => [one.id, one] as const))(
    '%s sets back all that the command set',
    (_, { command, undo }) => {
      // A table of equal shares is undone by the default one, and ntuple only lets rules be added.
      const own = settings(command).filter((name) => name !== 'equal' && name !== 'ntuple');
      const back = settings(undo);
      expect(own.filter((name) => !back.includes(name))).toEqual([]);
    },
  );

  it('of a value that is not the default everywhere is what was there before, which the command shows first', () => {
    for (const { id, command, undo } of undone) {
      if (!/\bOLD\b/.test(undo) || !command.startsWith('sysctl')) continue;
      expect(`${id}: ${command} ${undo}`).toMatch(/: sysctl (?!-w)|sysctl -ar/);
    }
  });
});

describe('a parameter of the kernel', () => {
  it('is named, not set with the tool of one distribution', () => {
    for (const { command, undo } of remedies) expect(`${command} ${undo}`).not.toMatch(/grubby|update-grub/);
  });
});
