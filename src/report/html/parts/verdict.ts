import type { Diagnosis, Finding } from '../../../engine/diagnosis.ts';
import { atMostText, primaryOf } from '../../terminal/headline.ts';
import { count, percent } from '../../text/numbers.ts';
import { html, type Markup, prose } from '../markup.ts';
import { bar } from '../page.ts';

const outcomeWords = {
  culprit: 'culprit',
  'no-single-culprit': 'no single culprit',
  inconclusive: 'inconclusive',
  'not-udp-receive': 'not UDP receive',
} as const;

/** The answer: cause, confidence, share, mechanism, and what removing it can give at most. */
export function verdictPart(diagnosis: Diagnosis): Markup {
  const { verdict, captures } = diagnosis;
  const primary = primaryOf(diagnosis);
  const outcome = captures.length === 0 ? 'no perf output found' : outcomeWords[verdict.outcome];
  const title =
    verdict.culprit === undefined
      ? html`<h1>${outcome}${verdict.instead === undefined ? '' : `: ${verdict.instead}`}</h1>`
      : html`<h1><code>${verdict.culprit}</code> <span class="badge ${verdict.confidence ?? 'possible'}">${verdict.confidence ?? ''}</span></h1>`;
  return html`<section id="verdict" class="verdict ${verdict.outcome}">${title}${share(diagnosis)}<p class="summary">${prose(verdict.summary)}</p>${
    primary === undefined ? '' : atMost(primary)
  }${from(diagnosis)}</section>`;
}

const mostFiles = 5;

/** What the page is about, for whom it is sent to: the kernel and the files. */
function from({ captures, facts }: Diagnosis): Markup {
  const kernel = facts.find(({ name }) => name === 'kernel');
  const files = [...new Set(captures.map(({ file }) => file))];
  if (files.length === 0) return html``;
  const names = files
    .slice(0, mostFiles)
    .map((file, i) => html`${i > 0 ? ', ' : ''}<span class="place">${file}</span>`);
  const more = files.length > mostFiles ? ` and ${files.length - mostFiles} more` : '';
  const of = kernel ? `kernel ${kernel.value}${kernel.how === 'inferred' ? ' (inferred)' : ''}, ` : '';
  return html`<p class="weak">${of}${count(files.length, 'file')}: ${names}${more}</p>`;
}

function share({ verdict }: Diagnosis): Markup {
  if (verdict.share === undefined) return html``;
  return html`<p class="share"><strong>${percent(verdict.share)}</strong> of ${verdict.of ?? 'the samples'}${bar(verdict.share, 'culprit')}</p>`;
}

function atMost(finding: Finding): Markup {
  return html`<p class="at-most"><span class="label">at most</span> ${atMostText(finding)}</p>`;
}
