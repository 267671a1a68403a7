import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { diagnose } from '../../src/engine/diagnose.ts';
import type { Diagnosis } from '../../src/engine/diagnosis.ts';
import { readCase } from '../../src/formats/read-case.ts';
import { rules } from '../../src/rules/index.ts';
import { describeShared, sharedFolder } from '../support/shared.ts';

/**
 * One recording of a known kernel in many renderings: `flat.txt`, `callgraph.txt`, `children.txt`, ... are of the whole
 * system, `p-*` and `top-style.txt` of the receiver alone.
 */
const rendering =
  /^(?:p-)?(?:flat|flat-sink|callgraph|children|children-sink|caller|folded|script)(?:-perf[\d.]+)?\.txt$|^top-style\.txt$/;
/** The receiver's samples alone cannot show what only softirqs and senders do. */
const receiverAlone = /^p-|-sink|^top-style/;
const withCallers = /callgraph|children|caller|folded|script/;

interface Judged {
  readonly set: string;
  readonly name: string;
  readonly accept: readonly string[];
  readonly never: readonly string[];
  readonly renderings: ReadonlyMap<string, Rendering>;
}

interface Rendering {
  readonly diagnosis: Diagnosis;
  /** Percent of the samples that the rows show: perf leaves out what is below its limit. */
  readonly shown: number;
}

const outcomes = ['no-single-culprit', 'inconclusive', 'not-udp-receive'];

function answer({ verdict }: Diagnosis): string {
  return verdict.culprit ?? verdict.outcome;
}

function judgeAll(set: string): Judged[] {
  const labels = readFileSync(sharedFolder('corpus', set, 'labels.tsv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  return labels.map((line) => {
    const [name, , accept, never] = line.split('\t') as [string, string, string, string];
    const renderings = new Map<string, Rendering>();
    for (const file of readdirSync(sharedFolder('corpus', set, name)).sort()) {
      if (!rendering.test(file)) continue;
      const bytes = readFileSync(sharedFolder('corpus', set, name, file));
      const kase = readCase([{ name: file, bytes }]);
      const [profile] = kase.captures;
      const rows = profile?.kind === 'profile' ? profile.rows : [];
      const shown = rows.reduce((sum, row) => sum + (row.self ?? 0), 0);
      renderings.set(file.replace('.txt', ''), { diagnosis: diagnose(kase), shown });
    }
    return { set, name, accept: accept.split(','), never: never.split(',').filter(Boolean), renderings };
  });
}

describeShared('corpus/kernels', 'recordings of kernels 3.10 to 7.2 and of injected faults', () => {
  let judged: Judged[] = [];
  beforeAll(() => {
    judged = [...judgeAll('kernels'), ...judgeAll('lab')];
  }, 300_000);

  it('never names a cause that the recording rules out', () => {
    const wrong: string[] = [];
    for (const { name, never, renderings } of judged) {
      for (const [file, { diagnosis }] of renderings) {
        const { culprit } = diagnosis.verdict;
        if (culprit && (never.includes(culprit) || never.includes('ANY-CULPRIT')))
          wrong.push(`${name}/${file}: ${culprit}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('names a cause the label accepts, where the label names one that there is a rule for', () => {
    const side = new Map(rules.map((rule) => [rule.id, rule.side]));
    const wrong: string[] = [];
    for (const { name, accept, renderings } of judged) {
      if (!accept.some((one) => side.has(one) || outcomes.includes(one))) continue;
      const ofReceiver = accept.some((one) => side.get(one) === 'reader' || outcomes.includes(one));
      for (const [file, { diagnosis }] of renderings) {
        if (receiverAlone.test(file) && !ofReceiver) continue;
        const found = answer(diagnosis);
        if (!accept.includes(found) && found !== 'inconclusive') wrong.push(`${name}/${file}: ${found}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('names the same lock or cache miss in every rendering that shows callers and nine tenths of the samples', () => {
    const nature = new Map(rules.map((rule) => [rule.id, rule.nature]));
    const different: string[] = [];
    for (const { name, renderings } of judged) {
      for (const own of [true, false]) {
        const culprits = new Set<string>();
        for (const [file, { diagnosis, shown }] of renderings) {
          if (file.startsWith('p-') !== own || !withCallers.test(file) || file.includes('sink') || shown < 90) continue;
          const { verdict } = diagnosis;
          const kind = verdict.culprit && nature.get(verdict.culprit);
          culprits.add(kind === 'contention' || kind === 'cache-miss' ? verdict.culprit! : 'none of these');
        }
        if (culprits.size > 1) different.push(`${name}${own ? ' (receiver alone)' : ''}: ${[...culprits].join(', ')}`);
      }
    }
    expect(different).toEqual([]);
  });

  it('keeps to the baseline of every rendering', async () => {
    const lines: string[] = [];
    for (const { set, name, accept, renderings } of judged) {
      lines.push(`${set}/${name}    (label: ${accept.join(', ')})`);
      for (const [file, { diagnosis }] of renderings) {
        const { verdict, findings } = diagnosis;
        const { culprit, confidence, share } = verdict;
        const main = culprit ? `${culprit} ${confidence} ${share!.toFixed(1)} %` : verdict.outcome;
        const others = findings
          .slice(culprit ? 1 : 0)
          .map((one) => `${one.id} ${one.confidence} ${one.share.toFixed(1)} %`);
        lines.push(`  ${file.padEnd(24)} ${[main, ...others].join('; ')}`);
      }
    }
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('recordings.baseline.txt');
  });
});
