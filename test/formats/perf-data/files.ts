import { readFileSync, statSync } from 'node:fs';
import type { RecordingInput, SymbolFiles } from '../../../src/input/input.ts';
import { dataFiles, fileSource } from '../../../src/input/read-bytes-at.ts';
import { fixture } from '../../support/shared.ts';

/** A recording, or the folder that perf record --threads writes. */
export function recordingAt(path: string): RecordingInput {
  if (!statSync(path).isDirectory()) return { name: path, recording: fileSource(path), parts: [] };
  return { name: path, recording: fileSource(`${path}/data`), parts: dataFiles(path).map(fileSource) };
}

/** Kernel symbols of the fixtures' machine, as far as they occur in them, and nothing else. */
export const fixtureSymbols: SymbolFiles = {
  *kernel() {
    yield { path: 'kallsyms', bytes: readFileSync(fixture('perf-data', 'kallsyms')), isRunning: false };
  },
  *elf() {},
  debugLink: () => undefined,
  jitMap: () => undefined,
};
