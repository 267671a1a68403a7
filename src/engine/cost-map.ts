import { type Stage, stages } from '../kernel/stages.ts';
import { spinLocks } from '../kernel/symbol-sets.ts';
import { lookupSymbol } from '../kernel/symbols.ts';
import { type CallTree, unshownFrame } from '../model/call-tree.ts';
import type { Profile, Row } from '../model/profile.ts';
import type { CostMap } from './diagnosis.ts';
import { type Fired, round } from './judge.ts';
import type { View } from './view/view.ts';

/**
 * One map for each population of each profile, the whole only when a profile has no sides. What the answer was found in
 * comes first. Where a text holds several profiles, each map says where its own begins.
 */
export function costMaps(views: readonly View[], primary: Fired | undefined): CostMap[] {
  const isLock = primary?.rule.nature === 'contention' && primary.confidence !== 'possible';
  const waits = (view: View): boolean => isLock && (primary.rule.side === view.side || primary.rule.side === 'any');
  const shown = views
    .filter((view) => view.base > 0)
    .filter((view) => {
      if (view.side !== 'any') return true;
      return !views.some((other) => other !== view && other.profile === view.profile && other.base === view.base);
    })
    .filter(
      (view, _, all) =>
        view ===
        bestOf(
          all.filter((other) => isSamePopulation(other, view)),
          waits,
        ),
    );
  const profiles = new Set(shown.map(({ profile }) => profile));
  const isAlone = ({ file }: Profile): boolean => [...profiles].filter((one) => one.file === file).length === 1;
  return shown
    .map((view) => ({ view, apart: primary === undefined || proves(view, primary) ? 0 : 1 }))
    .sort((a, b) => a.apart - b.apart)
    .map(({ view }) => {
      const { firstLine } = view.profile;
      const at = isAlone(view.profile) || firstLine === 0 ? {} : { line: firstLine };
      return { ...costMap(view, waits(view) ? primary?.rule.stage : undefined), ...at };
    });
}

/** A list that names no commands has the same samples for either side of the socket. */
function isSamePopulation(a: View, b: View): boolean {
  return a.profile === b.profile && a.of === b.of;
}

/** Of views of the same samples the one whose side waits for the lock, whose time it can place. */
function bestOf(views: readonly View[], waits: (view: View) => boolean): View | undefined {
  return views.find(waits) ?? views[0];
}

/** Whether evidence of the finding stands in the profile of the view. */
function proves({ profile: { file, firstLine, lastLine } }: View, { evidence }: Fired): boolean {
  return evidence.some(
    (one) => one.file === file && one.line !== undefined && one.line >= firstLine && one.line <= lastLine,
  );
}

/**
 * Folds a view onto the stages of the receive path. A sample belongs to the stage of its innermost symbol; symbols that
 * serve every stage (locks, memory, copies of the library) and unknown ones belong to their nearest caller that has one.
 * Spinlocks without a caller belong to `lockStage`, the stage of the lock that was found to be waited for.
 */
export function costMap(view: View, lockStage?: Stage): CostMap {
  const shares = new Map<Stage, number>();
  let unplaced = 0;
  const add = (known: Stage | undefined, key: string, share: number): void => {
    const stage = known ?? (spinLocks.has(key) ? lockStage : undefined);
    if (stage === undefined) unplaced += share;
    shares.set(stage ?? 'other', (shares.get(stage ?? 'other') ?? 0) + share);
  };
  const selfSets = view.stacks.filter((set) => set.basis === 'self');
  const fromStacks = new Set<Row>();
  const user = new Set(view.rows.flatMap(({ mark, key }) => (mark === '.' && key !== undefined ? [key] : [])));
  for (const { mark, key } of view.rows) if (mark !== '.' && key !== undefined) user.delete(key);
  // A program has ciphers and drivers (DPDK) with the names of the kernel's; what it shares with the path are system calls.
  const stageOf = (key: string): Stage | undefined => {
    const own = ownStage(key);
    return user.has(key) && own !== 'syscall' ? 'application' : own;
  };
  const tables = new Map<readonly string[], readonly (Stage | undefined)[]>();
  for (const { tree, row } of selfSets) {
    const below = row === undefined ? undefined : view.profile.rows[row];
    if (below) fromStacks.add(below);
    let table = tables.get(tree.symbols);
    if (!table) {
      table = tree.symbols.map(stageOf);
      tables.set(tree.symbols, table);
    }
    addTree(tree, table, add);
  }
  const everyRow = selfSets.length > 0 && selfSets.every((set) => set.row === undefined);
  if (!everyRow) {
    for (const row of view.rows) {
      if (row.self === undefined || fromStacks.has(row)) continue;
      add(stageOf(row.key!), row.key!, row.self);
    }
  }
  const scale = view.base > 0 ? 100 / view.base : 0;
  const listed = stages
    .filter((stage) => (shares.get(stage) ?? 0) > 0)
    .map((stage) => ({ stage, share: round(shares.get(stage)! * scale) }));
  return { file: view.profile.file, of: view.of, shares: listed, unplaced: round(unplaced * scale) };
}

function addTree(
  tree: CallTree,
  stageOfSymbol: readonly (Stage | undefined)[],
  add: (stage: Stage | undefined, key: string, share: number) => void,
): void {
  const { parent, symbol, symbols, self } = tree;
  const own = numbersOf(stageOfSymbol);
  const stageOfNode = new Uint8Array(parent.length);
  for (let node = 1; node < parent.length; node++) {
    const key = symbols[symbol[node]!]!;
    // Frames that were not printed may hold the caller that matters: what is below starts anew.
    const number = own[symbol[node]!]! || (key === unshownFrame ? 0 : stageOfNode[parent[node]!]!);
    stageOfNode[node] = number;
    const stage = number === 0 ? undefined : stages[number - 1];
    // Idle samples are no part of a view.
    if (self[node]! > 0 && stage !== 'idle') add(stage, key, self[node]!);
  }
}

/** Numbers of stages + 1, 0 for none: a tree may have millions of nodes, and thousands of trees share their symbols. */
function numbersOf(stageOfSymbol: readonly (Stage | undefined)[]): Uint8Array {
  let numbers = numbersOfStages.get(stageOfSymbol);
  if (!numbers) {
    numbers = Uint8Array.from(stageOfSymbol, (stage) => (stage === undefined ? 0 : stages.indexOf(stage) + 1));
    numbersOfStages.set(stageOfSymbol, numbers);
  }
  return numbers;
}

const numbersOfStages = new WeakMap<readonly (Stage | undefined)[], Uint8Array>();

/** Stage of a symbol that alone tells it; undefined for helpers of every stage and for unknown symbols. */
export function ownStage(key: string): Stage | undefined {
  const known = lookupSymbol(key);
  return known && !helpers.has(known.detail) ? known.stage : undefined;
}

/** Details of the symbol table whose functions are called from everywhere. */
const helpers: ReadonlySet<string> = new Set([
  'lock',
  'skid',
  'mm',
  'mitigation',
  'rcu',
  'timer',
  'debug',
  'trace',
  'perf',
  'other',
  'bpf',
]);
