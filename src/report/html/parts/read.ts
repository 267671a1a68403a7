import type { Diagnosis } from '../../../engine/diagnosis.ts';
import type { Fact } from '../../../model/fact.ts';
import { byReason, describe, origin as originWords } from '../../terminal/read.ts';
import { html, type Markup, prose } from '../markup.ts';
import { type PageContext, placeLink, section } from '../page.ts';

/** What the answer rests on: captures, machine, how the text was read, and the causes that could not be judged. */
export function readPart(page: PageContext): Markup {
  const { captures, facts, warnings, notRun } = page.input.diagnosis;
  return section('read', 'What was read', [
    list(
      'Captures',
      captures.map((one) => {
        const { file, firstLine: line, lastLine } = one;
        if (line === undefined) return html`${placeLink(page, { file })} ${describe(one)}`;
        const lines = html`<span class="weak">lines ${line} to ${lastLine!}</span>`;
        return html`${placeLink(page, { file, line })} ${lines} ${describe(one)}`;
      }),
    ),
    list(
      'Machine',
      facts.map((fact) => html`<strong>${fact.name}</strong> ${fact.value}${origin(page, fact)}`),
    ),
    list(
      'Notes',
      warnings.map((warning) => html`${placeLink(page, warning)} ${warning.text}`),
    ),
    notJudged(notRun),
  ]);
}

/** Where a fact is from: the line that says it, as a link where the page shows it. */
function origin(page: PageContext, fact: Fact): Markup {
  if (fact.how === 'read' && fact.place !== undefined) return html` (${placeLink(page, fact.place)})`;
  return html`${originWords(fact)}`;
}

/** A damaged file may give a note per line. */
const mostItems = 200;

function list(title: string, items: readonly Markup[]): Markup {
  if (items.length === 0) return html``;
  const left = items.length - mostItems;
  const more = left > 0 ? html`<p class="weak">and ${left} more: see the JSON report</p>` : '';
  return html`<h3>${title}</h3><ul>${items.slice(0, mostItems).map((item) => html`<li>${item}</li>`)}</ul>${more}`;
}

function notJudged(notRun: Diagnosis['notRun']): Markup {
  if (notRun.length === 0) return html``;
  const reasons = byReason(notRun).map(
    ([why, ids]) => html`<li>${prose(why)}: ${ids.map((id) => html`<code>${id}</code> `)}</li>`,
  );
  return html`<details><summary>Causes not judged: ${notRun.length}</summary><ul>${reasons}</ul></details>`;
}
