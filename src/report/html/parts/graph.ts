import { stages } from '../../../kernel/stages.ts';
import { count, percent } from '../../text/numbers.ts';
import { printable } from '../../text/width.ts';
import { frameFields, type Graph, sides, widths } from '../graph.ts';
import type { HtmlInput } from '../input.ts';
import { html, jsonForScript, type Markup } from '../markup.ts';
import { type PageContext, section } from '../page.ts';

/** The call graphs with the culprit's path marked; the page's script draws them from the data beside it. */
export function graphPart(page: PageContext, graphs: readonly Graph[]): Markup {
  if (graphs.length === 0) return withoutStacks(page.input);
  const { treesLeftOut, diagnosis } = page.input;
  const { culprit } = diagnosis.verdict;
  const tabs = graphs.map(
    (graph, index) =>
      html`<button type="button" role="tab" id="tab${index}" aria-controls="graph" aria-selected="${index === 0 ? 'true' : 'false'}" tabindex="${index === 0 ? 0 : -1}">${graph.label}<span class="place"><bdi dir="ltr">${graph.from}</bdi></span>${
        graph.marked > 0 ? html`<span class="marked">${percent(graph.marked)} ${culprit ?? ''}</span>` : ''
      }</button>`,
  );
  const left =
    treesLeftOut.length === 0
      ? ''
      : html`<p class="weak">${count(treesLeftOut.length, 'more call graph')} not drawn: ${treesLeftOut.slice(0, 20).join('; ')}.</p>`;
  return section(
    'stacks',
    'Where the samples are',
    html`<div class="tabs" role="tablist" aria-label="Call graphs"${graphs.length > 1 ? html`` : html` hidden`}>${tabs}</div>
<div class="tools"><label>Search <input type="search" id="search" placeholder="symbol" autocomplete="off" spellcheck="false"></label><output id="found" for="search"></output><span class="buttons"><button type="button" id="to-culprit" hidden>Zoom to ${culprit === undefined ? 'the culprit' : culprit}</button><button type="button" id="whole" disabled>Whole graph</button></span></div>
<p class="legend">${culprit === undefined ? '' : html`<span class="chip culprit">${culprit}</span><span class="chip path">its callers</span>`}<span class="chip producer">softirq side</span><span class="chip reader">reader side</span><span class="chip application">application</span><span class="chip none">elsewhere</span></p>
<p id="graph-help" class="weak help">Callers are above their callees, widths are shares.${culprit === undefined ? '' : ' A red strip is the part of a frame that is its own samples.'} Arrow keys walk, Enter zooms, Escape shows the whole graph, / searches, n goes to the next match.</p>
<div id="graph" class="graph" role="tree" tabindex="0" aria-label="Call graph" aria-describedby="graph-help"></div>
<div id="frame" class="frame" aria-live="polite"></div>
<p id="folded" class="weak"></p><noscript><p class="notice">The call graphs are drawn by this page's script, which this browser does not run. All else is here.</p></noscript>${left}
<script type="application/json" id="graphs">${data(page, graphs)}</script>`,
  );
}

function withoutStacks({ diagnosis: { stages: costMaps, nextCapture } }: HtmlInput): Markup {
  if (costMaps.length === 0) return html``;
  const how = nextCapture === undefined ? '' : html` <a href="#next">What to capture next</a>.`;
  return section(
    'stacks',
    'Where the samples are',
    html`<p class="notice">This input has no call stacks, so there is no call graph to draw.${how}</p>`,
  );
}

function data(page: PageContext, graphs: readonly Graph[]): Markup {
  const places = page.input.sources.map(({ file, blocks }) => ({
    file: printable(file),
    lines: blocks.map(({ firstLine, lines }) => [firstLine, firstLine + lines.length - 1]),
  }));
  return {
    markup: jsonForScript({ frameFields, widths, stages, sides: sides.map((side) => side ?? ''), places, graphs }),
  };
}
