// Usage: node own-rules.mjs PACK.yaml REPORT
import { readFile } from 'node:fs/promises';
import { diagnose, readCase } from 'perfwhy';
import { parsePack } from 'perfwhy/rule-packs';

const [packName, name] = process.argv.slice(2);
const { pack, problems } = parsePack(await readFile(packName, 'utf8'), packName);
if (problems) {
  for (const { file, line, column, text } of problems) console.error(`${file}:${line}:${column}: ${text}`);
  process.exitCode = 2;
} else {
  const { rules, remedies } = pack;
  const { findings } = diagnose(readCase([{ name, bytes: await readFile(name) }]), { rules, remedies });
  for (const { id, confidence, share, of } of findings) console.log(`${id} ${confidence} ${share} % of ${of}`);
}
