import type { Line } from '../../model/source.ts';
import { longestLine } from '../split.ts';
import { countOf, type Repair } from './repair.ts';

//     3.62%  app        [.] xsk_ring_prod__fill_=      (and not "=====", nor C++ "operator=")
const softBreak = /(?:^|[^=])=$/;
const operatorAtEnd = /operator[-+*/%^&|<>!=]{0,2}=$/;
const trailingBlank = /=(?:20|09)$/;
// =3D  =C2=A0: what an encoder must encode. `ldlat=30/P` and `name=20,` are perf's own and hold no such code.
const encoded = /=3D|=[C-F][0-9A-F]=[89AB][0-9A-F]/;
const sign = /=(?:20|09)?[ \t]*$/m;
// A full line of perf's that ends in `=` is proof alone.
const perfText = /^[>| ]*(?:#|\d{1,3}[.,]\d\d%|Samples: |PerfTop:)/;
// Encoders break at 76 characters, or a little before to keep a code or a character whole.
const shortestFullLine = 70;

/**
 * Raw quoted-printable mail: lines cut at 76 characters with a final `=`, `=3D`, `=20`, UTF-8 as `=C2=A0`.
 * Inside quotes (`> ...=` then `> rest`) the lines must be unquoted first, so it waits for the quotes to go.
 */
export const quotedPrintable: Repair = {
  name: 'quoted-printable',
  sign: (text) => text.includes('=') && sign.test(text),
  apply(lines) {
    let evidence = 0;
    let soft = 0;
    let quotedBreaks = 0;
    for (let i = 0; i < lines.length; i++) {
      const { text } = lines[i]!;
      if (!text.includes('=')) continue;
      if (trailingBlank.test(text) || encoded.test(text)) evidence++;
      if (!isSoftBreak(text)) continue;
      if (text.length >= shortestFullLine || text === '=') evidence += perfText.test(text) ? 3 : 1;
      soft++;
      if (text.startsWith('>') && lines[i + 1]?.text.startsWith('>')) quotedBreaks++;
    }
    if (evidence < 3 || quotedBreaks * 2 > soft) return undefined;

    const out: Line[] = [];
    let first = 0;
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i]!;
      let { text } = line;
      while (isSoftBreak(text) && i + 1 < lines.length && text.length < longestLine) {
        text = text.slice(0, -1) + lines[++i]!.text;
      }
      text = decode(text);
      if (text === line.text) {
        out.push(line);
        continue;
      }
      first ||= line.number;
      out.push({ text, number: line.number });
    }
    return { lines: out, did: `decoded quoted-printable (${countOf(soft, 'soft line break')})`, line: first };
  },
};

function isSoftBreak(text: string): boolean {
  return softBreak.test(text) && !operatorAtEnd.test(text);
}

/** Decodes only what an encoder has to encode, so that text around the mail keeps its `=30`. */
function decode(text: string): string {
  if (!text.includes('=')) return text;
  return text
    .replace(/(?:=[89A-F][0-9A-F])+/g, (codes) => utf8(codes))
    .replace(/=20$/, ' ')
    .replace(/=09$/, '\t')
    .replace(/=1B/g, '\x1b')
    .replace(/=3D/g, '=');
}

function utf8(codes: string): string {
  const bytes = Uint8Array.from(codes.slice(1).split('='), (code) => Number.parseInt(code, 16));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}
