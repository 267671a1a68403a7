import { cleanLines } from '../input/clean.ts';
import { decodeText } from '../input/decode.ts';
import type { Input, LargeInput, TextSource } from '../input/input.ts';
import type { Capture, Case, Unread } from '../model/case.ts';
import type { Fact } from '../model/fact.ts';
import type { Line, Note } from '../model/source.ts';
import { append } from './append.ts';
import { cut } from './cut.ts';
import { factsInText } from './facts-in-text.ts';
import { otherTool } from './other-tools.ts';
import type { ReadResult } from './read-result.ts';
import { readStreamed } from './stream.ts';
import { readTreeText } from './tree-text.ts';

/** From this size on it pays to look for call graphs before all is made text. */
const treeTextFrom = 256 * 1024;

/** An input that was read already: a recording, which takes files beside it and time to load. */
export interface ReadInput {
  readonly name: string;
  readonly sections: ReadResult;
}

interface Sections {
  readonly captures: Capture[];
  readonly facts: Fact[];
  readonly notes: Note[];
  readonly unread: Unread[];
}

export interface ReadOptions {
  /** Keep the stacks of each thread of perf script apart: only those who ask for threads by number need that. */
  readonly threads?: boolean;
}

/** Reads all inputs as one case. Never throws for what they hold: what cannot be read is in `unread`, with advice. */
export function readCase(inputs: readonly (Input | LargeInput | ReadInput)[], options: ReadOptions = {}): Case {
  const sections: Sections = { captures: [], facts: [], notes: [], unread: [] };
  for (const input of inputs) {
    if ('bytes' in input) readText(input, sections, options);
    else if ('sections' in input) add(sections, input.sections);
    else readLarge(input, sections, options);
  }
  if (sections.captures.length === 0) append(sections.unread, silentInputs(inputs, sections));
  return { files: inputs.map(({ name }) => name), ...sections };
}

/** Inputs that were understood and still gave nothing to diagnose: the header of a recording, `uname -a` alone. */
function silentInputs(inputs: readonly { readonly name: string }[], { facts, unread }: Sections): Unread[] {
  const said = new Set(unread.filter(({ looksLike }) => looksLike !== 'prose').map(({ file }) => file));
  const silent = inputs.filter(({ name }) => !said.has(name));
  return silent.map(({ name }) => {
    const aboutMachine = facts.some(({ place }) => place?.file === name);
    return {
      file: name,
      firstLine: 1,
      lastLine: 1,
      looksLike: aboutMachine ? 'facts about a machine, and no samples' : 'perf output without any row',
      advice: 'perf report --stdio --no-children -g caller > report.txt',
    };
  });
}

function readText({ name, bytes }: Input, into: Sections, options: ReadOptions): void {
  if (bytes.length < treeTextFrom || !readTrees(bytes.subarray(0, treeTextFrom), bytes, name, into, options))
    readAsText({ name, bytes }, into, options);
}

function readAsText({ name, bytes }: Input, into: Sections, options: ReadOptions): void {
  const decoded = decodeText(bytes, name);
  if ('unread' in decoded) {
    into.unread.push(decoded.unread);
    return;
  }
  const clean = cleanLines(decoded.text, name);
  const sections = sectionsOf(clean.lines, name, options);
  add(into, { ...sections, notes: [...decoded.notes, ...clean.notes, ...sections.notes] });
}

/** Reads a large text that is mostly call graphs; false when it is none, or not as perf printed it. */
function readTrees(
  head: Uint8Array,
  source: TextSource,
  name: string,
  into: Sections,
  options: ReadOptions,
  length?: number,
): boolean {
  const text = readTreeText(head, source, name, length);
  if (!text) return false;
  const sections = sectionsOf(text.lines, name, options);
  if (text.unopened.opened) return false;
  add(into, sections);
  return true;
}

function sectionsOf(lines: readonly Line[], file: string, options: ReadOptions): Sections {
  const { prose, ...sections } = cut(lines, file, options);
  const { captures, facts, unread } = sections;
  const nothingElse = captures.length === 0 && facts.length === 0 && unread.length === 0;
  return {
    captures: [...captures],
    facts: [...facts, ...factsInText(prose, file)],
    notes: [...sections.notes],
    unread: [...unread, ...proseBlocks(prose, file, nothingElse)],
  };
}

function add(into: Sections, { captures, facts, notes, unread }: ReadResult): void {
  append(into.captures, captures);
  append(into.facts, facts);
  append(into.notes, notes);
  append(into.unread, unread);
}

function readLarge(input: LargeInput, into: Sections, options: ReadOptions): void {
  const { name } = input;
  const streamed = readStreamed(input, options);
  if (streamed) {
    add(into, streamed);
    return;
  }
  // A pipe can be read once, and what is told from its pieces may have to be read again.
  const isFile = input.file !== undefined;
  if (isFile && readTrees(input.head, (to) => input.stream(to), name, into, options, input.file?.size)) return;
  const bytes = input.whole();
  if (bytes) {
    (isFile ? readAsText : readText)({ name, bytes }, into, options);
    return;
  }
  into.unread.push({
    file: name,
    firstLine: 1,
    lastLine: 1,
    looksLike: 'a file too large to be read as one text',
    advice:
      'give the perf report of the recording (perf report --stdio --no-children -g caller > report.txt), or perf script',
  });
}

/** Runs of lines that no format claimed; in a file without anything else they are the error. */
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
    const { looksLike, advice } = otherTool(prose) ?? {
      looksLike: `text without any perf output (it begins "${first.text.trim().slice(0, 60)}")`,
      advice: 'perf report --stdio --no-children -g caller > report.txt, or paste the rows of perf top',
    };
    return [{ file, firstLine: first.number, lastLine: blocks.at(-1)!.last.number, looksLike, advice }];
  }
  return blocks.map(({ first, last }) => ({
    file,
    firstLine: first.number,
    lastLine: last.number,
    looksLike: 'prose',
  }));
}
