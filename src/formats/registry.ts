import type { Line } from '../model/source.ts';
import { counterFormats } from './counters/index.ts';
import { stackBlocks } from './folded/blocks.ts';
import { folded } from './folded/format.ts';
import type { Format } from './format.ts';
import { lkpProfile } from './lkp-profile.ts';
import { perfC2c } from './perf-c2c/format.ts';
import { perfCounterFormats } from './perf-counters.ts';
import { perfDiff } from './perf-diff.ts';
import { perfHeader } from './perf-header.ts';
import { lastResortFormats, perfReportFormats } from './perf-report/index.ts';
import { perfReport } from './perf-report/report.ts';
import { perfScript } from './perf-script/format.ts';
import { perfTop } from './perf-top/perf-top.ts';

/**
 * All formats in the order they are asked: those with an unmistakable first line before those known by their shape. In
 * functions, as the executable only loads what is asked for.
 */
const formats: readonly (() => readonly Format[])[] = [
  () => [perfReport],
  () => [perfC2c, perfDiff, lkpProfile],
  () => perfCounterFormats,
  () => perfReportFormats,
  () => [perfTop],
  () => counterFormats,
  () => [perfScript, folded, stackBlocks, perfHeader],
  () => lastResortFormats,
];

/** The format of the section that starts at `lines[at]`, if one does. */
export function formatAt(lines: readonly Line[], at: number): Format | undefined {
  for (const group of formats) {
    for (const format of group()) if (format.starts(lines, at)) return format;
  }
  return undefined;
}
