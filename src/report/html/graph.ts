import { type HierarchyRectangularNode, hierarchy, partition } from 'd3-hierarchy';
import { ownStage } from '../../engine/cost-map.ts';
import { type Side, type Stage, stages } from '../../kernel/stages.ts';
import { lookupSymbol } from '../../kernel/symbols.ts';
import { type CallTree, totals, unshownFrame } from '../../model/call-tree.ts';
import { place } from '../text/numbers.ts';
import { printable, shorten } from '../text/width.ts';
import { mark, type TreeView } from './input.ts';

/** Frames of all graphs of a page together, and of one: more make the file large and no screen shows them. */
const mostFrames = 14_000;
const mostFramesOfOne = 4000;
/** No frame below this share of its graph, in percent: a third of a pixel on a wide screen. */
const smallestShare = 0.02;
/** Template instances run to thousands of characters; both ends tell them apart. */
const longestName = 240;

/** An icicle as the page's script draws it. Frames are numbers in a row, `frameFields` of them each, callers first. */
export interface Graph {
  readonly label: string;
  readonly file: string;
  /** The file, with the line where the profile begins when it holds several. */
  readonly from: string;
  /** Percent of the view's samples that the whole width stands for, and that have stacks. */
  readonly total: number;
  readonly shown: number;
  readonly marked: number;
  /** Name and, where it is known, what the function does. */
  readonly names: readonly (readonly [string] | readonly [string, string])[];
  readonly frames: readonly number[];
  readonly depth: number;
  readonly folded: { readonly frames: number; readonly into: number; readonly below: number };
  readonly idle: number;
}

/**
 * Parent, name (of folded frames: minus their number), left edge and width in `widths` of the whole, own share in 1/10000
 * percent, line, stage, side, mark.
 */
export const frameFields = 9;
export const widths = 1_000_000;
export const sides: readonly (Side | undefined)[] = [undefined, 'producer', 'reader'];

interface Frame {
  readonly node: number;
  /** Number of frames that this rectangle stands for, when it is no single one. */
  readonly folded: number;
  readonly own: number;
  readonly children: Frame[];
  readonly isMissing?: true;
}

/** Lays out the call graphs. The frames that a screen could not show are folded into one rectangle per caller. */
export function layOut(views: readonly TreeView[]): Graph[] {
  const most = Math.min(mostFramesOfOne, Math.floor(mostFrames / Math.max(1, views.length)));
  return views.map((view) => graphOf(view, most));
}

function graphOf(view: TreeView, most: number): Graph {
  const { tree, marks, base } = view;
  const total = totals(tree);
  const limit = limitFor(total, most);
  const root = fold(tree, total, (node) => total[node]! >= limit || (marks[node]! > 0 && total[node]! >= limit / 4));
  const missing = base - total[0]!;
  if (missing >= base / 100) root.children.push({ node: 0, folded: 0, own: missing, children: [], isMissing: true });
  const nodes = hierarchy(root, (frame) => frame.children)
    .sum((frame) => frame.own)
    .sort((a, b) => rank(a.data) - rank(b.data) || b.value! - a.value! || a.data.node - b.data.node);
  const placed = partition<Frame>().size([widths, nodes.height + 1])(nodes);
  const { names, frames } = encode(placed, view);
  const foldedNodes = placed.descendants().filter(({ data }) => data.folded > 0);
  return {
    label: printable(view.of),
    file: printable(view.file),
    from: printable(place(view)),
    total: (nodes.value! * 100) / base,
    shown: (total[0]! * 100) / base,
    marked: view.marked,
    names,
    frames,
    depth: nodes.height + 1,
    folded: {
      frames: foldedNodes.reduce((sum, { data }) => sum + data.folded, 0),
      into: foldedNodes.length,
      below: (limit * 100) / base,
    },
    idle: view.idle,
  };
}

/** Frames first, then what stands for several, then what is not known. */
function rank({ folded, isMissing }: Frame): number {
  return isMissing ? 2 : folded > 0 ? 1 : 0;
}

/** The share, in the tree's percents, below which frames are folded. */
function limitFor(total: Float64Array, most: number): number {
  const smallest = (total[0]! * smallestShare) / 100;
  const large = total.filter((share) => share >= smallest);
  if (large.length <= most) return smallest;
  return large.sort()[large.length - most]!;
}

/** The tree of the frames to show. A frame's callers are as large as it is, so none is shown without them. */
function fold(tree: CallTree, total: Float64Array, shown: (node: number) => boolean): Frame {
  const { parent, self } = tree;
  const frames = new Map<number, Frame>();
  // Number of frames in each subtree, and what is folded below each frame that is shown.
  const size = new Uint32Array(parent.length).fill(1);
  for (let node = parent.length - 1; node > 0; node--) {
    if (total[node] === 0) size[node] = 0;
    size[parent[node]!]! += size[node]!;
  }
  const root: Frame = { node: 0, folded: 0, own: self[0]!, children: [] };
  frames.set(0, root);
  const hidden = new Map<number, { share: number; frames: number }>();
  for (let node = 1; node < parent.length; node++) {
    const up = frames.get(parent[node]!);
    if (!up || total[node]! <= 0) continue;
    if (shown(node)) {
      const frame: Frame = { node, folded: 0, own: self[node]!, children: [] };
      up.children.push(frame);
      frames.set(node, frame);
    } else {
      const rest = hidden.get(up.node) ?? { share: 0, frames: 0 };
      hidden.set(up.node, { share: rest.share + total[node]!, frames: rest.frames + size[node]! });
    }
  }
  for (const [node, rest] of hidden) {
    frames.get(node)!.children.push({ node, folded: rest.frames, own: rest.share, children: [] });
  }
  return root;
}

const rootSymbol = -1;
const missingSymbol = -2;

function encode(root: HierarchyRectangularNode<Frame>, view: TreeView): Pick<Graph, 'names' | 'frames'> {
  const { tree, marks, base } = view;
  const names: (readonly [string] | readonly [string, string])[] = [['all'], ['no stack in the text']];
  const idOfSymbol = new Map<number, number>([
    [rootSymbol, 0],
    [missingSymbol, 1],
  ]);
  const numbers = new Map<HierarchyRectangularNode<Frame>, number>();
  const places: { stage: Stage | undefined; side: Side | undefined }[] = [];
  const frames: number[] = [];
  const whole = wholes(root, marks);
  root.eachBefore((node) => {
    const { data, parent } = node;
    const number = numbers.size;
    numbers.set(node, number);
    const up = parent ? numbers.get(parent)! : -1;
    const symbol = data.isMissing ? missingSymbol : tree.symbol[data.node]!;
    const key = symbol < 0 ? '' : tree.symbols[symbol]!;
    const place = data.folded > 0 || number === 0 ? places[up] : placeOf(key, places[up]);
    places.push(place ?? { stage: undefined, side: undefined });
    let id = idOfSymbol.get(symbol);
    if (id === undefined) {
      const meaning = lookupSymbol(key)?.meaning;
      const name = shorten(printable(key), longestName);
      id = names.push(meaning === undefined ? [name] : [name, meaning]) - 1;
      idOfSymbol.set(symbol, id);
    }
    const left = Math.round(node.x0);
    const own = marks[data.node]!;
    frames.push(
      up,
      data.folded > 0 ? -data.folded : id,
      left,
      Math.round(node.x1) - left,
      Math.round((data.own * 1e6) / base),
      data.folded > 0 ? 0 : tree.line[data.node]!,
      place?.stage === undefined ? -1 : stages.indexOf(place.stage),
      sides.indexOf(place?.side),
      data.isMissing
        ? mark.missing
        : data.folded > 0
          ? mark.none
          : own === mark.culprit && !whole.has(node)
            ? mark.own
            : own,
    );
  });
  return { names, frames };
}

/** Frames of which every sample is the culprit's, with all that they call. */
function wholes(root: HierarchyRectangularNode<Frame>, marks: Uint8Array): Set<HierarchyRectangularNode<Frame>> {
  const found = new Set<HierarchyRectangularNode<Frame>>();
  root.eachAfter((node) => {
    if (marks[node.data.node] !== mark.culprit || node.data.isMissing) return;
    // What is folded is as its caller is: too small to tell apart.
    if (node.children?.every((child) => child.data.folded > 0 || found.has(child)) ?? true) found.add(node);
  });
  return found;
}

/** Stage and side of a frame; locks, memory and what is not known belong to their caller's. */
function placeOf(
  key: string,
  caller: { stage: Stage | undefined; side: Side | undefined } | undefined,
): { stage: Stage | undefined; side: Side | undefined } {
  if (key === unshownFrame) return { stage: undefined, side: undefined };
  const stage = ownStage(key);
  const side = lookupSymbol(key)?.side;
  return { stage: stage ?? caller?.stage, side: side ?? caller?.side };
}
