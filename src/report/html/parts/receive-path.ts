import type { CostMap, Diagnosis, Finding } from '../../../engine/diagnosis.ts';
import type { Stage } from '../../../kernel/stages.ts';
import { primaryOf } from '../../terminal/headline.ts';
import { percent, place } from '../../text/numbers.ts';
import { unlisted } from '../../text/unlisted.ts';
import { html, type Markup } from '../markup.ts';
import { bar, section } from '../page.ts';

/** More pictures than this nobody compares by eye. */
const mostMaps = 8;

const producerLane = [
  ['driver', 'takes frames off the ring'],
  ['allocation', 'gets memory for packets'],
  ['gro', 'merges packets'],
  ['ip', 'IP input and routing'],
  ['netfilter', 'firewall, taps, BPF'],
  ['lookup', 'finds the socket'],
  ['enqueue', 'queues and accounts'],
  ['wakeup', 'wakes the reader'],
] as const satisfies readonly (readonly [Stage, string])[];

const readerLane = [
  ['syscall', 'enters and leaves recvmsg'],
  ['security', 'LSM and audit hooks'],
  ['dequeue', 'takes a datagram off'],
  ['copy', 'copies to user space'],
  ['release', 'gives memory accounting back'],
  ['free', 'frees the packet'],
  ['application', 'what the program does'],
] as const satisfies readonly (readonly [Stage, string])[];

const beside = [
  ['idle', 'waits for work'],
  ['other', 'no stage of the path'],
] as const satisfies readonly (readonly [Stage, string])[];

/** The way of a datagram as a picture: two lanes with the socket's queue between them, and the cost on each stage. */
export function receivePathPart(diagnosis: Diagnosis): Markup {
  const culprit = primaryOf(diagnosis);
  const proven = culprit?.evidence[0]?.file;
  const rank = ({ of, file }: CostMap): number => (of === culprit?.of ? 2 : 0) + (file === proven ? 1 : 0);
  const maps = diagnosis.stages.toSorted((a, b) => rank(b) - rank(a));
  if (maps.length === 0) return html``;
  const [first, ...others] = maps.slice(0, mostMaps);
  const left = maps.length - mostMaps;
  return section(
    'path',
    'Receive path',
    html`${picture(first!, culprit)}${others.map((map) => html`<details class="beside"><summary>${map.of}, <span class="place">${place(map)}</span></summary>${picture(map, culprit)}</details>`)}${
      left > 0 ? html`<p class="weak">${left} more cost maps are not drawn: see the JSON report.</p>` : ''
    }`,
  );
}

function picture(map: CostMap, culprit: Finding | undefined): Markup {
  const shares = new Map(map.shares.map(({ stage, share }) => [stage, share]));
  const stagesOf = (lane: readonly (readonly [Stage, string])[]): Markup[] =>
    lane.map(([stage, says]) => box(stage, says, shares.get(stage) ?? 0, culprit, map));
  const sum = (lane: readonly (readonly [Stage, string])[]): string =>
    percent(lane.reduce((total, [stage]) => total + (shares.get(stage) ?? 0), 0));
  const rest = beside.filter(([stage]) => (shares.get(stage) ?? 0) > 0);
  const unplaced =
    map.unplaced > 0
      ? html`<p class="weak">${percent(map.unplaced)} are in symbols that alone tell no stage, such as a lock without its callers: part of <code>other</code>.</p>`
      : html``;
  const rows = unlisted(map);
  const cut = rows === undefined ? html`` : html`<p class="weak">${rows}</p>`;
  return html`<figure class="path"><figcaption>${map.of}, <span class="place">${place(map)}</span></figcaption>
<div class="lane producer"><h3>Producer: softirq on the CPU of the NIC's interrupt <span class="sum">${sum(producerLane)}</span></h3><ol>${stagesOf(producerLane)}</ol></div>
<p class="queue"><span aria-hidden="true">&#8595;</span> socket receive queue <span aria-hidden="true">&#8595;</span></p>
<div class="lane reader"><h3>Reader: the thread in recvmsg <span class="sum">${sum(readerLane)}</span></h3><ol>${stagesOf(readerLane)}</ol></div>
${rest.length === 0 ? '' : html`<div class="lane none"><h3>Beside the path <span class="sum">${sum(rest)}</span></h3><ol>${stagesOf(rest)}</ol></div>`}${unplaced}${cut}</figure>`;
}

/** Steps of shading, by the share from which each begins. */
const heats = [0.005, 2, 8, 20, 40];

function box(stage: Stage, says: string, share: number, culprit: Finding | undefined, map: CostMap): Markup {
  // Without callers the time of a lock lies elsewhere: then the culprit's stage is not where its cost is drawn.
  const isCulprit = culprit?.stage === stage && culprit.of === map.of && share >= culprit.share / 2;
  const heat = heats.filter((from) => share >= from).length;
  return html`<li class="stage heat${heat}${isCulprit ? ' culprit' : ''}"><span class="name">${stage}</span><span class="cost">${heat === 0 ? '–' : percent(share)}</span>${bar(share, isCulprit ? 'culprit' : 'cost')}<span class="does">${says}</span>${
    isCulprit ? html`<span class="is">${culprit.id}</span>` : ''
  }</li>`;
}
