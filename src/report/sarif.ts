import type { AppliedRemedy, Diagnosis, Evidence, Finding } from '../engine/diagnosis.ts';
import { anchorOf, levelOf } from './anchor.ts';
import { text as asMarkdown } from './markdown/escape.ts';
import { actions } from './markdown/parts.ts';
import { clip } from './text/clip.ts';
import { percent } from './text/numbers.ts';
import { mapStrings } from './text/width.ts';

/**
 * SARIF 2.1.0 for code scanning: one result per finding on the line of the input that proves it. Remedies stand in the
 * help of the rule, because `fixes` are edits of files. What is ignored or known is marked, not left out: an alert that comes
 * and goes would be a new one each time.
 */
export function sarif(diagnosis: Diagnosis): string {
  const { findings, captures, warnings, verdict } = diagnosis;
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'perfwhy', rules: findings.map(ruleOf) } },
        invocations: [
          {
            executionSuccessful: captures.length > 0,
            toolExecutionNotifications: warnings.map(({ text, file, line }) => ({
              level: 'note',
              message: message(text),
              ...(file === undefined ? {} : { locations: [location(file, line)] }),
            })),
          },
        ],
        results: findings.map((finding, index) => resultOf(finding, index, diagnosis)),
        properties: { verdict: mapStrings(verdict, (text) => clip(text)) },
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleOf({ id, title, says, stage, remedies, check }: Finding) {
  return {
    id,
    shortDescription: message(title),
    fullDescription: message(says),
    help: {
      text: [says, ...remedies.flatMap(remedyLines), `Check: ${check}`].map(inert).join('\n'),
      markdown: [asMarkdown(says), ...actions(remedies), `**Check** ${asMarkdown(check)}`].join('\n\n'),
    },
    properties: { tags: ['performance', 'udp', stage] },
  };
}

function remedyLines({ applies, because, what, command, undo, risk, source }: AppliedRemedy): string[] {
  return [
    `${applies}: ${what} (${because})`,
    ...(command === undefined ? [] : [`  command: ${command}`]),
    ...(undo === undefined ? [] : [`  undo: ${undo}`]),
    `  risk: ${risk}`,
    `  source: ${source.join(', ')}`,
  ];
}

function resultOf(finding: Finding, ruleIndex: number, diagnosis: Diagnosis) {
  const { id, fingerprint, confidence, share, of, stage, says, evidence, explainedBy, baseline, ignored } = finding;
  const anchor = anchorOf(finding, diagnosis);
  const follows = explainedBy === undefined ? '' : ` Follows from ${explainedBy}.`;
  return {
    ruleId: id,
    ruleIndex,
    level: levelOf(finding),
    message: message(`${confidence}, ${percent(share)} of ${of}. ${says}${follows}`),
    locations: [location(anchor.file, anchor.line)],
    relatedLocations: evidence.flatMap(related),
    // GitHub reads this one alone, and hashes the line where it is not there: its share is another in every run.
    partialFingerprints: { primaryLocationLineHash: `${fingerprint}:1`, 'perfwhy/v1': fingerprint },
    ...(baseline === undefined ? {} : { baselineState: baseline === 'known' ? 'unchanged' : 'new' }),
    suppressions: ignored
      ? [{ kind: 'external', status: 'accepted', justification: `until ${ignored.until}: ${clip(ignored.reason)}` }]
      : [],
    rank: share,
    properties: { confidence, share, of: clip(of), stage, ...(explainedBy === undefined ? {} : { explainedBy }) },
  };
}

function related(clause: Evidence, id: number) {
  const { file, line, strength } = clause;
  if (file === undefined) return [];
  return [{ id, ...location(file, line), message: message(`${strength}: ${clause.says}`) }];
}

/** Without a region it is the whole file, as of a recording, which has no lines. */
function location(file: string, line: number | undefined) {
  const region = line === undefined ? {} : { region: { startLine: line } };
  return { physicalLocation: { artifactLocation: { uri: uri(file) }, ...region } };
}

/** A URI reference: relative to where the run was started, or file:// for a path from the root. */
function uri(file: string): string {
  const path = clip(file === '-' ? 'stdin' : file)
    .replaceAll('\\', '/')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
  if (path.startsWith('/')) return `file://${path}`;
  // C:/reports/top.txt
  return /^[A-Za-z]%3A\//.test(path) ? `file:///${path.replace('%3A', ':')}` : path;
}

function message(raw: string) {
  return { text: inert(raw) };
}

/** `[text](target)` is a link even in the plain text of SARIF. */
function inert(raw: string): string {
  return clip(raw).replaceAll('](', '] (');
}
