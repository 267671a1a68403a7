import { unshownFrame } from '../../model/call-tree.ts';
import type { Profile } from '../../model/profile.ts';
import type { Evidences } from '../clauses/checked.ts';
import { setsWith } from '../paths/forest.ts';
import { isCpuTime } from '../view/cpu-time.ts';
import type { View } from '../view/view.ts';
import { type Workload, workloadOf } from '../workload/workload.ts';
import { asleep } from './asleep.ts';
import { programsWithoutCallers } from './bpf-programs.ts';
import { busiestCommands } from './busiest-command.ts';
import { countedLosses } from './counted-losses.ts';
import { foughtOver } from './fought-over.ts';
import { type Heaviest, heaviestOf } from './heaviest.ts';
import { hotLock, skidding } from './hot-function.ts';
import { hotInstructions } from './hot-instructions.ts';
import { isAddress, namelessCode } from './nameless-code.ts';
import { type OtherCall, otherCallOfReaders } from './other-call.ts';
import { busyInOwnCode, type OwnCode, ownCodeOfReaders } from './own-code.ts';
import type { UnnamedCost } from './unnamed-cost.ts';

/** What the captures say as a whole, whatever the rules find in them. */
export interface Grounds {
  readonly workloads: readonly Workload[];
  readonly wholes: readonly View[];
  /** What would have to be named first; the one that is worth asking for before the others comes first. */
  readonly unnamed: readonly UnnamedCost[];
  /** What is sampled where interrupts come back on, which may be anything. */
  readonly displaced?: UnnamedCost;
  /** A reader that a timer finds where it wakes up. */
  readonly asleep?: Heaviest;
  /** A command busy with its own code, where none is seen to receive. */
  readonly ownCode?: OwnCode;
  /** Readers that spend most of their time in their own code. */
  readonly readersOwn?: Omit<OwnCode, 'name'>;
  /** Another system call than receiving, in which readers spend much of it. Looked for when it is asked for. */
  readonly otherCall: OtherCall | undefined;
  /** Percent of the samples whose symbol is an address. */
  readonly unresolved: number;
  /** Events of profiles whose shares are not of CPU time. */
  readonly otherEvents: readonly string[];
  /** One function that takes so much that the cost is not spread. */
  readonly heaviest?: Heaviest;
  /** What counters say of datagrams that were lost or wait, where there is no profile. */
  readonly losses: readonly string[];
  /** What perf c2c says then of fields that CPUs fight over, and perf annotate of where in a function the samples are. */
  readonly fought: readonly string[];
  readonly instructions: readonly string[];
  /** And which command lists without symbols show to be busiest. */
  readonly commands: readonly string[];
}

export function groundsOf(
  profiles: readonly Profile[],
  views: readonly View[],
  { counters, cacheLines, kernel, cpus }: Pick<Evidences, 'counters' | 'cacheLines' | 'kernel' | 'cpus'>,
): Grounds {
  const wholes = views.filter((view) => view.side === 'any');
  const workloads = wholes.map(workloadOf);
  const ownCode = busyInOwnCode(views);
  const readersOwn = ownCodeOfReaders(views);
  const heaviest = heaviestOf(wholes);
  const sleeper = asleep(views);
  const alone = workloads.length === 0;
  const displaced = skidding(views, cpus);
  const costs = [hotLock(views, cpus), displaced, namelessCode(views), programsWithoutCallers(views)];
  return {
    workloads,
    wholes,
    unnamed: costs.filter((cost) => cost !== undefined),
    unresolved: Math.max(0, ...wholes.map(addressesIn)),
    otherEvents: profiles.flatMap((one) => (isCpuTime(one) ? [] : [one.event ?? 'memory accesses'])),
    losses: alone ? countedLosses(counters) : [],
    fought: alone ? foughtOver(cacheLines, kernel) : [],
    instructions: alone ? hotInstructions(counters) : [],
    commands: alone ? busiestCommands(profiles) : [],
    ...(displaced && { displaced }),
    ...(sleeper && { asleep: sleeper }),
    ...(heaviest && { heaviest }),
    ...(ownCode && { ownCode }),
    ...(readersOwn && { readersOwn }),
    get otherCall() {
      return otherCallOfReaders(views);
    },
  };
}

function addressesIn({ rows, stacks, base }: View): number {
  if (base <= 0) return 0;
  // Rows that only call have no samples of their own to count.
  if (rows.every(({ key }) => isAddress(key!)) && setsWith(stacks, isName).length === 0) return 100;
  let share = 0;
  for (const { key, self } of rows) if (self && isAddress(key!)) share += (self * 100) / base;
  return share;
}

function isName(symbol: string): boolean {
  return symbol !== unshownFrame && !/^0$/.test(symbol) && !isAddress(symbol);
}
