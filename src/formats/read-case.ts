import { cleanLines } from '../input/clean.ts';
import { decodeText } from '../input/decode.ts';
import type { Capture, Case, Unread } from '../model/case.ts';
import type { Fact } from '../model/fact.ts';
import type { Line, Note } from '../model/source.ts';
import { cut } from './cut.ts';
import { factsInText } from './facts-in-text.ts';
import { formats } from './registry.ts';

export interface Input {
  /** File name as the user gave it, or `-`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Reads all inputs as one case. Never throws for what they hold: what cannot be read is in `unread`, with advice. */
export function readCase(inputs: readonly Input[]): Case {
  const captures: Capture[] = [];
  const facts: Fact[] = [];
  const notes: Note[] = [];
  const unread: Unread[] = [];
  for (const { name, bytes } of inputs) {
    const decoded = decodeText(bytes, name);
    if ('unread' in decoded) {
      unread.push(decoded.unread);
      continue;
    }
    const clean = cleanLines(decoded.text, name);
    const sections = cut(clean.lines, name, formats);
    captures.push(...sections.captures);
    facts.push(...sections.facts, ...factsInText(sections.prose, name));
    notes.push(...decoded.notes, ...clean.notes, ...sections.notes);
    unread.push(...sections.unread, ...proseBlocks(sections.prose, name, sections.captures.length === 0));
  }
  return { files: inputs.map(({ name }) => name), captures, facts, notes, unread };
}

/** Runs of lines that no format claimed; in a file without any capture they are the error. */
function proseBlocks(prose: readonly Line[], file: string, nothingElse: boolean): Unread[] {
  const blocks: { first: Line; last: Line }[] = [];
  for (const line of prose) {
    if (line.text.trim() === '') continue;
    const block = blocks.at(-1);
    if (block && line.number <= block.last.number + 2) block.last = line;
    else blocks.push({ first: line, last: line });
  }
  if (nothingElse && blocks.length > 0) {
    const first = blocks[0]!.first;
    return [
      {
        file,
        firstLine: first.number,
        lastLine: blocks.at(-1)!.last.number,
        looksLike: `text without any perf output (it begins "${first.text.trim().slice(0, 60)}")`,
        advice: 'perf report --stdio --no-children -g caller > report.txt, or paste the rows of perf top',
      },
    ];
  }
  return blocks.map(({ first, last }) => ({
    file,
    firstLine: first.number,
    lastLine: last.number,
    looksLike: 'prose',
  }));
}
