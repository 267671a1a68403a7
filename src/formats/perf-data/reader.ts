import type { RecordingInput, SymbolFiles } from '../../input/input.ts';
import type { CounterSet } from '../../model/counters.ts';
import { ScriptNames } from '../perf-script/names.ts';
import { profilesOf } from '../perf-script/profiles.ts';
import type { ReadOptions } from '../read-case.ts';
import type { ReadResult } from '../read-result.ts';
import { Frames } from './frames.ts';
import { countNamed } from './named-stacks.ts';
import { damage, fieldNotes, nameNotes } from './notes.ts';
import { type Recording, readRecording } from './recording.ts';
import { NeedsInflater } from './walk.ts';

/**
 * Reads a recording of perf into what the text of `perf script` for it gives: one profile per event, facts of the header. A
 * recording has no lines: they are 0. Throws `NotReadHere` for recordings that perf has to print.
 */
export async function recordingSections(
  input: RecordingInput,
  files: SymbolFiles,
  options: ReadOptions = {},
): Promise<ReadResult> {
  const recording = await readWithInflater(input, files);
  return resultOf(recording, input.name, files, new ScriptNames(options.threads));
}

/** What unpacks zstd is only loaded when a record is packed. */
async function readWithInflater(input: RecordingInput, files: SymbolFiles): Promise<Recording> {
  try {
    return readRecording(input, files);
  } catch (error) {
    if (!(error instanceof NeedsInflater)) throw error;
    const { zstdInflater } = await import('./zstd.ts');
    return readRecording(input, files, zstdInflater);
  }
}

function resultOf(recording: Recording, file: string, symbols: SymbolFiles, names: ScriptNames): ReadResult {
  const { features, sideBand, kernel, traces } = recording;
  const frames = new Frames(names, kernel, symbols, features.buildIds);
  const counts = countNamed(recording, names, frames);
  const { recordCommand } = features;
  const profiles = profilesOf(counts, names, {
    file,
    format: 'perf-data',
    lost: Math.max(sideBand.lostRecords, sideBand.lostSamples),
    ...(recordCommand !== undefined && { recordCommand }),
  });
  const counters = traces.fields.counters();
  const fields: CounterSet = {
    kind: 'counters',
    format: 'perf-trace',
    file,
    firstLine: 0,
    lastLine: 0,
    counters,
    notes: [],
  };
  const captures = counters.length > 0 ? [...profiles, fields] : profiles;
  const looksLike = 'a perf.data recording without samples';
  const advice = 'perf record -a -g -- sleep 10, while it is slow';
  return {
    captures,
    facts: features.facts,
    notes: [
      ...damage(recording, file),
      ...nameNotes(kernel, frames, sideBand.samples, file),
      ...fieldNotes(traces, file),
    ],
    unread: captures.length > 0 ? [] : [{ file, firstLine: 0, lastLine: 0, looksLike, advice }],
  };
}

export { NotReadHere } from './side-band.ts';
