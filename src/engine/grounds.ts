import { skid as skidSymbols } from '../kernel/symbol-sets.ts';
import { unshownFrame } from '../model/call-tree.ts';
import { setsWith } from '../model/forest.ts';
import type { Profile } from '../model/profile.ts';
import { resolveSymbols } from '../rules/symbol-names.ts';
import { asleep } from './asleep.ts';
import { type Programs, programsWithoutCallers } from './bpf-programs.ts';
import { busiestCommands } from './busiest-command.ts';
import type { Evidences } from './checked.ts';
import { countedLosses } from './counted-losses.ts';
import { isCpuTime } from './cpu-time.ts';
import { foughtOver } from './fought-over.ts';
import { type Heaviest, heaviestOf } from './heaviest.ts';
import { hotInstructions } from './hot-instructions.ts';
import { isAddress, type NamelessCode, namelessCode } from './nameless-code.ts';
import { busyInOwnCode, type OwnCode, ownCodeOfReaders } from './own-code.ts';
import type { View } from './view.ts';
import { type Workload, workloadOf } from './workload.ts';

/** What the captures say as a whole, whatever the rules find in them. */
export interface Grounds {
  readonly workloads: readonly Workload[];
  readonly wholes: readonly View[];
  /** A spinlock that nothing shows the callers of. */
  readonly hotLock?: Hot;
  /** A function on which samples of code with interrupts off land. */
  readonly skid?: Hot;
  /** A reader that a timer finds where it wakes up. */
  readonly asleep?: Heaviest;
  /** A command busy with its own code, where none is seen to receive. */
  readonly ownCode?: OwnCode;
  /** Readers that spend most of their time in their own code. */
  readonly readersOwn?: Omit<OwnCode, 'name'>;
  /** Percent of the samples whose symbol is an address. */
  readonly unresolved: number;
  readonly nameless?: NamelessCode;
  readonly programs?: Programs;
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

/** A function that says nothing without its callers. */
interface Hot {
  readonly name: string;
  /** Percent of `of`. */
  readonly share: number;
  readonly of: string;
  /** Not known to be of the reader alone: its callers may be on any CPU. */
  readonly everywhere: boolean;
}

/** From this share of a population on, in percent, a spinlock that nothing explains is worth a capture of its own. */
const hotLockShare = 15;
/** Samples taken with interrupts off land where they come back on; from this percentage on they may hide any cause. */
const skidShare = 25;
const spinlocks = resolveSymbols(['@spin-locks']);

export function groundsOf(
  profiles: readonly Profile[],
  views: readonly View[],
  { counters, cacheLines, kernel }: Pick<Evidences, 'counters' | 'cacheLines' | 'kernel'>,
): Grounds {
  const wholes = views.filter((view) => view.side === 'any');
  const workloads = wholes.map(workloadOf);
  const hotLock = hottest(views, spinlocks, hotLockShare);
  const skid = hottest(views, skidSymbols, skidShare);
  const ownCode = busyInOwnCode(views);
  const readersOwn = ownCodeOfReaders(views);
  const nameless = namelessCode(views);
  const programs = programsWithoutCallers(views);
  const heaviest = heaviestOf(wholes);
  const sleeper = asleep(views);
  const alone = workloads.length === 0;
  return {
    workloads,
    wholes,
    unresolved: Math.max(0, ...wholes.map(addressesIn)),
    otherEvents: profiles.flatMap((one) => (isCpuTime(one) ? [] : [one.event ?? 'memory accesses'])),
    losses: alone ? countedLosses(counters) : [],
    fought: alone ? foughtOver(cacheLines, kernel) : [],
    instructions: alone ? hotInstructions(counters) : [],
    commands: alone ? busiestCommands(profiles) : [],
    ...(hotLock && { hotLock }),
    ...(skid && { skid }),
    ...(sleeper && { asleep: sleeper }),
    ...(nameless && { nameless }),
    ...(programs && { programs }),
    ...(heaviest && { heaviest }),
    ...(ownCode && { ownCode }),
    ...(readersOwn && { readersOwn }),
  };
}

/** The row with the largest share of its view among those of the symbols, where the text shows no callers. */
function hottest(views: readonly View[], symbols: ReadonlySet<string>, least: number): Hot | undefined {
  let most: Hot | undefined;
  for (const { profile, side, rows, stacks, base, of } of views) {
    if (base <= 0 || stacks.length > 0) continue;
    const { ids, comms } = profile.population;
    const everywhere = side !== 'reader' && ids.length + comms.length === 0;
    for (const { key, self = 0 } of rows) {
      const share = (self * 100) / base;
      if (share >= least && share > (most?.share ?? 0) && symbols.has(key!))
        most = { name: key!, share, of, everywhere };
    }
  }
  return most;
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

/**
 * A lock that is waited for, programs that need not be there and what ran with interrupts off come before what each receiver
 * pays, though nothing shows yet which lock it is, who runs them, and what it was.
 */
export function hasUnnamed({ hotLock, skid, programs }: Grounds): boolean {
  return hotLock !== undefined || skid !== undefined || programs !== undefined;
}
