import { groupKey, type StackSet, SymbolTable, unshownFrame } from '../../model/call-tree.ts';
import type { Row } from '../../model/profile.ts';
import type { Note } from '../../model/source.ts';
import { isRelative, orderOf } from './evidence.ts';
import { treeScale } from './filtered-base.ts';
import type { RawTree } from './raw-tree.ts';
import { type NamedTree, nameTrees, type RowTree, type TreeOptions } from './section.ts';
import { isCumulative, type ShareRules, sharesOf, unitsPerPercent } from './shares.ts';
import { ShownCallees } from './shown-callees.ts';
import { stacksOfTree, stacksWithoutTree } from './stacks-of-row.ts';

export type { RowTree, TreeOptions } from './section.ts';

/**
 * Converts all call graphs of a section to stacks whose weights are percent of the section's population. Order of the
 * frames and meaning of the values are decided once for the section, by what its trees show.
 */
export function toStackSets(
  trees: readonly RowTree[],
  rows: readonly Row[],
  options: TreeOptions,
  file: string,
): { stacks: StackSet[]; notes: Note[] } {
  const stacks: StackSet[] = [];
  if (trees.length === 0) return { stacks, notes: [] };
  const table = new SymbolTable();
  const named = nameTrees(trees, rows, options, table);
  const relative = isRelative(named, options);
  const order = orderOf(named, table, options);
  const percent = named.every((tree) => tree.raw.percent);
  const scale = percent && options.filtered && !relative.value && !options.live ? treeScale(named) : 1;
  const perPercent = percent ? 1 : unitsPerPercent(named, options);
  const rules: ShareRules = {
    relative: relative.value,
    perPercent,
    scale,
    cumulative: isCumulative(named, perPercent),
    live: options.live,
  };
  const isCalleesTree = ({ row, symbol }: NamedTree): boolean =>
    options.children && order.value === 'caller' && symbol >= 0 && row.total !== undefined;
  const shown = new ShownCallees();
  const ofRow = new Map<number, NamedTree>();
  for (const tree of named) ofRow.set(tree.rowIndex, tree);
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]!;
    const graph = ofRow.get(index);
    // As most rows of a large report: whoever called it and whatever it called, there is nothing to share.
    if (graph?.share === 0 && (!options.children || row.self !== undefined)) {
      table.id(unshownFrame);
      continue;
    }
    const owner = ownerOf(row);
    const known = graph !== undefined && isCalleesTree(graph) && shown.include(groupKey(owner), graph, row.total!);
    if (known && !row.self) continue;
    const sets = graph
      ? stacksOfTree(graph, sharesOf(graph, rules), order.value, options.children, table)
      : stacksWithoutTree(row, options.children, table);
    for (const { basis, tree } of sets) {
      if (tree.parent.length < 2 || (known && basis === 'callees')) continue;
      stacks.push({ basis, tree, row: index, ...owner });
      if (basis === 'callees') shown.add(groupKey(owner), tree);
    }
  }
  const frames = order.value === 'caller' ? 'callers first' : "the row's symbol first";
  const values =
    scale > 1
      ? 'shares of all samples, rows of those that pass the filter'
      : !percent
        ? 'numbers of events'
        : relative.value
          ? 'shares of their parent'
          : 'shares of all samples';
  // A function's own samples are not part of what its callees' percentages are of, and the text does not show them.
  const atMost =
    values === 'shares of their parent' && options.children ? '; shares below the first level are at most' : '';
  const text = `call graphs read with ${frames} (${order.because}), values as ${values} (${relative.because})${atMost}`;
  const notes: Note[] = [{ kind: 'inferred', text, file, line: firstLineOf(named[0]?.raw) ?? 0 }];
  const guessed = named.filter((tree) => tree.raw.guessed);
  if (guessed.length > 0) {
    const which = guessed.length === 1 ? 'this call graph' : `${guessed.length} call graphs from here on`;
    const lost = `the indentation of ${which} is lost; depth was worked out from bars and values`;
    notes.push({ kind: 'repaired', text: lost, file, line: firstLineOf(guessed[0]!.raw)! });
  }
  return { stacks, notes };
}

function firstLineOf(tree: RawTree | undefined): number | undefined {
  return tree?.line[tree.from];
}

function ownerOf(row: Row): Pick<StackSet, 'comm' | 'group'> {
  const ids = [row.pid, row.tid, row.cpu];
  const group = ids.some((id) => id !== undefined) ? { group: ids.join('/') } : {};
  return row.comm === undefined ? group : { comm: row.comm, ...group };
}
