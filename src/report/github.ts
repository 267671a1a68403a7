import type { Diagnosis, Finding } from '../engine/diagnosis.ts';
import { anchorOf, levelOf } from './anchor.ts';
import { answer } from './terminal/headline.ts';
import { clip } from './text/clip.ts';
import { percent } from './text/numbers.ts';

/** GitHub shows ten annotations of a kind per step and drops the rest without a word. */
const most = 10;

interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly lines: readonly string[];
  readonly file?: string;
  readonly line?: number;
}

/** Workflow commands that GitHub turns into annotations on the lines of the report; at most ten, the last says what is left. */
export function github(diagnosis: Diagnosis): string {
  const all = [
    ...diagnosis.findings.map((finding) => ofFinding(finding, diagnosis)),
    ...ofOutcome(diagnosis),
    ...diagnosis.warnings.map(
      ({ text, ...at }): Annotation => ({ level: 'notice', title: 'perfwhy', lines: [text], ...at }),
    ),
  ];
  const shown = all.length > most ? all.slice(0, most - 1) : all;
  const left = all.length - shown.length;
  const more: Annotation[] =
    left > 0 ? [{ level: 'notice', title: 'perfwhy', lines: [`${left} more: see the summary of the job`] }] : [];
  return [...shown, ...more].map((annotation) => `${command(annotation)}\n`).join('');
}

function ofFinding(finding: Finding, diagnosis: Diagnosis): Annotation {
  const level = levelOf(finding);
  const { id, confidence, share, of, says, evidence, explainedBy, ignored, baseline, remedies, check } = finding;
  const [proof] = evidence;
  const remedy = remedies.find(({ applies }) => applies === 'applies') ?? remedies[0];
  return {
    level: level === 'note' ? 'notice' : level,
    title: `${id} ${confidence}, ${percent(share)} of ${of}`,
    lines: [
      says,
      ...(explainedBy === undefined ? [] : [`Follows from ${explainedBy}.`]),
      ...(ignored ? [`Ignored until ${ignored.until}: ${ignored.reason}`] : []),
      ...(baseline === 'known' ? ['Known: it is in the baseline.'] : []),
      ...(proof ? [`Proof (${proof.strength}): ${proof.says}`] : []),
      ...(remedy ? [`Do (${remedy.applies}): ${remedy.what}`] : []),
      `Check: ${check}`,
    ],
    ...anchorOf(finding, diagnosis),
  };
}

/** An answer without a culprit is an answer too. */
function ofOutcome(diagnosis: Diagnosis): Annotation[] {
  const { verdict, nextCapture } = diagnosis;
  if (verdict.outcome === 'culprit') return [];
  const next = nextCapture ? [`Next: ${nextCapture.command} (${nextCapture.why})`] : [];
  return [{ level: 'notice', title: `perfwhy: ${answer(diagnosis)}`, lines: [verdict.summary, ...next] }];
}

/** `::error file=top.txt,line=3,title=socket-lock::udp_recvmsg frees every datagram ...` */
function command({ level, title, lines, file, line }: Annotation): string {
  const properties = [
    ...(file === undefined || file === '-' ? [] : [`file=${property(file)}`]),
    ...(file === undefined || file === '-' || line === undefined ? [] : [`line=${line}`]),
    `title=${property(title)}`,
  ];
  return `::${level} ${properties.join(',')}::${lines.map(data).join('%0A')}`;
}

function data(text: string): string {
  return clip(text).replaceAll('%', '%25');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
