import { fieldsOf, fieldWords } from '../../kernel/fields-touched.ts';
import type { KernelKnowledge } from '../../kernel/timeline.ts';
import type { CacheLineReport } from '../../model/cache-line.ts';
import { percent } from '../words.ts';

/** Below a tenth of all HITM a cache line does not set the pace. */
const setsThePace = 10;
/** More lines than these nobody needs to know first. */
const mostLines = 3;
/** Of more than two fields that it can be, none is worth naming. */
const mostCandidates = 2;

/** What perf c2c alone tells: which fields of the receive path CPUs fight over. How much time that costs it does not tell. */
export function foughtOver(reports: readonly CacheLineReport[], kernel: KernelKnowledge): string[] {
  const fields = reports.flatMap((report) =>
    fieldsOf(report, kernel).flatMap(({ line, fields }) =>
      fields
        .filter(({ general, candidates }) => !general && candidates.length <= mostCandidates)
        .map((one) => ({
          name: fieldWords(one),
          share: one.hitmShare,
          by: one.functions.slice(0, 3).join(', '),
          at: `${report.file}:${one.lines[0] ?? line.line}`,
        })),
    ),
  );
  return fields
    .filter(({ share }) => share >= setsThePace)
    .sort((a, b) => b.share - a.share)
    .slice(0, mostLines)
    .map(({ name, share, by, at }) => `${percent(share)} of all HITM are on ${name}, touched by ${by} (${at})`);
}
