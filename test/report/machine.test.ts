import { describe, expect, test } from 'vitest';
import type { Diagnosis, Finding } from '../../src/engine/diagnosis.ts';
import { formats, render } from '../../src/report/render.ts';
import { all, culprit, hostile, inconclusive, likely, nasty, noSingleCulprit, nothingRead } from './diagnoses.ts';
import { sarifSchema } from './sarif-schema.ts';
import { parseXml, type XmlElement } from './xml.ts';

const parsedSarif = (diagnosis: Diagnosis) => sarifSchema.parse(JSON.parse(render(diagnosis, 'sarif'))).runs[0]!;
const casesOf = (diagnosis: Diagnosis) => elements(parseXml(render(diagnosis, 'junit')), 'testcase');
const commands = (diagnosis: Diagnosis) => render(diagnosis, 'github').trimEnd().split('\n');

function elements(root: XmlElement, name: string): XmlElement[] {
  return [...(root.name === name ? [root] : []), ...root.children.flatMap((child) => elements(child, name))];
}

const [first, second] = culprit.findings as [Finding, Finding];
const accepted: Diagnosis = {
  ...culprit,
  findings: [
    { ...first, baseline: 'known' },
    { ...second, confidence: 'likely', baseline: 'new', ignored: { reason: 'new NICs in May', until: '2027-05-31' } },
  ],
};

describe.each(['github', 'sarif', 'junit'] as const)('%s', (format) => {
  const ending = { github: 'github.txt', sarif: 'sarif.json', junit: 'junit.xml' }[format];
  test.each(['culprit', 'inconclusive', 'nothingRead'] as const)('%s', async (name) => {
    await expect(render(all[name], format)).toMatchFileSnapshot(`golden/${name}.${ending}`);
  });
});

describe('SARIF', () => {
  test.each(Object.entries({ ...all, accepted }))('%s fits the schema', (_name, diagnosis) => {
    expect(parsedSarif(diagnosis).results).toHaveLength(diagnosis.findings.length);
  });

  test('a result stands on the line that proves it, with the others beside it, and keeps its fingerprint', () => {
    const [result] = parsedSarif(culprit).results;
    expect(result).toMatchObject({
      level: 'error',
      locations: [
        { physicalLocation: { artifactLocation: { uri: 'rhel73-callgraph.txt' }, region: { startLine: 12 } } },
      ],
      partialFingerprints: { 'perfwhy/v1': first.fingerprint },
    });
    expect(result!.relatedLocations).toHaveLength(first.evidence.length);
  });

  test('what GitHub tells alerts apart by does not change with the shares in the line', () => {
    const [result] = parsedSarif(culprit).results;
    expect(result!.partialFingerprints.primaryLocationLineHash).toBe(`${first.fingerprint}:1`);
  });

  test('a finding without any line still has a location, and file names are URIs', () => {
    const bare = { ...first, evidence: [{ strength: 'strong' as const, says: 'counters' }] };
    const captures = [{ format: 'perf-top' as const, file: '/srv/a b#1.txt', firstLine: 7, lastLine: 9, rows: 1 }];
    const [result] = parsedSarif({ ...culprit, findings: [bare], captures }).results;
    expect(result!.locations[0]!.physicalLocation).toEqual({
      artifactLocation: { uri: 'file:///srv/a%20b%231.txt' },
      region: { startLine: 7 },
    });
  });

  test('remedies are in the help of the rule', () => {
    const [rule] = parsedSarif(culprit).tool.driver.rules;
    for (const { what } of first.remedies) expect(rule!.help.text).toContain(what);
    expect(rule!.help.markdown).toContain('**Do**');
  });

  test('what is known or ignored is marked, not left out', () => {
    expect(parsedSarif(accepted).results).toMatchObject([
      { level: 'note', baselineState: 'unchanged', suppressions: [] },
      { level: 'note', baselineState: 'new', suppressions: [{ justification: 'until 2027-05-31: new NICs in May' }] },
    ]);
  });
});

describe('JUnit', () => {
  test('the answer is a case, likely and confirmed causes fail, others do not', () => {
    const cases = casesOf(culprit);
    expect(cases[0]!.attributes).toEqual({ classname: 'perfwhy', name: 'verdict' });
    expect(cases.map(({ children }) => children[0]!.name)).toEqual([
      'system-out',
      'failure',
      'system-out',
      'skipped',
      'skipped',
    ]);
    expect(cases[1]!.attributes).toMatchObject({ file: 'rhel73-callgraph.txt', line: '12' });
  });

  test('counts are those of the cases', () => {
    const [suite] = elements(parseXml(render(culprit, 'junit')), 'testsuite');
    expect(suite!.attributes).toMatchObject({ tests: '5', failures: '1', errors: '0', skipped: '2' });
  });

  test('nothing read is an error; what is known or ignored is skipped with the reason', () => {
    expect(casesOf(nothingRead)[0]!.children[0]!.name).toBe('error');
    expect(
      casesOf(accepted)
        .slice(1, 3)
        .map(({ children }) => children[0]!.attributes.message),
    ).toEqual([
      expect.stringContaining('known: it is in the baseline'),
      expect.stringContaining('ignored until 2027-05-31: new NICs in May'),
    ]);
  });
});

describe('GitHub annotations', () => {
  test('stand on the line of the proof, as loud as the finding is sure', () => {
    expect(commands(culprit)[0]).toMatch(/^::error file=rhel73-callgraph\.txt,line=12,title=socket-lock confirmed%2C /);
    expect(commands(likely)[0]).toMatch(/^::warning file=v411-flat\.txt,line=2,/);
    expect(commands(accepted).filter((line) => !line.startsWith('::notice'))).toEqual([]);
  });

  test('an answer without a culprit is one notice with the next capture', () => {
    expect(commands(inconclusive)[0]).toMatch(
      /^::notice title=perfwhy%3A inconclusive::A spinlock .*%0ANext: perf record/,
    );
  });

  test('are at most ten, the last says how many more', () => {
    const warnings = Array.from({ length: 30 }, (_, i) => ({ text: `note ${i}`, file: 'a.txt', line: i + 1 }));
    const lines = commands({ ...culprit, warnings });
    expect(lines).toHaveLength(10);
    expect(lines[9]).toBe('::notice title=perfwhy::23 more: see the summary of the job');
    expect(commands({ ...culprit, warnings: warnings.slice(0, 8) })).toHaveLength(10);
    expect(commands({ ...culprit, warnings: warnings.slice(0, 8) }).join()).not.toContain('more:');
  });
});

/** What each format says of the same result, read back from its text. */
const facts = (diagnosis: Diagnosis) => ({
  json: JSON.parse(render(diagnosis, 'json')) as Diagnosis,
  sarif: parsedSarif(diagnosis),
  junit: casesOf(diagnosis),
  markdown: render(diagnosis, 'markdown'),
  github: render(diagnosis, 'github'),
});

describe('every format tells the same of', () => {
  test.each([
    ['a culprit', culprit],
    ['a likely one', likely],
    ['no single culprit', noSingleCulprit],
  ])('%s', (_name, diagnosis) => {
    const told = facts(diagnosis);
    const findings = diagnosis.findings.map(({ id, confidence, share }) => ({ id, confidence, share }));
    const wording = findings.map(({ confidence, share }) => `${confidence}, ${share.toFixed(2)} %`);
    expect(told.json.findings.map(({ id, confidence, share }) => ({ id, confidence, share }))).toEqual(findings);
    expect(
      told.sarif.results.map(({ ruleId, properties }) => [ruleId, properties.confidence, properties.share]),
    ).toEqual(findings.map(({ id, confidence, share }) => [id, confidence, share]));
    expect(told.sarif.results.map(({ message }) => message.text)).toEqual(
      wording.map((words) => expect.stringContaining(words)),
    );
    expect(told.junit.slice(1, findings.length + 1).map(({ attributes }) => attributes.name)).toEqual(
      findings.map(({ id }) => id),
    );
    for (const { id, confidence, share } of findings) {
      expect(told.markdown).toMatch(new RegExp(`${id}\`? ${confidence}, ${share.toFixed(2)} %`));
      expect(told.github).toContain(`title=${id} ${confidence}%2C ${share.toFixed(2)} %25`);
    }
    const proof = diagnosis.findings[0]!.evidence[0]!;
    const { physicalLocation } = told.sarif.results[0]!.locations[0]!;
    expect([physicalLocation.artifactLocation.uri, physicalLocation.region.startLine]).toEqual([
      proof.file,
      proof.line,
    ]);
    expect(told.junit[1]!.attributes).toMatchObject({ file: proof.file, line: String(proof.line) });
    expect(told.markdown).toContain(`${proof.file}:${proof.line}`);
    expect(told.github).toContain(`file=${proof.file},line=${proof.line}`);
  });
});

const longSymbol = 'std::vector<std::pair<Key, Value>>::emplace_back'.repeat(210);
const starting: Diagnosis = {
  ...culprit,
  verdict: { ...culprit.verdict, summary: `::error::forged ##[error]forged ${'x'.repeat(80)} ::add-mask::perfwhy` },
  findings: [{ ...first, says: '::error::forged', of: longSymbol, check: '\n::stop-commands::x\n' }],
  warnings: [{ text: '\n::error file=a,line=1::forged\n##[error]forged\n##vso[task.complete]x' }],
};

/** Their text is for programs alone, which take a line of any length. */
const forPrograms: readonly string[] = ['json', 'html'];

describe.each(formats)('in %s hostile text', (format) => {
  test('obeys no terminal and no CI log, and is cut where it is endless', () => {
    const bad = format === 'json' ? /[\0-\x09\x0b-\x1f]/ : /[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]/;
    for (const diagnosis of [hostile, starting]) {
      const report = render(diagnosis, format);
      expect(report).not.toMatch(bad);
      if (format === 'github') expect(report.replace(/^::(?:error|warning|notice) [^\n]*\n/gm, '')).toBe('');
      else expect(report).not.toMatch(/^[ \t]*::(?:error|add-mask)/m);
    }
    if (!forPrograms.includes(format)) expect(longestLine(render(starting, format))).toBeLessThan(12_000);
  });

  test('is the same bytes every time', () => {
    expect(render(hostile, format)).toBe(render(structuredClone(hostile), format));
  });
});

function longestLine(text: string): number {
  return Math.max(...text.split('\n').map((line) => line.length));
}

test('hostile text is no element in JUnit and no link in SARIF', () => {
  const names = new Set<string>();
  const collect = ({ name, children }: XmlElement) => {
    names.add(name);
    for (const child of children) collect(child);
  };
  collect(parseXml(render(hostile, 'junit')));
  expect([...names].sort()).toEqual(['failure', 'skipped', 'system-out', 'testcase', 'testsuite', 'testsuites']);
  expect(nasty).toContain('](javascript:');
  for (const { message } of parsedSarif(hostile).results) expect(message.text).not.toContain('](');
});
