/** Prints stacks the way perf does, so that what is read back can be compared with what was printed. */

/** A frame with the share of the stacks through it and of those that end in it, in percent. */
export interface Frame {
  readonly name: string;
  share: number;
  own: number;
  readonly children: Map<string, Frame>;
}

export interface Stack {
  /** In the order of the tree: `callee` starts with the row's symbol, `caller` with the outermost frame. */
  readonly frames: readonly string[];
  readonly share: number;
}

export function grow(stacks: readonly Stack[]): Frame {
  const root: Frame = { name: '', share: 0, own: 0, children: new Map() };
  for (const { frames, share } of stacks) {
    let at = root;
    at.share += share;
    for (const name of frames) {
      let child = at.children.get(name);
      if (!child) {
        child = { name, share: 0, own: 0, children: new Map() };
        at.children.set(name, child);
      }
      child.share += share;
      at = child;
    }
    at.own += share;
  }
  return root;
}

export interface Style {
  /** Blank between dashes and name of root and branch. */
  readonly root: '---' | '--- ';
  readonly branch: '--' | '-- ';
  readonly margin: number;
  readonly relative: boolean;
  readonly show: (share: number) => string;
}

export const percent = (share: number): string => `${share.toFixed(2)}%`;

export const styles = {
  '4.10': { root: '---', branch: '--', margin: 12, relative: false, show: percent },
  '4.4': { root: '---', branch: '-- ', margin: 17, relative: false, show: percent },
  '3.18': { root: '--- ', branch: '-- ', margin: 17, relative: false, show: percent },
  '3.18 fractal': { root: '--- ', branch: '-- ', margin: 14, relative: true, show: percent },
  '4.10 fractal': { root: '---', branch: '--', margin: 12, relative: true, show: percent },
  '4.10 count': { root: '---', branch: '--', margin: 12, relative: false, show: (s) => String(Math.round(s * 100)) },
} satisfies Record<string, Style>;

/** The frames of a node that share its value, and what hangs below the last. */
function chainOf(frame: Frame): Frame[] {
  const chain = [frame];
  for (let at = frame; at.children.size === 1 && at.own < 1e-9; ) {
    [at] = at.children.values() as Iterable<Frame> as [Frame];
    chain.push(at);
  }
  return chain;
}

function byShare(frame: Frame): Frame[] {
  return [...frame.children.values()].sort((a, b) => b.share - a.share);
}

export function stdio(tree: Frame, style: Style): string[] {
  const blank = ' '.repeat(style.margin);
  const lines = [`${blank}|`];
  const roots = byShare(tree);
  if (roots.length === 1) {
    const chain = chainOf(roots[0]!);
    lines.push(`${blank}${style.root}${chain[0]!.name}`);
    const indent = ' '.repeat(style.margin + style.root.length);
    for (const frame of chain.slice(1)) lines.push(`${indent}${frame.name}`);
    branches(lines, chain.at(-1)!, indent, style);
  } else branches(lines, tree, blank, style);
  lines.push('');
  return lines;
}

function branches(lines: string[], parent: Frame, indent: string, style: Style): void {
  const children = byShare(parent);
  for (const [index, child] of children.entries()) {
    const last = index === children.length - 1;
    const base = style.relative ? parent.share - parent.own : 100;
    const chain = chainOf(child);
    lines.push(`${indent}|          `);
    const value = style.show((child.share / base) * 100);
    lines.push(`${indent}${last ? ' ' : '|'}--${value}${style.branch}${chain[0]!.name}`);
    const below = `${indent}${last ? ' ' : '|'}          `;
    for (const frame of chain.slice(1)) lines.push(`${below}${frame.name}`);
    branches(lines, chain.at(-1)!, below, style);
  }
}

/** The browser's tree with everything unfolded. */
export function tui(tree: Frame): string[] {
  const lines: string[] = [];
  const roots = byShare(tree);
  for (const root of roots) tuiNode(lines, root, 3, roots.length > 1);
  return lines;
}

function tuiNode(lines: string[], frame: Frame, offset: number, valued: boolean): void {
  const chain = chainOf(frame);
  let at = offset;
  for (const [index, part] of chain.entries()) {
    const mark = index === chain.length - 1 && part.children.size > 0 ? '-' : ' ';
    const value = index === 0 && valued ? `${percent(part.share)} ` : '';
    lines.push(`${' '.repeat(at)}${mark} ${value}${part.name}`);
    if (index === 0 && valued) at += 3;
  }
  const children = byShare(chain.at(-1)!);
  const below = chain.length === 1 && valued ? at : at + 3;
  for (const child of children) tuiNode(lines, child, below, true);
}

export function folded(stacks: readonly Stack[]): string[] {
  return stacks.map(({ frames, share }) => `${percent(share)} ${frames.join(';')}`);
}

/** `cumulative`: as perf 4.10 and later print it, each chain with the share of longer ones that start with it. */
export function flat(tree: Frame, cumulative: boolean): string[] {
  const lines: string[] = [];
  const open: { frame: Frame; path: string[] }[] = [{ frame: tree, path: [] }];
  for (let at = open.pop(); at; at = open.pop()) {
    const { frame, path } = at;
    if (frame.own > 0 && path.length > 0) {
      lines.push(`           ${percent(cumulative ? frame.share : frame.own).padStart(cumulative ? 0 : 7)}`);
      for (const name of path) lines.push(`                ${name}`);
      lines.push('');
    }
    for (const child of frame.children.values()) open.push({ frame: child, path: [...path, child.name] });
  }
  return lines;
}
