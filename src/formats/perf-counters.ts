import type { Format } from './format.ts';
import { perfStatCsvFormat } from './perf-stat/csv.ts';
import { perfStatFormat } from './perf-stat/human.ts';
import { perfStatJsonFormat } from './perf-stat/json.ts';

/** Outputs of perf that count events and time instead of giving shares of samples. */
export const perfCounterFormats: readonly Format[] = [perfStatFormat, perfStatCsvFormat, perfStatJsonFormat];
