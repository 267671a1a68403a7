import type { Capture, Unread } from '../model/case.ts';
import type { Fact } from '../model/fact.ts';
import type { Line, Note } from '../model/source.ts';
import { append } from './append.ts';
import { promptCommand } from './facts-in-text.ts';
import type { SectionContext } from './format.ts';
import { formatAt } from './registry.ts';

export interface Cut {
  readonly captures: readonly Capture[];
  readonly facts: readonly Fact[];
  readonly notes: readonly Note[];
  readonly unread: readonly Unread[];
  /** Lines that no format claimed: prose, prompts, signatures. Facts may still be in them. */
  readonly prose: readonly Line[];
}

/**
 * Cuts a text into sections. It is scanned from the top; the first format that says a section starts at a line reads on as
 * far as it goes. A section that cannot be read is reported and the scan goes on behind it.
 */
export function cut(lines: readonly Line[], file: string, options: Pick<SectionContext, 'threads'> = {}): Cut {
  const captures: Capture[] = [];
  const facts: Fact[] = [];
  const notes: Note[] = [];
  const unread: Unread[] = [];
  const prose: Line[] = [];
  let at = 0;
  while (at < lines.length) {
    const format = isSeparator(lines[at]!.text) ? undefined : formatAt(lines, at);
    if (!format) {
      prose.push(lines[at++]!);
      continue;
    }
    const command = commandAbove(prose);
    try {
      const section = format.read(lines, at, { ...options, file, ...(command !== undefined ? { command } : {}) });
      append(captures, section.captures);
      append(facts, section.facts ?? []);
      append(notes, section.notes ?? []);
      append(unread, section.unread ?? []);
      at = Math.max(section.end, at + 1);
    } catch (error) {
      const line = lines[at]!.number;
      const message = error instanceof Error ? error.message : String(error);
      unread.push({
        file,
        firstLine: line,
        lastLine: line,
        looksLike: `${format.name} that could not be read (${message})`,
        advice: 'please report it with these lines',
      });
      at++;
    }
  }
  return { captures, facts, notes, unread, prose };
}

/** Blank lines and lone `#` part sections; none starts with one. */
function isSeparator(text: string): boolean {
  return text === '' || text === '#' || text.trim() === '';
}

/** The perf command of the nearest prompt among the last lines of prose. */
function commandAbove(prose: readonly Line[]): string | undefined {
  for (let i = prose.length - 1; i >= 0 && i >= prose.length - 8; i--) {
    const command = promptCommand(prose[i]!.text);
    if (command !== undefined) return command;
  }
  return undefined;
}
