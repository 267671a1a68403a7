// Usage: node group.mjs REPORT...   Each report is an incident of its own; those with the same problem are listed together.
import { readFile } from 'node:fs/promises';
import { diagnose, readCase } from 'perfwhy';

const groups = new Map();
for (const name of process.argv.slice(2)) {
  const { verdict, findings } = diagnose(readCase([{ name, bytes: await readFile(name) }]));
  const culprit = findings.find(({ id }) => id === verdict.culprit);
  const key = culprit ? `${culprit.id} ${culprit.fingerprint}` : verdict.outcome;
  groups.set(key, [...(groups.get(key) ?? []), name]);
}
for (const [key, names] of groups) console.log(`${key}: ${names.join(', ')}`);
