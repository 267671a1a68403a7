import type { Diagnosis, Finding } from '../engine/diagnosis.ts';
import { type Anchor, anchorOf, isAccepted } from './anchor.ts';
import { answer } from './terminal/headline.ts';
import { clip } from './text/clip.ts';
import { withoutLogCommands } from './text/log-commands.ts';
import { percent, place } from './text/numbers.ts';

/**
 * JUnit XML: a test case per cause. Likely and confirmed findings fail, unless they are ignored or known; causes that could
 * not be judged are skipped; the first case is the answer itself. `--fail-on` alone decides the exit code.
 */
export function junit(diagnosis: Diagnosis): string {
  const { findings, notRun } = diagnosis;
  const cases = [
    answerCase(diagnosis),
    ...findings.map((finding) => findingCase(finding, diagnosis)),
    ...notRun.map(({ id, why }) => testCase(id, element('skipped', { message: `not judged: ${why}` }))),
  ];
  const number = (tag: string) => cases.filter((one) => one.includes(`<${tag}`)).length;
  const counts = {
    tests: cases.length,
    failures: number('failure '),
    errors: number('error '),
    skipped: number('skipped '),
  };
  const xml = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'perfwhy', ...counts })}>`,
    `  <testsuite${attributes({ name: 'perfwhy', ...counts })}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
  return withoutLogCommands(xml);
}

function answerCase(diagnosis: Diagnosis): string {
  const { verdict, nextCapture, captures, warnings } = diagnosis;
  if (captures.length === 0) {
    return testCase('verdict', element('error', { message: warnings[0]?.text ?? verdict.summary }));
  }
  const next = nextCapture ? [`next: ${nextCapture.command}`, `(${nextCapture.why})`] : [];
  return testCase('verdict', element('system-out', {}, [answer(diagnosis), verdict.summary, ...next]));
}

function findingCase(finding: Finding, diagnosis: Diagnosis): string {
  const { id, title, confidence, share, of, says, evidence, remedies, check, explainedBy, ignored } = finding;
  const message = `${confidence}, ${percent(share)} of ${of}`;
  const lines = [
    title,
    says,
    ...(explainedBy === undefined ? [] : [`follows from ${explainedBy}`]),
    ...evidence.map((clause) => `${clause.strength}: ${place(clause)} ${clause.says}`),
    ...remedies.map(({ applies, what }) => `do (${applies}): ${what}`),
    `check: ${check}`,
  ];
  const at = anchorOf(finding, diagnosis);
  if (isAccepted(finding)) {
    const why = ignored ? `ignored until ${ignored.until}: ${ignored.reason}` : 'known: it is in the baseline';
    return testCase(id, element('skipped', { message: `${message}; ${why}` }), at);
  }
  const body =
    confidence === 'possible'
      ? element('system-out', {}, [message, ...lines])
      : element('failure', { type: confidence, message }, lines);
  return testCase(id, body, at);
}

/** Names are the ids alone, so that a cause is the same case in every run. */
function testCase(name: string, body: string, at?: Anchor): string {
  const named = { classname: 'perfwhy', name, ...at };
  return `    <testcase${attributes(named)}>${body}</testcase>`;
}

function element(tag: string, values: Record<string, string>, lines: readonly string[] = []): string {
  return `<${tag} ${attributes(values).trimStart()}>${lines.map(escaped).join('\n')}</${tag}>`.replace(' >', '>');
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Controls are written out before; what is left of what XML 1.0 cannot hold are two non-characters. */
function escaped(raw: string): string {
  return clip(raw)
    .replace(/[&<>"]/g, (char) => entities[char]!)
    .replace(/[\ufffe\uffff]/g, '\ufffd');
}
