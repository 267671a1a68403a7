import type { Format } from '../format.ts';
import { bareRows } from './bare.ts';
import { orphanedCallGraph, otherReportOutputs, perfMessages } from './other-outputs.ts';
import { perfReport } from './report.ts';
import { perfScreen } from './screen.ts';

/** Tables of perf report, and screens of report and top, in the order to ask them. */
export const perfReportFormats: readonly Format[] = [otherReportOutputs, perfReport, perfScreen];

/** To be asked after all other formats: they know their text by shape or by its first words only. */
export const lastResortFormats: readonly Format[] = [perfMessages, bareRows, orphanedCallGraph];
