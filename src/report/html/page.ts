import { place } from '../text/numbers.ts';
import type { HtmlInput } from './input.ts';
import { html, type Markup } from './markup.ts';

/** What the parts of a page share: which lines of the inputs are on it, and so can be linked to. */
export interface PageContext {
  readonly input: HtmlInput;
  /** Id of the element that shows the line, when there is one. */
  anchor(file: string | undefined, line: number | undefined): string | undefined;
}

export function pageContext(input: HtmlInput): PageContext {
  const files = new Map(input.sources.map((source, index) => [source.file, { source, index }]));
  return {
    input,
    anchor(file, line) {
      const found = file === undefined || line === undefined ? undefined : files.get(file);
      const isShown = found?.source.blocks.some(
        ({ firstLine, lines }) => line! >= firstLine && line! < firstLine + lines.length,
      );
      return isShown ? lineId(found!.index, line!) : undefined;
    },
  };
}

export function lineId(file: number, line: number): string {
  return `L${file}-${line}`;
}

/** `name:12`, as a link where the page shows the line. */
export function placeLink(page: PageContext, at: { readonly file?: string; readonly line?: number }): Markup {
  const text = place(at);
  if (text === '') return html``;
  const anchor = page.anchor(at.file, at.line);
  return anchor === undefined
    ? html`<span class="place">${text}</span>`
    : html`<a class="place" href="#${anchor}">${text}</a>`;
}

/** A part of the page with its heading; the contents list links to its id. */
export function section(id: string, title: string, body: Markup | readonly Markup[]): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${body}</section>`;
}

/** A bar of a share in percent: presentation attributes, because the page's policy forbids inline styles. */
export function bar(share: number, kind: string, threshold?: number): Markup {
  const width = Math.max(0, Math.min(100, share));
  const tick =
    threshold === undefined || threshold > 100
      ? html``
      : html`<rect class="tick" x="${threshold.toFixed(2)}%" width="2" height="100%"></rect>`;
  return html`<svg class="bar" aria-hidden="true" focusable="false"><rect class="rail" width="100%" height="100%"></rect><rect class="${kind}" width="${width.toFixed(2)}%" height="100%"></rect>${tick}</svg>`;
}
