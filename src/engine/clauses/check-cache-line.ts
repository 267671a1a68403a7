import { fieldsOf, fieldWords, isField } from '../../kernel/fields-touched.ts';
import type { KernelKnowledge } from '../../kernel/timeline.ts';
import { type CacheLineReport, hitmShare } from '../../model/cache-line.ts';
import type { Threshold } from '../../rules/rule.ts';
import { percent } from '../words.ts';
import type { Checked } from './checked.ts';

/** The largest share of all HITM that hit a field, over all perf c2c reports of the case. */
export function checkCacheLine(
  name: string,
  threshold: Threshold,
  reports: readonly CacheLineReport[],
  kernel: KernelKnowledge,
): Checked {
  if (reports.length === 0) return { holds: 'unknown', says: 'no perf c2c report', missing: 'c2c' };
  let best: Checked | undefined;
  for (const report of reports) {
    for (const { line, fields } of fieldsOf(report, kernel)) {
      for (const touched of fields) {
        // A field that is only written costs those who want other bytes of its line: their misses count.
        const share = touched.sharing === 'false' ? hitmShare(line, line.accesses) : touched.hitmShare;
        if (!isField(touched, name) || (best?.value ?? -1) >= share) continue;
        best = {
          holds: share >= threshold.value,
          says: `${fieldWords(touched)} of line ${line.address || line.index}: ${percent(share)} of all HITM, touched by ${touched.functions.slice(0, 4).join(', ')}`,
          value: share,
          threshold,
          of: 'all HITM',
          file: report.file,
          line: touched.lines[0] ?? line.line,
        };
      }
    }
  }
  return (
    best ?? {
      holds: false,
      says: `no line of perf c2c holds ${name.replaceAll('|', ' or ')}`,
      value: 0,
      threshold,
      of: 'all HITM',
    }
  );
}
