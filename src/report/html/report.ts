import type { Diagnosis } from '../../engine/diagnosis.ts';
import { answer, primaryOf } from '../terminal/headline.ts';
import { mapStrings } from '../text/width.ts';
import { layOut } from './graph.ts';
import type { HtmlInput } from './input.ts';
import { escapeHtml, html, type Markup, nothing } from './markup.ts';
import colours from './page/colours.css?raw';
import documentScript from './page/document.js?raw';
import graphStyle from './page/graph.css?raw';
import graphScript from './page/graph.js?raw';
import media from './page/media.css?raw';
import pageStyle from './page/page.css?raw';
import parts from './page/parts.css?raw';
import pictures from './page/pictures.css?raw';
import { pageContext } from './page.ts';
import { cacheLinesPart } from './parts/cache-lines.ts';
import { graphPart } from './parts/graph.ts';
import { othersPart, proofPart, rivalsPart, rivalsTitle } from './parts/proof.ts';
import { readPart } from './parts/read.ts';
import { receivePathPart } from './parts/receive-path.ts';
import { nextPart, remediesPart } from './parts/remedies.ts';
import { sourcePart } from './parts/source.ts';
import { verdictPart } from './parts/verdict.ts';
import { sha256 } from './sha256.ts';

/**
 * The report as one page that needs no network: nothing in it is loaded from elsewhere, and its policy lets only its own
 * script and style run, whatever the names in the input hold. The same input gives the same page, byte for byte.
 */
export function htmlReport(input: HtmlInput): string {
  const diagnosis = clipped(input.diagnosis);
  const page = pageContext({ ...input, diagnosis });
  const primary = primaryOf(diagnosis);
  const graphs = layOut(input.trees);
  const sections: [id: string, title: string, part: Markup][] = [
    ['proof', 'Proof', primary ? proofPart(page, primary) : othersPart(page, diagnosis)],
    ['stacks', 'Call graph', graphPart(page, graphs)],
    ['path', 'Receive path', receivePathPart(diagnosis)],
    ['cache-lines', 'Cache lines', cacheLinesPart(page)],
    ['do', 'What to do', primary ? remediesPart(primary) : nothing],
    ['next', 'Next capture', diagnosis.nextCapture ? nextPart(diagnosis.nextCapture) : nothing],
    ['rivals', rivalsTitle(diagnosis.verdict.outcome), rivalsPart(page, diagnosis)],
    ['others', 'Also found', primary ? othersPart(page, diagnosis) : nothing],
    ['source', 'Input', sourcePart(page)],
    ['read', 'What was read', readPart(page)],
  ];
  const shown = sections.filter(([, , part]) => part.markup !== '');
  if (!primary && shown[0]?.[0] === 'proof') shown[0] = ['others', 'Found', shown[0][2]];
  const contents = shown.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`);
  const body = html`<a class="skip" href="#main">Skip to the answer</a><header><p class="brand">perfwhy</p><nav aria-label="Contents"><ul>${contents}</ul></nav></header>
<main id="main">${verdictPart(diagnosis)}
${shown.map(
  ([, , part]) => html`${part}
`,
)}</main>`;
  return document(`perfwhy: ${answer(diagnosis)}`, body);
}

/** Longest text of the diagnosis that is shown: names in it may be of any length. */
const longest = 1500;

function clipped(diagnosis: Diagnosis): Diagnosis {
  return mapStrings(diagnosis, (text, field) =>
    text.length > longest && field !== 'file' && field !== 'of' ? `${text.slice(0, longest)}...` : text,
  );
}

const style = [colours, pageStyle, graphStyle, pictures, parts, media].join('');
const script = [documentScript, graphScript].join('');

function document(title: string, body: Markup): string {
  const policy = `default-src 'none'; style-src 'sha256-${sha256(style)}'; script-src 'sha256-${sha256(script)}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
${body.markup}
<script>${script}</script>
</body>
</html>
`;
}
