import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { diagnose } from '../../../src/engine/diagnose.ts';
import type { Diagnosis } from '../../../src/engine/diagnosis.ts';
import { readCase } from '../../../src/formats/read-case.ts';
import { type HtmlInput, htmlInput, htmlReport } from '../../../src/report/html/index.ts';

export interface Made {
  readonly diagnosis: Diagnosis;
  readonly input: HtmlInput;
  readonly page: string;
}

/** The page of files read as one case, under their bare names. */
export function pageOf(...files: readonly string[]): Made {
  return pageOfTexts(Object.fromEntries(files.map((file) => [basename(file), readFileSync(file, 'utf8')])));
}

/** The page of texts by file name. */
export function pageOfTexts(texts: Readonly<Record<string, string>>): Made {
  const sources = Object.entries(texts).map(([name, text]) => ({ name, text }));
  const kase = readCase(sources.map(({ name, text }) => ({ name, bytes: new TextEncoder().encode(text) })));
  const diagnosis = diagnose(kase);
  const input = htmlInput(kase, diagnosis, { sources });
  return { diagnosis, input, page: htmlReport(input) };
}

/** What a reader sees of a page's markup: its text, without scripts and styles. */
export function textOf(page: string): string {
  return page
    .replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|amp|#39);/g, (_, name: keyof typeof entities) => entities[name]);
}

const entities = { lt: '<', gt: '>', quot: '"', amp: '&', '#39': "'" } as const;

interface Graph {
  readonly label: string;
  readonly total: number;
  readonly marked: number;
  readonly names: readonly (readonly string[])[];
  readonly frames: readonly number[];
  readonly folded: { readonly frames: number; readonly into: number };
}

/** The data that the page's script draws. */
export function graphsOf(page: string): { readonly frameFields: number; readonly graphs: readonly Graph[] } {
  const block = /<script type="application\/json" id="graphs">(.*?)<\/script>/s.exec(page);
  return block ? JSON.parse(block[1]!) : { frameFields: 0, graphs: [] };
}
