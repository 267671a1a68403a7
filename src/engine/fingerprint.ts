import { skid, spinLocks, spinUnlocks } from '../kernel/symbol-sets.ts';
import type { Profile } from '../model/profile.ts';
import type { Rule } from '../rules/rule.ts';
import { best } from './clauses/check-measure.ts';
import type { Evidences } from './clauses/checked.ts';
import { counterReading } from './measures/counter-reading.ts';
import type { Measured } from './measures/measured.ts';
import { readerComms } from './view/view.ts';

/**
 * What makes a finding the same in the next report: 16 hex digits of its id, whose samples it costs (reader, producer, any,
 * counters), the command that reads, and the function behind the cost. Shares, lines, files, kernels, CPUs and numbers of
 * threads are no part of it: they differ from run to run.
 */
export function fingerprint(rule: Rule, evidences: Evidences): string {
  const { population, comm, symbol } = identity(rule, evidences);
  return hash([rule.id, population, comm, symbol].join('\n'));
}

interface Identity {
  readonly population: string;
  readonly comm: string;
  readonly symbol: string;
}

/** Read from the measure that a finding's share is read from: the first one that is exact. */
function identity(rule: Rule, evidences: Evidences): Identity {
  let bound: Measured | undefined;
  for (const what of rule.cost) {
    if ('counter' in what) {
      const reading = counterReading(what, evidences.counters);
      if (!reading || reading === 'unrated' || reading.value <= 0) continue;
      return { population: 'counters', comm: '', symbol: what.counter };
    }
    const value = best(what, rule, evidences);
    if (!value || value.share <= 0) continue;
    bound ??= value;
    if (value.how === 'at-least') continue;
    bound = value;
    break;
  }
  if (!bound) return { population: rule.side, comm: '', symbol: '' };
  const { side, profile } = bound.view;
  return { population: side, comm: mainReader(profile), symbol: behind(bound) };
}

/** How many times the cost of the next a function must have to be the one behind it. */
const clearly = 2;

/**
 * The innermost function that is no primitive of locking: who takes a lock says which lock it is, while how waiting for it
 * shows depends on kernel, CPU and how deep the stacks are.
 */
function behind({ parts, how }: Measured): string {
  const isPrimitive = (name: string) => spinLocks.has(name) || spinUnlocks.has(name) || skid.has(name);
  const [first, second] = parts.filter(({ name }) => !isPrimitive(name));
  if (!first) return 'a lock';
  // Of functions that share a cost, none is behind it, and which is first changes from run to run.
  if (how === 'self' && second && second.share * clearly > first.share) return 'several';
  return first.name;
}

/**
 * The command with the largest share of those that receive: a name service that got one datagram meanwhile does not make
 * it another problem. Numbers in it (`rx/3`, `worker-12`) count threads.
 */
function mainReader(profile: Profile): string {
  const readers = readerComms(profile);
  const shares = new Map<string, number>([...readers].map((comm) => [comm, 0]));
  for (const { comm, self } of profile.rows) {
    if (comm !== undefined && shares.has(comm)) shares.set(comm, shares.get(comm)! + (self ?? 0));
  }
  const [main] = [...shares].sort(([a, share], [b, other]) => other - share || (a < b ? -1 : 1));
  return (main?.[0] ?? profile.population.comms[0] ?? '').replace(/\d+/g, '#');
}

/** FNV-1a of 64 bits: nothing here needs to withstand anyone, and it is the same in a browser. */
function hash(text: string): string {
  let value = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    value = BigInt.asUintN(64, (value ^ BigInt(byte)) * 0x100000001b3n);
  }
  return value.toString(16).padStart(16, '0');
}
