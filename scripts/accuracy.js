// How often the verdict is right on labelled reports: `npm run accuracy [-- FOLDER] [--list]`. FOLDER (default
// ../shared/corpus) holds article/, kernels/, lab/ and public/, each with a labels.tsv. The rules were written and tuned with
// article/, kernels/ and lab/; public/ was only used to test that texts are read, so its figures are the ones that count.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { diagnose, readCase } from '../dist/index.js';

const args = process.argv.slice(2);
const list = args.includes('--list');
const root =
  args.find((arg) => !arg.startsWith('-')) ??
  join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'shared', 'corpus');
const outcomes = new Set(['no-single-culprit', 'inconclusive', 'not-udp-receive']);

/** Renderings of one recording: a flat list cannot tell what callers tell, so they are counted apart. */
const rendering =
  /^(?:p-)?(flat|flat-sink|callgraph|children|children-sink|caller|folded|script)(?:-perf[\d.]+)?\.txt$|^(top-style)\.txt$/;

function* reports() {
  for (const set of ['article', 'kernels', 'lab', 'public']) {
    const labels = join(root, set, 'labels.tsv');
    if (!existsSync(labels)) continue;
    const [head, ...lines] = readFileSync(labels, 'utf8').trim().split('\n');
    const columns = head.split('\t');
    for (const line of lines) {
      const cells = Object.fromEntries(line.split('\t').map((cell, i) => [columns[i], cell]));
      const name = cells.file ?? cells.case;
      const path = join(root, set, name);
      const label = { set, about: cells.about_udp_receive, accept: split(cells.accept), never: split(cells.never) };
      if (!existsSync(path)) continue;
      if (!statSync(path).isDirectory()) {
        yield { ...label, name: `${set}/${name}`, kind: cells.kind ?? 'other', path };
        continue;
      }
      for (const file of readdirSync(path).sort()) {
        const found = rendering.exec(file);
        if (found)
          yield { ...label, name: `${set}/${name}/${file}`, kind: found[1] ?? found[2], path: join(path, file) };
      }
    }
  }
}

function split(cell) {
  return (cell ?? '').split(',').filter(Boolean);
}

/** What became of one report. Silence where the label names a cause is no error, but it is not right either. */
function judged({ path, name, about, accept, never }) {
  const { verdict } = diagnose(readCase([{ name, bytes: readFileSync(path) }]));
  const answer = verdict.culprit ?? verdict.outcome;
  const right = accept.includes(answer);
  const forbidden = verdict.culprit !== undefined && (never.includes(verdict.culprit) || never.includes('ANY-CULPRIT'));
  return {
    answer,
    confidence: verdict.confidence,
    right,
    inconclusive: !right && answer === 'inconclusive',
    missed: !right && outcomes.has(answer) && answer !== 'inconclusive',
    wrong: !right && verdict.culprit !== undefined,
    wrongConfirmed: !right && verdict.confidence === 'confirmed',
    falseAlarm: about === 'no' && (forbidden || verdict.culprit !== undefined),
    notAbout: about === 'no',
  };
}

const groups = new Map();
function count(group, result) {
  const sums = groups.get(group) ?? {
    reports: 0,
    right: 0,
    inconclusive: 0,
    missed: 0,
    wrong: 0,
    wrongConfirmed: 0,
    notAbout: 0,
    falseAlarm: 0,
  };
  sums.reports++;
  for (const key of ['right', 'inconclusive', 'missed', 'wrong', 'wrongConfirmed', 'notAbout', 'falseAlarm'])
    if (result[key]) sums[key]++;
  groups.set(group, sums);
}

for (const report of reports()) {
  const result = judged(report);
  count(`${report.set}`, result);
  count(`${report.set} ${report.kind}`, result);
  if (list && !result.right) {
    console.log(
      `${report.name}: ${result.answer}${result.confidence ? ` ${result.confidence}` : ''}; accepted: ${report.accept.join(', ')}`,
    );
  }
}

const headings = [
  'reports',
  'right',
  'inconclusive',
  'missed',
  'wrong',
  'wrong confirmed',
  'not about UDP',
  'false alarms',
];
console.log(`${''.padEnd(30)} ${headings.join('  ')}`);
for (const [group, sums] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const cells = Object.values(sums).map((value, i) => String(value).padStart(headings[i].length));
  const percent = ((sums.right * 100) / sums.reports).toFixed(1);
  console.log(`${group.padEnd(30)} ${cells.join('  ')}  ${percent.padStart(5)} % right`);
}
