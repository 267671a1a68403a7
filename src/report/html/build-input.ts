import type { Diagnosis } from '../../engine/diagnosis.ts';
import { fieldsOf } from '../../kernel/fields-touched.ts';
import { parseRelease } from '../../kernel/release.ts';
import type { KernelKnowledge } from '../../kernel/timeline.ts';
import type { CacheLineReport } from '../../model/cache-line.ts';
import type { Case } from '../../model/case.ts';
import type { Profile } from '../../model/profile.ts';
import { rules as builtIn } from '../../rules/index.ts';
import type { Rule } from '../../rules/rule.ts';
import { primaryOf } from '../terminal/headline.ts';
import { excerpts } from './excerpts.ts';
import type { HtmlInput, SharedLine, SourceText } from './input.ts';
import { treeViews } from './tree-views.ts';

export interface HtmlOptions {
  /** Texts of the inputs, where the caller still holds them: the page then shows the lines that prove the answer. */
  readonly sources?: readonly SourceText[];
  /** Rules of the user that the diagnosis was made with. */
  readonly rules?: readonly Rule[];
}

/** What the page needs of a case beside its diagnosis. Pure. */
export function htmlInput(kase: Case, diagnosis: Diagnosis, options: HtmlOptions = {}): HtmlInput {
  const finding = primaryOf(diagnosis);
  const rule = [...(options.rules ?? []), ...builtIn].find(({ id }) => id === finding?.id);
  const profiles = kase.captures.filter((capture): capture is Profile => capture.kind === 'profile');
  const reports = kase.captures.filter((capture): capture is CacheLineReport => capture.kind === 'cache-lines');
  const { trees, leftOut } = treeViews(profiles, finding && rule && { finding, rule });
  const sources = excerpts(diagnosis, options.sources ?? []);
  const inPage = new Set(sources.map(({ file }) => file));
  const texts = diagnosis.captures.filter(({ firstLine }) => firstLine !== undefined).map(({ file }) => file);
  return {
    diagnosis,
    trees,
    treesLeftOut: leftOut,
    cacheLines: reports.flatMap((report) => sharedLines(report, kernelOf(diagnosis))),
    sources,
    sourcesLeftOut: [...new Set(texts)].filter((file) => !inPage.has(file)),
  };
}

/** Lines of a report that are worth a picture. */
const mostLines = 6;

/** The kernel as far as the facts name its release. */
function kernelOf({ facts }: Diagnosis): KernelKnowledge {
  const fact = facts.find(({ name, how }) => name === 'kernel' && how !== 'inferred');
  const release = fact && parseRelease(fact.value);
  return release ? { release } : {};
}

/** Lines that hold fields known to matter come before hotter ones of which nothing is known. */
function sharedLines(report: CacheLineReport, kernel: KernelKnowledge): SharedLine[] {
  const known = new Map(fieldsOf(report, kernel).map(({ line, fields }) => [line, fields]));
  const shown = report.cacheLines.filter((line) => line.accesses.length > 0);
  const ranked = shown.toSorted((a, b) => Number(known.has(b)) - Number(known.has(a)) || b.share - a.share);
  return ranked.slice(0, mostLines).map((line) => ({ file: report.file, line, fields: known.get(line) ?? [] }));
}
