import type { Unread } from '../../model/case.ts';
import type { Counter, CounterFormat, CounterSet } from '../../model/counters.ts';
import type { Fact, FactName } from '../../model/fact.ts';
import type { Line, Note } from '../../model/source.ts';
import type { Format, Section, SectionContext } from '../format.ts';
import { announcement, bodyBelow, momentAt } from './headings.ts';

/** What a reader is told besides the lines. */
export interface CounterContext extends SectionContext {
  /** Heading or command line above the section (`/proc/net/udp`, `ethtool -S eth0`). */
  readonly announced?: string;
}

/** What a reader made of the lines from the body's first one on. */
export interface Reading {
  /** Index of the first line that is not part of the section. */
  readonly end: number;
  readonly counters: readonly Counter[];
  readonly facts?: readonly Fact[];
  readonly notes?: readonly Note[];
  readonly unread?: readonly Unread[];
  readonly seconds?: number;
  readonly interval?: true;
}

/** A reader of one counter format. Headings above the section are no concern of it. */
export interface CounterReader {
  /** `facts`: gives facts about the machine and no counters. */
  readonly format: CounterFormat | 'facts';
  /** True when the format's own text starts at `lines[at]`. */
  begins(lines: readonly Line[], at: number): boolean;
  read(lines: readonly Line[], at: number, context: CounterContext): Reading;
}

/** Longest line a counter format looks at; /proc/net/netstat has header lines of 4 KB, everything else is short. */
export const longestLine = 20_000;

/** Makes a reader a `Format`: skips the headings above the section, and finds moment and command in them. */
export function counterFormat(reader: CounterReader): Format {
  return {
    name: reader.format,
    starts(lines, at) {
      const body = bodyBelow(lines, at);
      return (lines[body]?.text.length ?? longestLine) < longestLine && reader.begins(lines, body);
    },
    read(lines, at, context): Section {
      const body = bodyBelow(lines, at);
      const announced = announcement(lines, body, context);
      const reading = reader.read(lines, body, { ...context, ...(announced !== undefined && { announced }) });
      const end = Math.max(reading.end, body + 1);
      const moment = momentAt(lines, body, context);
      const { seconds, interval } = reading;
      const notes = reading.notes ?? [];
      const rest = {
        end,
        ...(reading.facts && { facts: reading.facts }),
        ...(reading.unread && { unread: reading.unread }),
      };
      // A note belongs to the set it is about; only where there is no set does it go to the section.
      if (reader.format === 'facts' || reading.counters.length === 0) return { ...rest, captures: [], notes };
      const set: CounterSet = {
        kind: 'counters',
        format: reader.format,
        file: context.file,
        firstLine: lines[at]!.number,
        lastLine: lines[end - 1]!.number,
        counters: reading.counters,
        ...(seconds !== undefined && { seconds }),
        ...(interval && { interval }),
        ...(moment && { moment }),
        ...(announced !== undefined && commandShape.test(announced) && { command: announced }),
        notes,
      };
      return { ...rest, captures: [set] };
    },
  };
}

// `ethtool -S eth0`, but not the heading `/proc/net/udp` or `counters of the sender`
const commandShape =
  /^(?:sudo )?(?:cat|grep|head|watch|nstat|netstat|ss|ip|ethtool|ifconfig|mpstat|sar|top|pidstat|vmstat|lscpu|sysctl|conntrack|numastat|dropwatch)\b/;

export function readFact(name: FactName, value: string, file: string, line: Line): Fact {
  return { name, value, how: 'read', place: { file, line: line.number } };
}

export function trouble(context: SectionContext, line: Line, text: string): Note {
  return { kind: 'trouble', text, file: context.file, line: line.number };
}

/** `0x1f`-less hex as /proc prints it; NaN for anything else. */
export function hex(text: string | undefined): number {
  return text !== undefined && /^[0-9a-fA-F]{1,16}$/.test(text) ? Number.parseInt(text, 16) : Number.NaN;
}

/** A non-negative or negative decimal integer; NaN for anything else. */
export function integer(text: string | undefined): number {
  return text !== undefined && /^-?\d{1,20}$/.test(text) ? Number(text) : Number.NaN;
}

/** A decimal number with point or comma (`12.5`, `12,5`); NaN for anything else. */
export function decimal(text: string | undefined): number {
  return text !== undefined && /^-?\d{1,18}(?:[.,]\d{1,9})?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
}

/** The words of a line; one split for all readers, since pastes collapse blanks and turn tabs into blanks. */
export function words(text: string): string[] {
  const trimmed = text.trim();
  return trimmed === '' ? [] : trimmed.split(/\s+/);
}
