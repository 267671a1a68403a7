import type { AppliedRemedy, Finding, NextCapture } from '../../../engine/diagnosis.ts';
import { html, type Markup, prose } from '../markup.ts';
import { section } from '../page.ts';

/** What to do, in the order to try, and how to see that it worked. */
export function remediesPart(finding: Finding): Markup {
  return section(
    'do',
    'What to do',
    html`${remedyList(finding.remedies)}<p class="check"><span class="label">check</span> ${prose(finding.check)}</p>`,
  );
}

export function remedyList(remedies: readonly AppliedRemedy[]): Markup {
  const useful = remedies.filter(({ applies }) => applies === 'applies' || applies === 'unknown');
  const useless = remedies.filter((remedy) => !useful.includes(remedy));
  return html`<ol class="remedies">${useful.map(card)}</ol>${
    useless.length === 0
      ? ''
      : html`<ul class="useless">${useless.map((one) => html`<li><span class="badge">${one.applies}</span> ${prose(one.what)} <span class="weak">(${prose(one.because)})</span></li>`)}</ul>`
  }`;
}

function card(remedy: AppliedRemedy): Markup {
  const fits = remedy.applies === 'applies';
  const rows: Markup[] = [];
  const add = (key: string, text: string | undefined): void => {
    if (text !== undefined && text !== '') rows.push(html`<div><dt>${key}</dt><dd>${prose(text)}</dd></div>`);
  };
  add(fits ? 'applies' : 'if', remedy.because);
  add('why', remedy.why);
  if (remedy.command !== undefined) add('undo', remedy.undo);
  add('risk', remedy.risk);
  add('expect', remedy.expect);
  add('verify', remedy.verify);
  add('reported', remedy.reportedGain);
  add('source', remedy.source.join(', '));
  return html`<li><h3>${prose(remedy.what)} <span class="badge">${remedy.kind}</span></h3>${commandBlock(remedy.command)}<dl>${rows}</dl></li>`;
}

export function nextPart(next: NextCapture): Markup {
  return section('next', 'Next capture', html`<p>${prose(next.why)}</p>${commandBlock(next.command, '$ ')}`);
}

/** Lines are escaped one by one: only between them may there be line breaks. A remedy may be a call of C: it has no prompt. */
function commandBlock(command: string | undefined, prompt?: string): Markup {
  if (command === undefined) return html``;
  const lines = command.split('\n').filter((line) => line.trim() !== '');
  return html`<pre class="command">${lines.map(
    (
      line,
    ) => html`${prompt === undefined ? '' : html`<span class="prompt" aria-hidden="true">${prompt}</span>`}<code>${line}</code>
`,
  )}</pre>`;
}
