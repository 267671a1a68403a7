import type { Line, Note } from '../../model/source.ts';
import type { Format, Section } from '../format.ts';
import { counterSet, type StatRow, sectionOf } from './events.ts';

/**
 * perf stat -j: one object per line; numbers are strings or numbers, depending on the release.
 *
 *     {"counter-value" : "458.950892", "unit" : "msec", "event" : "task-clock", "event-runtime" : 458950892, "pcnt-running" : 100.00, ...}
 */
export const perfStatJsonFormat: Format = {
  name: 'perf-stat-json',
  starts: (lines, at) => isRow(lines[at]),
  read(lines, at, context): Section {
    const rows: StatRow[] = [];
    const notes: Note[] = [];
    let end = at + 1;
    for (let i = at; i < lines.length && i < end + 10; i++) {
      const line = lines[i]!;
      if (!isRow(line)) continue;
      end = i + 1;
      const row = readRow(line);
      if (row) rows.push(row);
      else
        notes.push({ kind: 'trouble', text: 'perf stat -j: not a valid row', file: context.file, line: line.number });
    }
    const place = { firstLine: lines[at]!.number, lastLine: lines[end - 1]!.number };
    return sectionOf(counterSet(rows, undefined, context, place, notes), end);
  },
};

function isRow(line: Line | undefined): boolean {
  const text = line?.text ?? '';
  if (text[0] !== '{' || text.length > 2000) return false;
  return /^\{"(?:counter-value|interval|cpu|core|socket|die|node|thread)" ?:/.test(text) && text.includes('"event"');
}

function readRow(line: Line): StatRow | undefined {
  let object: Record<string, unknown>;
  try {
    object = JSON.parse(line.text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
  const { event, unit } = object;
  if (typeof event !== 'string') return undefined;
  const counted = object['counter-value'];
  const missing = typeof counted === 'string' ? /^<not (supported|counted)>$/.exec(counted)?.[1] : undefined;
  const value = missing ? (`not-${missing}` as 'not-supported' | 'not-counted') : Number(counted ?? Number.NaN);
  if (typeof value === 'number' && Number.isNaN(value)) return undefined;
  const scope: Record<string, string> = {};
  for (const key of ['cpu', 'core', 'socket', 'die', 'node', 'thread']) {
    if (object[key] !== undefined) scope[key] = String(object[key]);
  }
  const metric = { value: Number(object['metric-value']), text: String(object['metric-unit'] ?? '') };
  const coverage = Number(object['pcnt-running']);
  const time = Number(object.interval);
  return {
    event,
    value,
    unit: typeof unit === 'string' ? unit : '',
    line: line.number,
    ...(Object.keys(scope).length > 0 && { scope }),
    ...(!Number.isNaN(time) && { time }),
    ...(!Number.isNaN(coverage) && { coverage }),
    ...(!Number.isNaN(metric.value) && metric.text !== '' && { metric }),
  };
}
