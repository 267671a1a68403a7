import type { Capture, Unread } from '../../model/case.ts';
import type { CounterSet } from '../../model/counters.ts';
import type { Fact } from '../../model/fact.ts';
import type { Note } from '../../model/source.ts';
import type { SectionContext } from '../format.ts';
import { readHeaderBlock } from '../perf-header.ts';
import { ScriptCore } from './core.ts';
import { LineLog } from './line-log.ts';
import { profilesOf } from './profiles.ts';

/** What a stream of bytes became. */
export interface ReadResult {
  readonly captures: readonly Capture[];
  readonly facts: readonly Fact[];
  readonly notes: readonly Note[];
  readonly unread: readonly Unread[];
}

/** Takes a file piece by piece, in pieces of any size, and is asked once for what it says. */
export interface StreamReader {
  push(chunk: Uint8Array): void;
  end(): ReadResult;
}

/**
 * Reads perf script of any size: one profile per event, counters of the tracepoints' fields, facts of the header. Line
 * numbers are those of the bytes pushed. Memory grows with distinct stacks, not with samples.
 */
export function createScriptReader(file: string, context: Omit<SectionContext, 'file'> = {}): StreamReader {
  const log = new LineLog(file);
  const core = new ScriptCore(log, context.threads);
  return {
    push: (chunk) => core.push(chunk),
    end() {
      core.end();
      return resultOf(core, { ...context, file });
    },
  };
}

/** What a core that has read everything says. */
export function resultOf(core: ScriptCore, { file, command }: SectionContext): ReadResult {
  const { header, samples, lost, log } = core;
  const at = header.findIndex(({ text }) => text.startsWith('# ==='));
  const block = at < 0 ? undefined : readHeaderBlock(header, at, file);
  const { recordCommand } = block ?? {};
  const profiles = profilesOf(samples, {
    file,
    lost,
    ...(command !== undefined && { command }),
    ...(recordCommand !== undefined && { recordCommand }),
  });
  noteBare(core, profiles.length);
  const counters = countersOf(core, file);
  return {
    captures: counters ? [...profiles, counters] : profiles,
    facts: block?.facts ?? [],
    notes: [...log.notes(), ...fieldNotes(core, file)],
    unread: [...log.unreadSections(), ...refusals(core, file)],
  };
}

/** Stacks whose event line was cut off count nowhere when the others have one. */
function noteBare({ samples: { bare, names }, log }: ScriptCore, profiles: number): void {
  if (bare.samples === 0 || profiles === 0 || names.events.length === 0) return;
  const what = `stacks without an event line, up to line ${bare.lastLine}, of no event`;
  log.count('truncated', what, bare.firstLine, bare.samples);
}

function countersOf({ trace, samples, line }: ScriptCore, file: string): CounterSet | undefined {
  const counters = trace.counters();
  if (counters.length === 0) return undefined;
  const events = samples.names.events.filter(({ tracepoint, samples: count }) => tracepoint && count > 0);
  const firstLine = Math.min(...events.map((event) => event.firstLine));
  const lastLine = Math.min(line, Math.max(...events.map((event) => event.lastLine)));
  return { kind: 'counters', format: 'perf-trace', file, firstLine, lastLine, counters, notes: [] };
}

function fieldNotes({ trace }: ScriptCore, file: string): Note[] {
  return trace.leftOut().map(({ name, line }) => {
    return { kind: 'inferred', text: `${name} differs in nearly every sample and is not counted by value`, file, line };
  });
}

function refusals({ refused, line }: ScriptCore, file: string): Unread[] {
  if (!refused) return [];
  const looksLike = refused.why === 'dump' ? 'a raw dump of a recording (perf script -D)' : 'JSON (perf data convert)';
  return [{ file, firstLine: refused.line, lastLine: line, looksLike, advice: 'perf script -i perf.data' }];
}
