import type { TouchedField } from '../../../kernel/fields-touched.ts';
import type { Side } from '../../../kernel/stages.ts';
import { lookupSymbol } from '../../../kernel/symbols.ts';
import { type CacheLineAccess, hitmShare } from '../../../model/cache-line.ts';
import { percent } from '../../text/numbers.ts';
import { shorten } from '../../text/width.ts';
import type { SharedLine } from '../input.ts';
import { html, type Markup } from '../markup.ts';
import { bar, type PageContext, placeLink, section } from '../page.ts';

const slot = 8;
const mostFunctions = 6;

/** Cache lines of perf c2c: eight bytes to a cell, with the field that lies there and who touches it. */
export function cacheLinesPart(page: PageContext): Markup {
  const { cacheLines } = page.input;
  if (cacheLines.length === 0) return html``;
  return section(
    'cache-lines',
    'Shared cache lines',
    html`<p class="legend"><span class="chip producer">softirq side</span><span class="chip reader">reader side</span><span class="chip none">either or not known</span> <span class="weak">Field names are told from the functions that share the line; offsets differ from kernel to kernel.</span></p>${cacheLines.map((shared) => cacheLine(page, shared))}`,
  );
}

function cacheLine(page: PageContext, { file, line, fields }: SharedLine): Markup {
  const bySlot = new Map<number | undefined, CacheLineAccess[]>();
  for (const access of line.accesses) {
    const at = access.offset === undefined ? undefined : Math.floor(access.offset / slot);
    const known = bySlot.get(at);
    if (known) known.push(access);
    else bySlot.set(at, [access]);
  }
  const last = Math.max(7, ...[...bySlot.keys()].map((at) => at ?? 0));
  const cells: Markup[] = [];
  for (let at = 0; at <= Math.min(last, 15); at++) cells.push(cell(at, bySlot.get(at), line, fields));
  const nowhere = bySlot.get(undefined);
  if (nowhere) cells.push(cell(undefined, nowhere, line, fields));
  const counts = line.hitm ? `, ${line.hitm.remote} remote and ${line.hitm.local} local HITM` : '';
  const upTo = line.shareIsUpperBound ? 'at most ' : '';
  return html`<figure class="cache-line"><figcaption><strong>${upTo}${percent(line.share)}</strong> of all HITM${counts}: line <code>${line.address || line.index}</code> ${placeLink(page, { file, line: line.line })}${bar(line.share, 'culprit')}</figcaption><ol class="bytes">${cells}</ol>${fields.map(fieldNote)}</figure>`;
}

function fieldNote(touched: TouchedField): Markup {
  if (touched.sharing === 'unknown') return html``;
  const field = html`<code>${touched.struct}.${touched.field}</code>`;
  const says =
    touched.sharing === 'true'
      ? html`${field}: both sides need these very bytes (true sharing): only less sharing helps.`
      : html`${field}: one side writes these bytes while the other wants others of the line (false sharing): moving the field helps.`;
  return html`<p class="sharing">${says}</p>`;
}

function cell(
  at: number | undefined,
  accesses: readonly CacheLineAccess[] | undefined,
  line: SharedLine['line'],
  fields: readonly TouchedField[],
): Markup {
  const where = at === undefined ? 'offset not shown' : `0x${(at * slot).toString(16).padStart(2, '0')}`;
  if (!accesses) return html`<li class="untouched"><span class="offset">${where}</span></li>`;
  const names = fields
    .filter(({ lines }) => accesses.some((access) => lines.includes(access.line)))
    .map((field) => (field.field === 'unknown' ? field.candidates.join(' or ') : `${field.struct}.${field.field}`));
  const share = hitmShare(line, accesses);
  return html`<li class="touched"><span class="offset">${where}</span><span class="field">${names.length > 0 ? html`<code>${names.join(', ')}</code>` : html`<span class="weak">field not known</span>`}</span><span class="hitm">${percent(share)} of all HITM</span>${bar(share, 'culprit')}${functions(accesses)}</li>`;
}

interface Toucher {
  readonly name: string;
  hitm: number;
  stores: number;
}

function functions(accesses: readonly CacheLineAccess[]): Markup {
  const byName = new Map<string, Toucher>();
  for (const access of accesses) {
    const name = access.symbol ?? 'symbol not shown';
    const one = byName.get(name) ?? { name, hitm: 0, stores: 0 };
    one.hitm += access.remoteHitm + access.localHitm;
    one.stores += access.stores;
    byName.set(name, one);
  }
  const all = [...byName.values()].sort((a, b) => b.hitm - a.hitm || b.stores - a.stores || (a.name < b.name ? -1 : 1));
  const keys = new Map(accesses.map((access) => [access.symbol, access.key]));
  const chips = all.slice(0, mostFunctions).map((one) => {
    const side: Side | 'none' = lookupSymbol(keys.get(one.name) ?? '')?.side ?? 'none';
    return html`<li class="chip ${side}">${shorten(one.name, 60)} <span class="how">${howTouched(one)}</span></li>`;
  });
  const left = all.length - mostFunctions;
  return html`<ul class="chips">${chips}${left > 0 ? html`<li class="weak">and ${left} more</li>` : ''}</ul>`;
}

function howTouched({ hitm, stores }: Toucher): string {
  if (stores > 0) return hitm > 0 ? 'reads and writes' : 'writes';
  return hitm > 0 ? 'reads' : 'touches';
}
