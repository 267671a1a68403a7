import { unshownFrame } from '../../model/call-tree.ts';
import { unknownPopulation } from '../../model/population.ts';
import type { Profile } from '../../model/profile.ts';
import type { SectionContext } from '../format.ts';
import { aggregate } from '../perf-script/aggregate.ts';
import { LineBuffer } from '../perf-script/line-buffer.ts';
import { LineLog } from '../perf-script/line-log.ts';
import { type Frame, ScriptNames } from '../perf-script/names.ts';
import { StacksOfTable } from '../perf-script/recorded.ts';
import { StackTable } from '../perf-script/stack-table.ts';
import type { ReadResult, StreamReader } from '../read-result.ts';
import { commsOf } from './comms.ts';
import { type FoldedLine, type Layout, layoutLines, layoutOf, parseFolded } from './line.ts';

/** Root of what no stack is shown of: samples of which nothing is known but that they are a part of the whole. */
const noRoot = '';

/** What stacks of waiting tasks count. */
const offCpu = 'time off the CPU';
const switching = /^(?:finish_task_switch|_{0,2}schedule)(?:\.|\+|$)/;

/** Reads folded stacks of any size: one profile, or two of a differential file. Line numbers are those of the bytes. */
export function createFoldedReader(file: string, context: Omit<SectionContext, 'file'> = {}): StreamReader {
  const stacks = new FoldedStacks(file);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let line = 0;
  // One byte more than lines may have, for the newline that the last one lacks.
  const area = { bytes: new Uint8Array((1 << 20) + 1), from: 0, size: 1 << 20 };
  const buffer = new LineBuffer(
    area,
    (from, to) => {
      for (let at = from; at < to; ) {
        const next = area.bytes.indexOf(10, at) + 1;
        stacks.add(decoder.decode(area.bytes.subarray(at, next - 1)), ++line);
        at = next;
      }
    },
    () => stacks.log.unread(++line, 'a line of more than a megabyte'),
  );
  return {
    push: (chunk) => buffer.push(chunk),
    space: () => buffer.space(),
    filled: (length) => buffer.filled(length),
    end() {
      buffer.end();
      return stacks.result({ ...context, file });
    },
  };
}

/** Adds up the stacks of one folded text. */
export class FoldedStacks {
  readonly log: LineLog;
  readonly #file: string;
  readonly #names = new ScriptNames();
  readonly #frameIds = new Map<string, number>();
  readonly #roots: string[] = [];
  readonly #rootIds = new Map<string, number>();
  /** One table per count of a line. */
  readonly #tables: StackTable[] = [];
  readonly #sums: number[] = [];
  /** Lines that came before the layout was known. */
  #first: { text: string; line: number }[] | undefined = [];
  #layout: Layout | undefined;
  #firstLine = 0;
  #lastLine = 0;

  constructor(file: string) {
    this.#file = file;
    this.log = new LineLog(file);
  }

  add(text: string, line: number): void {
    const trimmed = text.trim();
    if (trimmed === '') return;
    if (trimmed.startsWith('#') && !trimmed.includes(';')) this.log.count('unread', 'comment lines', line);
    else if (!this.#first) this.#read(text, line);
    else if (this.#first.push({ text: text.trimEnd(), line }) === layoutLines) this.#decide();
  }

  /** `event`: what was counted, where that is known not to be samples. */
  result(context: SectionContext, event?: string): ReadResult {
    this.#decide();
    return {
      captures: this.#profiles(context, event),
      facts: [],
      notes: this.log.notes(),
      unread: this.log.unreadSections(),
    };
  }

  #decide(): void {
    const first = this.#first;
    if (!first) return;
    this.#first = undefined;
    const folded = first.filter(({ text }) => text.includes(';')).map(({ text }) => text);
    this.#layout = layoutOf(folded.length > 0 ? folded : first.map(({ text }) => text));
    for (const { text, line } of first) this.#read(text, line);
  }

  #read(text: string, line: number): void {
    const parsed = parseFolded(text, this.#layout!);
    if (!parsed || parsed.frames.length === 0) {
      this.log.unread(line, 'text that is no folded stack');
      return;
    }
    const ids = Int32Array.from(this.#ids(parsed, line)).reverse();
    const lines = new Int32Array(ids.length).fill(line);
    const [first] = parsed.frames as [string];
    const group = this.#root(first === unshownFrame && ids.length === 1 ? noRoot : first);
    this.#firstLine ||= line;
    this.#lastLine = line;
    for (const [i, count] of parsed.counts.entries()) {
      const table = this.#tables[i] ?? new StackTable();
      this.#tables[i] = table;
      this.#sums[i] = (this.#sums[i] ?? 0) + count;
      table.add(group, ids, ids.length, count, line, lines);
    }
  }

  #root(name: string): number {
    let id = this.#rootIds.get(name);
    if (id === undefined) {
      id = this.#roots.push(name) - 1;
      this.#rootIds.set(name, id);
    }
    return id;
  }

  #ids({ frames, kernelFrom }: FoldedLine, line: number): number[] {
    return frames.map((name, i) => {
      const kernel = kernelFrom !== undefined && i >= kernelFrom;
      const key = kernel ? `${name}_[k]` : name;
      let id = this.#frameIds.get(key);
      if (id === undefined) {
        id = this.#names.frame(frameOf(key));
        this.#frameIds.set(key, id);
        if (isSplitName(name)) {
          this.log.count('trouble', "names that may have been cut at a ';' of their own", line);
        }
      }
      return id;
    });
  }

  #profiles({ file, command }: SectionContext, event: string | undefined): Profile[] {
    const callees = new Set<string>();
    for (const table of this.#tables) this.#addCallees(table, callees);
    const comms = commsOf(
      this.#roots.filter((root) => root !== noRoot),
      callees,
    );
    const groups = new Map<string, number[]>();
    for (const [id, root] of this.#roots.entries()) {
      if (root === noRoot) continue;
      const comm = comms?.byRoot.get(root) ?? '';
      const ids = groups.get(comm);
      if (ids) ids.push(id);
      else groups.set(comm, [id]);
    }
    const names = [...groups.keys()];
    const alone = names.length === 1 && names[0] !== '' && !this.#rootIds.has(noRoot) ? names : [];
    const frames = this.#frames();
    return this.#tables.map((stacks, index): Profile => {
      const whole = this.#sums[index]!;
      const { rows, stacks: sets } = aggregate({
        groups,
        stacks,
        frames,
        keys: this.#names.keys,
        weight: (stack) => stacks.period[stack]!,
        whole,
        counted: false,
        symbols: true,
        chains: true,
        roots: comms ? 1 : 0,
      });
      const owners = new Map(this.#roots.map((root, id) => [id, comms && root !== noRoot ? { comm: root } : {}]));
      const counted = event ?? (this.#isOffCpu(stacks) ? offCpu : undefined);
      const member = { index, of: this.#tables.length, name: index === 0 ? 'before' : 'after' };
      return {
        kind: 'profile',
        format: 'folded',
        file,
        firstLine: this.#firstLine,
        lastLine: this.#lastLine,
        ...(counted !== undefined && { event: counted }),
        eventCount: whole,
        // the idle task is only ever sampled when whole CPUs are
        population: { ...unknownPopulation, comms: alone, scope: groups.has('swapper') ? 'system' : 'unknown' },
        columns: ['Children', 'Self', ...(comms ? ['Command'] : []), 'Symbol'],
        rows,
        stacks: sets,
        recorded: new StacksOfTable(stacks, frames, owners, comms ? 1 : 0),
        ...(comms?.threads && { threads: comms.threads }),
        truncated: false,
        ...(command !== undefined && { command }),
        ...(member.of > 1 && { member }),
        notes: comms
          ? []
          : [{ kind: 'inferred', text: 'stacks begin with functions, not with commands', file: this.#file }],
      };
    });
  }

  /** In a text that marks the functions of the kernel, the others are the user's; inlined ones have a mark of their own. */
  #frames(): readonly Frame[] {
    const { frames } = this.#names;
    if (!frames.some(({ mark }) => mark === 'k')) return frames;
    const isUser = ({ mark, inlined, symbol }: Frame) => mark === '' && !inlined && symbol !== unshownFrame;
    return frames.map((frame) => (isUser(frame) ? { ...frame, mark: '.' } : frame));
  }

  /** Whether all stacks end where a task gives its CPU away: what offcputime adds up, in microseconds. */
  #isOffCpu(table: StackTable): boolean {
    let off = 0;
    let all = 0;
    for (let stack = 0; stack < table.size; stack++) {
      const weight = table.period[stack]!;
      const leaf = table.depth(stack) > 0 ? table.frames[table.start(stack)] : undefined;
      all += weight;
      if (leaf !== undefined && switching.test(this.#names.frames[leaf]!.symbol)) off += weight;
    }
    return all > 0 && off >= 0.95 * all;
  }

  #addCallees(table: StackTable, callees: Set<string>): void {
    for (let stack = 0; stack < table.size; stack++) {
      const start = table.start(stack);
      const outermost = start + table.depth(stack) - 1;
      for (let at = start; at < outermost; at++) callees.add(this.#names.frames[table.frames[at]!]!.symbol);
    }
  }
}

/** `udp_recvmsg_[k]` kernel, `f_[i]` inlined, `g_[j]` compiled at run time. */
function frameOf(name: string) {
  const suffix = name.endsWith(']') ? name.slice(-4) : '';
  const marked = suffix === '_[k]' || suffix === '_[i]' || suffix === '_[j]';
  const mark = suffix === '_[k]' ? 'k' : suffix === '_[j]' ? '.' : '';
  return { symbol: marked ? name.slice(0, -4) : name, inlined: suffix === '_[i]', mark };
}

/** A parenthesis that opens or closes only: half a name. */
function isSplitName(name: string): boolean {
  let depth = 0;
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    if (code === 40) depth++;
    else if (code === 41) depth--;
  }
  return depth !== 0;
}
