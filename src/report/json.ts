import type { Diagnosis } from '../engine/diagnosis.ts';

/**
 * Every field a diagnosis may hold, in the order they are written: the same whatever order the engine filled them in.
 * A field missing here would be missing in the output; the schema's test compares both.
 */
export const fieldOrder = [
  'schemaVersion',
  'verdict',
  'findings',
  'rivals',
  'nextCapture',
  'stages',
  'facts',
  'captures',
  'notRun',
  'warnings',
  'id',
  'fingerprint',
  'title',
  'outcome',
  'culprit',
  'stage',
  'name',
  'kind',
  'format',
  'strength',
  'confidence',
  'share',
  'of',
  'says',
  'why',
  'summary',
  'instead',
  'applies',
  'because',
  'what',
  'command',
  'undo',
  'risk',
  'expect',
  'verify',
  'reportedGain',
  'source',
  'value',
  'threshold',
  'unit',
  'how',
  'place',
  'text',
  'file',
  'line',
  'firstLine',
  'lastLine',
  'event',
  'samples',
  'population',
  'rows',
  'shares',
  'unplaced',
  'evidence',
  'explainedBy',
  'lowered',
  'gainAtMost',
  'remedies',
  'check',
  'baseline',
  'ignored',
  'reason',
  'until',
];

/** The diagnosis for programs, as docs/json.md and the schema describe it. */
export function json(diagnosis: Diagnosis): string {
  return `${JSON.stringify(rounded(diagnosis), fieldOrder, 2)}\n`;
}

/** Sums of two-decimal shares are written without the noise of binary fractions. */
function rounded(value: unknown): unknown {
  if (typeof value === 'number') return Math.round(value * 1e4) / 1e4;
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, rounded(item)]));
}
