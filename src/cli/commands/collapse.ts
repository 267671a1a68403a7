import type { Command } from 'commander';
import { type Choice, choose } from '../../collapse/choose.ts';
import type { Collapsed } from '../../collapse/collapsed.ts';
import { remarksOn } from '../../collapse/remarks.ts';
import { readInputs } from '../../input/read.ts';
import { foldedLines } from '../../report/stacks/folded.ts';
import type { StacksFormat } from '../../report/stacks/formats.ts';
import { complain, complainOfUnread } from '../complain.ts';
import { type ExitCode, exitCode, UserError } from '../exit-code.ts';
import { isTerminal } from '../layout.ts';
import { toFile, toStderr, toStdout } from '../output.ts';
import { readAll } from '../read-all.ts';
import { withRecordings } from '../recordings.ts';
import { stdin } from '../stdin.ts';

export interface CollapseFlags {
  readonly format: StacksFormat;
  readonly output?: string;
  readonly event?: string;
  readonly capture?: string;
  readonly weight?: 'period' | 'samples';
  readonly pid?: true;
  readonly tid?: true;
  readonly kernel?: true;
  readonly jit?: true;
  readonly kallsyms?: string;
  readonly systemMap?: string;
}

const room: Readonly<Record<StacksFormat, Choice['room']>> = {
  folded: 'event',
  pprof: 'capture',
  speedscope: 'everything',
};

/** Writes the call stacks of whatever can be read in the format of another tool. */
export async function collapseInputs(
  files: readonly string[],
  flags: CollapseFlags,
  command: Command,
): Promise<ExitCode> {
  if (files.length === 0 && (await isTerminal(0))) {
    toStderr(command.helpInformation());
    return exitCode.usage;
  }
  const { format, output } = flags;
  if (format === 'pprof' && output === undefined && (await isTerminal(1))) {
    throw new UserError('pprof is no text for a terminal: give --output FILE or a pipe');
  }
  const options = { threads: flags.pid || flags.tid || false };
  const read = await readInputs(files, stdin);
  const inputs = await withRecordings(read, flags, options);
  const { problems } = read;
  for (const { text } of problems) complain(text);
  const kase = await readAll(inputs, options);
  if (kase.captures.length === 0) {
    complainOfUnread(kase.unread);
    return inputs.length === 0 && problems.every(({ usage }) => usage) ? exitCode.usage : exitCode.nothingRead;
  }
  for (const { file, firstLine, looksLike } of kase.unread) {
    if (looksLike !== 'prose') complain(`${file}${firstLine > 0 ? `:${firstLine}` : ''}: left out: ${looksLike}`);
  }
  const { event, capture, weight } = flags;
  const chosen = choose(kase, {
    room: room[format],
    ...(event !== undefined && { event }),
    ...(capture !== undefined && { capture }),
    ...(weight !== undefined && { weight }),
  });
  if ('problem' in chosen) {
    complain(chosen.problem);
    return chosen.wrongUsage ? exitCode.usage : exitCode.nothingRead;
  }
  for (const text of [...chosen.said, ...chosen.collapsed.flatMap(remarksOn)]) complain(text);
  const written = await write(chosen.collapsed, flags);
  if (output === undefined) toStdout(written);
  else toFile(output, written);
  return exitCode.analysed;
}

async function write(collapsed: readonly Collapsed[], flags: CollapseFlags): Promise<string | Uint8Array> {
  const { format, kernel = false, jit = false } = flags;
  const ids = flags.tid ? 'tid' : flags.pid ? 'pid' : 'none';
  switch (format) {
    case 'folded':
      return joined(foldedLines(collapsed[0]!, { ids, kernel, jit }));
    case 'speedscope': {
      const { speedscopeText } = await import('../../report/stacks/speedscope.ts');
      return speedscopeText(collapsed, { ids });
    }
    case 'pprof': {
      const { pprofBytes } = await import('../../report/stacks/pprof.ts');
      const { gzipSync } = await import('node:zlib');
      return gzipSync(pprofBytes(collapsed, { ids }));
    }
  }
}

const linesAtOnce = 10_000;

function joined(lines: readonly string[]): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (let at = 0; at < lines.length; at += linesAtOnce) {
    blocks.push(Buffer.from(lines.slice(at, at + linesAtOnce).join('')));
  }
  return Buffer.concat(blocks);
}
