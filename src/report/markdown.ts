import type { Diagnosis, Finding } from '../engine/diagnosis.ts';
import { block, code, text } from './markdown/escape.ts';
import { actions, costMap, details, proofTable, read } from './markdown/parts.ts';
import { atMostText, primaryOf } from './terminal/headline.ts';
import { doubtsOf } from './text/doubts.ts';
import { percent } from './text/numbers.ts';

/** Marks a comment as ours, so that the next run can replace it instead of adding one. */
export const marker = '<!-- perfwhy -->';

/** GitHub takes 65,536 characters. */
const most = 65_000;

/** The report as a comment for GitHub or GitLab; what is long is folded, what is too long left out aloud. */
export function markdown(diagnosis: Diagnosis): string {
  const primary = primaryOf(diagnosis);
  const others = diagnosis.findings.filter((finding) => finding !== primary);
  const parts = [
    ...heading(diagnosis),
    ...(primary ? findingParts(primary) : others.flatMap(withHeading)),
    ...next(diagnosis),
    ...rivals(diagnosis),
    ...diagnosis.stages.flatMap((map) => costMap(map)),
    ...(primary ? others.flatMap((finding) => details(summaryOf(finding), findingParts(finding).join('\n\n'))) : []),
    ...read(diagnosis),
  ];
  return bounded(parts);
}

function heading({ verdict, captures }: Diagnosis): string[] {
  const { outcome, culprit, confidence, share, of, instead, summary } = verdict;
  const of_ = share === undefined ? '' : `, ${percent(share)} of ${text(of ?? 'the samples')}`;
  const title = {
    culprit: `${code(culprit ?? 'culprit')} ${confidence ?? ''}${of_}`,
    'no-single-culprit': 'No single culprit',
    inconclusive: captures.length === 0 ? 'No perf output found' : 'Inconclusive',
    'not-udp-receive': `Not UDP receive${instead === undefined ? '' : `: ${text(instead)}`}`,
  }[outcome];
  return [`${marker}\n### ${title}`, text(summary)];
}

function findingParts(finding: Finding): string[] {
  return [
    ...proofTable(finding),
    ...but(finding),
    ...actions(finding.remedies),
    `**At most** ${text(atMostText(finding))}`,
    `**Check** ${text(finding.check)}`,
  ];
}

function but(finding: Finding): string[] {
  const doubts = doubtsOf(finding);
  if (doubts.length === 0) return [];
  return [`**But**\n\n${doubts.map((reason) => `- ${text(reason)}`).join('\n')}`];
}

function summaryOf(finding: Finding): string {
  const cause = finding.explainedBy === undefined ? '' : `, follows from ${finding.explainedBy}`;
  return `${finding.id} ${finding.confidence}, ${percent(finding.share)} of ${finding.of}${cause}`;
}

function withHeading(finding: Finding): string[] {
  const { id, confidence, share, of, says } = finding;
  return [`#### ${code(id)} ${confidence}, ${percent(share)} of ${text(of)}`, text(says), ...findingParts(finding)];
}

function next({ nextCapture }: Diagnosis): string[] {
  if (nextCapture === undefined) return [];
  return [`**Next** ${text(nextCapture.why)}\n\n${block(nextCapture.command).join('\n')}`];
}

function rivals({ rivals: all, verdict }: Diagnosis): string[] {
  if (all.length === 0) return [];
  const title = verdict.outcome === 'inconclusive' ? 'Considered' : 'Ruled out';
  const lines = all.map(({ id, why, file, line }) => {
    const at = file === undefined ? '' : ` (${code(line === undefined ? file : `${file}:${line}`)})`;
    return `- ${code(id)} ${text(why)}${at}`;
  });
  return [`**${title}**\n\n${lines.join('\n')}`];
}

/** Leaves out parts that do not fit, and says how many: a long proof must not take the command to run next with it. */
function bounded(parts: readonly string[]): string {
  let length = 0;
  const kept: string[] = [];
  for (const part of parts) {
    if (length + part.length > most) continue;
    kept.push(part);
    length += part.length + 2;
  }
  const left = parts.length - kept.length;
  if (left > 0)
    kept.push(`_${left} of ${parts.length} parts do not fit into a comment: see the JSON or terminal report._`);
  return `${kept.join('\n\n')}\n`;
}
