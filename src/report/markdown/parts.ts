import type { AppliedRemedy, CostMap, Diagnosis, Finding } from '../../engine/diagnosis.ts';
import { stages } from '../../kernel/stages.ts';
import { byReason, describe, origin } from '../terminal/read.ts';
import { bar } from '../text/bars.ts';
import { percent, place } from '../text/numbers.ts';
import { unlisted } from '../text/unlisted.ts';
import { block, code, html, text } from './escape.ts';

export function proofTable({ evidence }: Finding): string[] {
  if (evidence.length === 0) return [];
  const rows = evidence.map((clause) => {
    const at = place(clause);
    return `| ${clause.strength} | ${text(clause.says)} | ${at === '' ? '' : code(at)} |`;
  });
  return [`| Strength | Proof | Line |\n| --- | --- | --- |\n${rows.join('\n')}`];
}

/** What to do, in the order to try; what can't help on this kernel is named in one line each. */
export function actions(remedies: readonly AppliedRemedy[]): string[] {
  if (remedies.length === 0) return [];
  const useful = remedies.filter(({ applies }) => applies === 'applies' || applies === 'unknown');
  const useless = remedies.filter((remedy) => !useful.includes(remedy));
  const lines = useful.flatMap((remedy, i) => action(remedy, i + 1));
  const excluded = useless.map(({ applies, what, because }) => `- ${applies}: ${text(what)} (${text(because)})`);
  return [['**Do**', '', ...lines, ...(lines.length > 0 && excluded.length > 0 ? [''] : []), ...excluded].join('\n')];
}

function action(remedy: AppliedRemedy, number: number): string[] {
  const lines = [`${number}. **${text(remedy.what)}** (${remedy.kind})`];
  const add = (key: string, value: string | undefined) => {
    if (value !== undefined && value !== '') lines.push(`   - ${key}: ${text(value)}`);
  };
  if (remedy.command !== undefined) lines.push('', ...block(remedy.command, '   '), '');
  add(remedy.applies === 'unknown' ? 'if' : 'applies', remedy.because);
  add('why', remedy.why);
  if (remedy.command !== undefined) add('undo', remedy.undo);
  add('risk', remedy.risk);
  add('expect', remedy.expect);
  add('verify', remedy.verify);
  add('reported', remedy.reportedGain);
  add('source', remedy.source.join(', '));
  return lines;
}

export function costMap(map: CostMap): string[] {
  const shares = new Map(map.shares.map(({ stage, share }) => [stage, share]));
  const rows = stages
    .filter((stage) => (shares.get(stage) ?? 0) > 0)
    .map((stage) => {
      const share = shares.get(stage)!;
      return `| ${stage} | ${percent(share)} | ${bar(share, 25) === '' ? '' : code(bar(share, 25))} |`;
    });
  const unplaced = map.unplaced > 0 ? `\n\n${percent(map.unplaced)} are in symbols that no stage is known for.` : '';
  const rest = unlisted(map);
  const cut = rest === undefined ? '' : `\n\n${text(rest)}`;
  const table = `| Stage | Share | |\n| --- | ---: | --- |\n${rows.join('\n')}${unplaced}${cut}`;
  return details(`Cost map: ${map.of}, ${place(map)}`, table);
}

/** What the answer rests on, folded. */
export function read(diagnosis: Diagnosis): string[] {
  const { captures, facts, warnings, notRun } = diagnosis;
  const lines = [
    ...captures.map((capture) => {
      const { file, firstLine, lastLine } = capture;
      const lines = firstLine === undefined ? file : `${file}:${firstLine}-${lastLine}`;
      return `- ${code(lines)} ${text(describe(capture))}`;
    }),
    ...facts.map((fact) => `- ${fact.name} ${text(fact.value)}${text(origin(fact))}`),
    ...byReason(notRun).map(([why, ids]) => `- not judged: ${ids.map(code).join(', ')} (${text(why)})`),
  ];
  const notes = warnings.map((warning) => {
    const at = place(warning);
    return `- ${at === '' ? '' : `${code(at)} `}${text(warning.text)}`;
  });
  return [
    ...(notes.length > 0 ? [`**Notes**\n\n${notes.join('\n')}`] : []),
    ...(lines.length > 0 ? details('What was read', lines.join('\n')) : []),
  ];
}

/** A folded part. Its summary is HTML, not markdown. */
export function details(summary: string, body: string): string[] {
  return [`<details><summary>${html(summary)}</summary>\n\n${body}\n\n</details>`];
}
