import type { Format } from './format.ts';
import { perfAnnotateErrorFormat, perfAnnotateFormat, perfAnnotateTuiFormat } from './perf-annotate.ts';
import { perfLockFormat } from './perf-lock.ts';
import { otherPerfFormats } from './perf-other.ts';
import { perfSchedLatencyFormat, perfSchedSummaryFormat, perfSchedTimehistFormat } from './perf-sched.ts';
import { perfStatCsvFormat } from './perf-stat/csv.ts';
import { perfStatFormat } from './perf-stat/human.ts';
import { perfStatJsonFormat } from './perf-stat/json.ts';
import { perfTraceSummaryFormat } from './perf-trace.ts';
import { perfTraceLiveFormat } from './perf-trace-live.ts';

/**
 * Outputs of perf that count events and time instead of giving shares of samples, and those that hold nothing to
 * diagnose from. The screen of perf annotate begins like that of perf report: these formats have to be asked first.
 */
export const perfCounterFormats: readonly Format[] = [
  perfAnnotateFormat,
  perfAnnotateTuiFormat,
  perfAnnotateErrorFormat,
  perfStatFormat,
  perfStatCsvFormat,
  perfStatJsonFormat,
  perfLockFormat,
  perfSchedLatencyFormat,
  perfSchedTimehistFormat,
  perfSchedSummaryFormat,
  perfTraceSummaryFormat,
  perfTraceLiveFormat,
  ...otherPerfFormats,
];
