import type { Section } from '../../../src/formats/format.ts';
import { perfC2c } from '../../../src/formats/perf-c2c/format.ts';
import { cleanLines } from '../../../src/input/clean.ts';
import type { CacheLineReport } from '../../../src/model/cache-line.ts';

/** All reports of a text, and the lines outside of them that are not empty. */
export function readReports(text: string): { reports: CacheLineReport[]; sections: Section[]; outside: number[] } {
  const { lines } = cleanLines(text, 'c2c.txt');
  const sections: Section[] = [];
  const outside: number[] = [];
  for (let at = 0; at < lines.length; ) {
    if (perfC2c.starts(lines, at)) {
      const section = perfC2c.read(lines, at, { file: 'c2c.txt' });
      if (section.end <= at) throw new Error(`no progress at line ${lines[at]!.number}`);
      sections.push(section);
      at = section.end;
    } else {
      if (lines[at]!.text.trim() !== '') outside.push(lines[at]!.number);
      at++;
    }
  }
  return { reports: sections.flatMap((section) => section.captures) as CacheLineReport[], sections, outside };
}

export function readReport(text: string): CacheLineReport {
  const { reports } = readReports(text);
  if (reports.length !== 1) throw new Error(`${reports.length} reports instead of one`);
  return reports[0]!;
}
