import type { Diagnosis, Evidence, Finding } from '../../../engine/diagnosis.ts';
import { primaryOf } from '../../terminal/headline.ts';
import { withCause } from '../../terminal/proof.ts';
import { doubtsOf } from '../../text/doubts.ts';
import { percent } from '../../text/numbers.ts';
import { html, type Markup, prose } from '../markup.ts';
import { bar, type PageContext, placeLink, section } from '../page.ts';
import { remedyList } from './remedies.ts';

/** What proves the culprit, and what keeps the answer from being surer. */
export function proofPart(page: PageContext, finding: Finding): Markup {
  return section('proof', 'Proof', html`${evidenceTable(page, finding)}${doubts(finding)}${accepted(finding)}`);
}

function evidenceTable(page: PageContext, { evidence }: Finding): Markup {
  if (evidence.length === 0) return html`<p class="weak">no clause with a value</p>`;
  return html`<ol class="evidence">${evidence.map((clause) => evidenceRow(page, clause))}</ol>`;
}

function evidenceRow(page: PageContext, clause: Evidence): Markup {
  return html`<li class="${clause.strength}"><span class="strength">${clause.strength}</span><div class="says">${prose(clause.says)}${measured(clause)}</div><div class="at">${placeLink(page, clause)}</div></li>`;
}

function measured({ value, threshold, unit, of, strength }: Evidence): Markup {
  if (value === undefined || unit !== 'percent') return html``;
  const needed = threshold === undefined ? '' : `, counts from ${threshold} %`;
  const kind = strength === 'against' ? 'against' : 'culprit';
  return html`<div class="measured">${bar(value, kind, threshold)}<span>${percent(value)}${of === undefined ? '' : ` of ${of}`}${needed}</span></div>`;
}

function doubts(finding: Finding): Markup {
  const reasons = doubtsOf(finding);
  if (reasons.length === 0) return html``;
  return html`<h3>But</h3><ul class="doubts">${reasons.map((reason) => html`<li>${prose(reason)}</li>`)}</ul>`;
}

/** What tells the finding from others in baselines and lists of ignored ones, and whether it is in them. */
function accepted({ fingerprint, baseline, ignored }: Finding): Markup {
  const known = baseline === undefined ? '' : html`, ${baseline === 'new' ? 'not in' : 'in'} the baseline`;
  const until = ignored === undefined ? '' : html`, ignored until ${ignored.until}: ${ignored.reason}`;
  return html`<p class="weak">fingerprint <code>${fingerprint}</code>${known}${until}</p>`;
}

/** Causes it could have been, and why not; without an answer they are no more than considered. */
export function rivalsPart(page: PageContext, { rivals, verdict }: Diagnosis): Markup {
  if (rivals.length === 0) return html``;
  const rows = rivals.map(
    (rival) =>
      html`<div><dt><code>${rival.id}</code> <span class="weak">${rival.title}</span></dt><dd>${prose(rival.why)} ${placeLink(page, rival)}</dd></div>`,
  );
  return section('rivals', rivalsTitle(verdict.outcome), html`<dl class="rivals">${rows}</dl>`);
}

export function rivalsTitle(outcome: Diagnosis['verdict']['outcome']): string {
  return outcome === 'inconclusive' ? 'Considered' : 'Ruled out';
}

/** Findings beside the primary one, each with its own proof and remedies. */
export function othersPart(page: PageContext, diagnosis: Diagnosis): Markup {
  const primary = primaryOf(diagnosis);
  const others = diagnosis.findings.filter((finding) => finding !== primary);
  if (others.length === 0) return html``;
  return section(
    'others',
    primary ? 'Also found' : 'Found',
    others.map((finding) => other(page, finding)),
  );
}

function other(page: PageContext, finding: Finding): Markup {
  const { id, confidence, share, of, says, check } = finding;
  return html`<details><summary><code>${id}</code> <span class="badge ${confidence}">${confidence}</span> ${percent(share)} of ${of} <span class="weak">${withCause(finding)}</span></summary><p>${prose(says)}</p>${evidenceTable(page, finding)}${doubts(finding)}${accepted(finding)}${remedyList(finding.remedies)}<p><span class="label">check</span> ${prose(check)}</p></details>`;
}
