import { fieldsOf, isField } from '../kernel/fields-touched.ts';
import type { CacheLineReport } from '../model/cache-line.ts';
import type { Checked } from './check.ts';
import { percent } from './words.ts';

/** The largest share of all HITM that hit a field, over all perf c2c reports of the case. */
export function checkCacheLine(name: string, threshold: number, reports: readonly CacheLineReport[]): Checked {
  if (reports.length === 0) return { holds: 'unknown', says: 'no perf c2c report', missing: 'c2c' };
  let best: Checked | undefined;
  for (const report of reports) {
    for (const { line, fields } of fieldsOf(report)) {
      for (const touched of fields) {
        if (!isField(touched, name) || (best?.value ?? -1) >= touched.hitmShare) continue;
        best = {
          holds: touched.hitmShare >= threshold,
          says: `${touched.struct}.${touched.field} of line ${line.address || line.index}: ${percent(touched.hitmShare)} of all HITM, touched by ${touched.functions.slice(0, 4).join(', ')}`,
          value: touched.hitmShare,
          threshold,
          of: 'all HITM',
          file: report.file,
          line: touched.lines[0] ?? line.line,
        };
      }
    }
  }
  return best ?? { holds: false, says: `no line of perf c2c holds ${name}`, value: 0, threshold, of: 'all HITM' };
}
