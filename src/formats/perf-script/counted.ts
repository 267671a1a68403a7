import type { Head } from './event-line.ts';
import type { ScriptNames } from './names.ts';
import { ScannedStacks } from './scanned-stacks.ts';
import {
  eventChains,
  eventFirstLine,
  eventLastLine,
  eventPeriod,
  eventSamples,
  eventWithoutStack,
  eventWithPeriod,
  pairBefore,
  pairEvent,
  pairFirst,
  pairPeriod,
  pairSamples,
  pairSecond,
  pairValue,
} from './scanner/counts.ts';
import type { Scanner } from './scanner/scanner.ts';
import { bareFirstLine, bareLastLine, bareSamples, lastPair } from './scanner/state.ts';
import { threadLike, threadPid, threadTid } from './scanner/threads.ts';

export interface ScriptEvent {
  /** As printed; empty when the event was not printed. */
  readonly name: string;
  /** The event line goes on with the tracepoint's fields. */
  readonly tracepoint: boolean;
  readonly samples: number;
  /** Samples with a period, and the sum of those. */
  readonly withPeriod: number;
  readonly period: number;
  /** Samples without any frame. */
  readonly withoutStack: number;
  /** True when frames stand on lines of their own. */
  readonly chains: boolean;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** One event's samples of one thread. */
export interface Origin {
  readonly event: number;
  readonly head: Head;
}

/** One event's samples of one command on one CPU. */
export interface CpuSamples {
  readonly event: number;
  readonly comm: string;
  readonly cpu: number;
  readonly samples: number;
  readonly period: number;
}

/** What a scanner has counted when all text is read, in the order in which it was first seen. */
export class Counted {
  readonly events: readonly ScriptEvent[];
  readonly origins: readonly Origin[] = [];
  readonly cpus: readonly CpuSamples[] = [];
  readonly stacks: ScannedStacks;
  /** Samples without event line, and where they stand. */
  readonly bare: { readonly samples: number; readonly firstLine: number; readonly lastLine: number };

  constructor(scanner: Scanner, names: ScriptNames, records: readonly number[], others: readonly Origin[]) {
    this.events = names.events.map((event, id) => ({ ...event, ...countsOf(scanner, records[id]!) }));
    this.stacks = new ScannedStacks(scanner);
    this.bare = {
      samples: scanner.get(bareSamples),
      firstLine: scanner.get(bareFirstLine),
      lastLine: scanner.get(bareLastLine),
    };
    const origins: Origin[] = [];
    const cpus: CpuSamples[] = [];
    const eventOf = new Map(records.map((record, id) => [record, id]));
    for (let pair = scanner.get(lastPair); pair !== 0; pair = scanner.get(pair + pairBefore)) {
      const event = eventOf.get(scanner.get(pair + pairEvent))!;
      const second = scanner.get(pair + pairSecond);
      if (scanner.get(pair + pairFirst) >= 0) origins.push({ event, head: headOf(scanner, names, second) });
      else {
        const { comm } = names.groups[scanner.get(pair + pairValue)]!;
        const samples = scanner.get(pair + pairSamples);
        cpus.push({ event, comm, cpu: second, samples, period: scanner.getDouble(pair + pairPeriod) });
      }
    }
    this.origins = [...origins.reverse(), ...others];
    this.cpus = cpus.reverse();
  }
}

/** The thread of this number, which the host has given it or, below 0, the scanner. */
export function headOf(scanner: Scanner, { threads }: ScriptNames, thread: number): Head {
  if (thread >= 0) return threads[thread]!;
  const { comm } = threads[scanner.get(threadLike - thread)]!;
  const pid = scanner.get(threadPid - thread);
  const tid = scanner.get(threadTid - thread);
  return pid < 0 ? { comm, tid } : { comm, pid, tid };
}

function countsOf(scanner: Scanner, record: number): Omit<ScriptEvent, 'name' | 'tracepoint'> {
  return {
    samples: scanner.get(record + eventSamples),
    withPeriod: scanner.get(record + eventWithPeriod),
    period: scanner.getDouble(record + eventPeriod),
    withoutStack: scanner.get(record + eventWithoutStack),
    chains: scanner.get(record + eventChains) !== 0,
    firstLine: scanner.get(record + eventFirstLine),
    lastLine: scanner.get(record + eventLastLine),
  };
}
