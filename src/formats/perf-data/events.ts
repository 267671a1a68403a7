import { type Attr, type SampleLayout, sampleLayout, timeFromEnd } from './attr.ts';
import { eventNameOf } from './event-name.ts';

/** One event of a recording: what it was recorded with, its name, and the ids its samples have. */
interface RecordedEvent {
  readonly attr: Attr;
  name: string | undefined;
}

/** The events of a recording, from its header or, in a pipe, from its records. */
export class RecordedEvents {
  readonly #events: RecordedEvent[] = [];
  /** Event by id; ids below 2^53 are exact, and the kernel counts them up from 0. */
  readonly #byId = new Map<number, number>();
  #timeFromEnd = 0;

  get count(): number {
    return this.#events.length;
  }

  get attrs(): readonly Attr[] {
    return this.#events.map(({ attr }) => attr);
  }

  add(attr: Attr, ids: readonly number[]): void {
    const event = this.#events.push({ attr, name: undefined }) - 1;
    for (const id of ids) this.#byId.set(id, event);
    // all events of a recording agree on how other records end
    if (event === 0) this.#timeFromEnd = timeFromEnd(attr);
  }

  nameById(id: number, name: string): void {
    const event = this.#byId.get(id);
    if (event !== undefined) this.#events[event]!.name = name;
  }

  /** Names in the order of the events, for recordings whose events have no ids. */
  nameByIndex(index: number, name: string): void {
    const event = this.#events[index];
    if (event) event.name ??= name;
  }

  name(index: number): string {
    const { name, attr } = this.#events[index]!;
    return name ?? eventNameOf(attr);
  }

  /** The event of a sample; without an id it can only be the one there is. */
  byId(low: number, high: number): number {
    return this.#byId.get((high >>> 0) * 0x1_0000_0000 + (low >>> 0)) ?? -1;
  }

  layouts(): SampleLayout[] {
    return this.#events.map(({ attr }, index) => sampleLayout(attr, this.name(index)));
  }

  /** How far before the end of records that are no samples their time stands, in bytes; 0 when they have none. */
  get timeFromEnd(): number {
    return this.#timeFromEnd;
  }
}
