import type { Counter } from '../../model/counters.ts';

/** Distinct values up to which a field is counted by value: a reason has few, an address has as many as samples. */
const fewValues = 64;

interface Field {
  /** Undefined once there are too many values. */
  values: Map<string, { count: number; line: number }> | undefined;
  line: number;
}

interface Tracepoint {
  samples: number;
  line: number;
  readonly fields: Map<string, Field>;
}

/** Counts how often each field of each tracepoint had which value. */
export class TraceFields {
  readonly #tracepoints = new Map<string, Tracepoint>();
  readonly #hasLines: boolean;

  /** Without lines, as in a recording, what `add` is given as a line is a time: what came first stays first. */
  constructor({ hasLines }: { readonly hasLines: boolean } = { hasLines: true }) {
    this.#hasLines = hasLines;
  }

  /** `text` is what follows the event: `skbaddr=0xffff8881 protocol=2048 reason: SOCKET_RCVBUFF`. */
  add(event: string, text: string, line: number): void {
    const { fields } = this.#tracepoint(event, line);
    for (const [name, value] of parseTraceFields(text)) count(fields, name, value, line);
  }

  /** The same of names and values that need no text; a value that is not wanted may be undefined, a name that is empty is none. */
  addNamed(event: string, names: readonly string[], values: readonly (string | undefined)[], line: number): void {
    const { fields } = this.#tracepoint(event, line);
    for (let i = 0; i < names.length; i++) if (names[i] !== '') count(fields, names[i]!, values[i], line);
  }

  /** False once a field had so many values that it is not counted by value. */
  isWanted(event: string, name: string): boolean {
    if (name === '') return false;
    const field = this.#tracepoints.get(event)?.fields.get(name);
    return !field || field.values !== undefined;
  }

  #tracepoint(event: string, line: number): Tracepoint {
    let tracepoint = this.#tracepoints.get(event);
    if (!tracepoint) {
      tracepoint = { samples: 0, line, fields: new Map() };
      this.#tracepoints.set(event, tracepoint);
    }
    tracepoint.samples++;
    if (line < tracepoint.line) tracepoint.line = line;
    return tracepoint;
  }

  /** `skb:kfree_skb` with all its samples, then `skb:kfree_skb.reason` once per value, the most frequent first. */
  counters(): Counter[] {
    const counters: Counter[] = [];
    for (const [event, tracepoint] of inOrder(this.#tracepoints)) {
      counters.push({ name: event, value: tracepoint.samples, unit: 'count', line: this.#line(tracepoint) });
      for (const [name, field] of inOrder(tracepoint.fields)) {
        const values = [...(field.values ?? [])].sort((a, b) => b[1].count - a[1].count || a[1].line - b[1].line);
        for (const [value, seen] of values) {
          const labels = { [name]: value };
          counters.push({ name: `${event}.${name}`, value: seen.count, unit: 'count', labels, line: this.#line(seen) });
        }
      }
    }
    return counters;
  }

  /** Fields that were left out because nearly every sample has another value: `skb:kfree_skb.skbaddr`. */
  leftOut(): { name: string; line: number }[] {
    const names: { name: string; line: number }[] = [];
    for (const [event, { fields }] of inOrder(this.#tracepoints)) {
      for (const [name, field] of inOrder(fields)) {
        if (!field.values) names.push({ name: `${event}.${name}`, line: this.#line(field) });
      }
    }
    return names;
  }

  #line({ line }: { readonly line: number }): number {
    return this.#hasLines ? line : 0;
  }
}

function inOrder<T extends { readonly line: number }>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort((a, b) => a[1].line - b[1].line);
}

function count(fields: Map<string, Field>, name: string, value: string | undefined, line: number): void {
  let field = fields.get(name);
  if (!field) {
    if (fields.size >= fewValues) return;
    field = { values: new Map(), line };
    fields.set(name, field);
  }
  if (line < field.line) field.line = line;
  if (!field.values || value === undefined) return;
  const seen = field.values.get(value);
  if (seen) {
    seen.count++;
    if (line < seen.line) seen.line = line;
  } else if (field.values.size < fewValues) field.values.set(value, { count: 1, line });
  else field.values = undefined;
}

// prev_comm=rx   reason:   fd:   a name that a value follows, with or without a blank between
const named = /^([A-Za-z_]\w*)(?:=(.*)|:)$/s;
/** Longest text of fields that is looked at. */
const longest = 4000;

/**
 * The fields of a tracepoint's text. Values may hold blanks (`prev_comm=rx worker 0 prev_pid=18`), so each reaches to the
 * next name.
 */
export function parseTraceFields(text: string): [name: string, value: string][] {
  const fields: [string, string][] = [];
  for (const word of text.slice(0, longest).split(/\s+/)) {
    const match = named.exec(word);
    if (match) fields.push([match[1]!, match[2] ?? '']);
    else if (word !== '==>' && word !== '') {
      const last = fields.at(-1);
      if (last) last[1] = last[1] === '' ? word : `${last[1]} ${word}`;
    }
  }
  for (const field of fields) if (field[1].endsWith(',')) field[1] = field[1].slice(0, -1);
  return fields;
}
