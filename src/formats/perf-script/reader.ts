import type { Unread } from '../../model/case.ts';
import type { CounterSet } from '../../model/counters.ts';
import type { Note } from '../../model/source.ts';
import type { SectionContext } from '../format.ts';
import { readHeaderBlock } from '../perf-header.ts';
import type { ReadResult, StreamReader } from '../read-result.ts';
import { ScriptCore } from './core.ts';
import type { Counted } from './counted.ts';
import { LineLog } from './line-log.ts';
import type { Part } from './part.ts';
import { profilesOf } from './profiles.ts';

export interface ScriptReader extends StreamReader {
  /** Takes what another reader found in the text that comes next; false when it can't be used. */
  merge(part: Part): boolean;
}

/**
 * Reads perf script of any size: one profile per event, counters of the tracepoints' fields, facts of the header. Line
 * numbers are those of the bytes pushed. Memory grows with distinct stacks, not with samples.
 */
export function createScriptReader(file: string, context: Omit<SectionContext, 'file'> = {}): ScriptReader {
  const log = new LineLog(file);
  const core = new ScriptCore(log, { threads: context.threads });
  return {
    push: (chunk) => core.push(chunk),
    space: () => core.space(),
    filled: (length) => core.filled(length),
    merge: (part) => core.merge(part),
    end: () => resultOf(core, { ...context, file }),
  };
}

/** What a core says that was given all text. */
export function resultOf(core: ScriptCore, { file, command }: SectionContext): ReadResult {
  const counted = core.end();
  const { samples, rest, log } = core;
  const { header, lost } = rest;
  const at = header.findIndex(({ text }) => text.startsWith('# ==='));
  const block = at < 0 ? undefined : readHeaderBlock(header, at, file);
  const { recordCommand } = block ?? {};
  const profiles = profilesOf(counted, samples.names, {
    file,
    format: 'perf-script',
    lost,
    ...(command !== undefined && { command }),
    ...(recordCommand !== undefined && { recordCommand }),
  });
  noteBare(counted, log, profiles.length);
  const counters = countersOf(core, counted, file);
  return {
    captures: counters ? [...profiles, counters] : profiles,
    facts: block?.facts ?? [],
    notes: [...log.notes(), ...fieldNotes(core, file)],
    unread: [...log.unreadSections(), ...refusals(core, file)],
  };
}

/** Stacks whose event line was cut off count nowhere when the others have one. */
function noteBare({ bare, events }: Counted, log: LineLog, profiles: number): void {
  if (bare.samples === 0 || profiles === 0 || events.length === 0) return;
  const what = `stacks without an event line, up to line ${bare.lastLine}, of no event`;
  log.count('truncated', what, bare.firstLine, bare.samples);
}

function countersOf(
  { rest: { trace }, line }: ScriptCore,
  { events: all }: Counted,
  file: string,
): CounterSet | undefined {
  const counters = trace.counters();
  if (counters.length === 0) return undefined;
  const events = all.filter(({ tracepoint, samples: count }) => tracepoint && count > 0);
  const firstLine = Math.min(...events.map((event) => event.firstLine));
  const lastLine = Math.min(line, Math.max(...events.map((event) => event.lastLine)));
  return { kind: 'counters', format: 'perf-trace', file, firstLine, lastLine, counters, notes: [] };
}

function fieldNotes({ rest: { trace } }: ScriptCore, file: string): Note[] {
  return trace.leftOut().map(({ name, line }) => {
    return { kind: 'inferred', text: `${name} differs in nearly every sample and is not counted by value`, file, line };
  });
}

function refusals({ rest: { refused }, line }: ScriptCore, file: string): Unread[] {
  if (!refused) return [];
  const looksLike = refused.why === 'dump' ? 'a raw dump of a recording (perf script -D)' : 'JSON (perf data convert)';
  return [{ file, firstLine: refused.line, lastLine: line, looksLike, advice: 'perf script -i perf.data' }];
}
