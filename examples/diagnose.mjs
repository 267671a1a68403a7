// Usage: node diagnose.mjs REPORT...   All reports are of one incident.
import { readFile } from 'node:fs/promises';
import { diagnose, readCase, render } from 'perfwhy';

const names = process.argv.slice(2);
const inputs = await Promise.all(names.map(async (name) => ({ name, bytes: await readFile(name) })));
const { verdict, findings, ...rest } = diagnose(readCase(inputs));

switch (verdict.outcome) {
  case 'culprit': {
    const culprit = findings.find(({ id }) => id === verdict.culprit);
    const [proof] = culprit.evidence;
    console.log(`${culprit.id}, ${verdict.confidence}: ${verdict.share} % of ${verdict.of}`);
    console.log(`${proof.file}:${proof.line} ${proof.says}`);
    break;
  }
  case 'no-single-culprit':
  case 'inconclusive':
  case 'not-udp-receive':
    console.log(`${verdict.outcome}: ${verdict.summary}`);
    break;
}
console.log(render({ verdict, findings, ...rest }, 'markdown').split('\n')[1]);
