import type { Counter } from '../../model/counters.ts';

/** Distinct values up to which a field is counted by value: a reason has few, an address has as many as samples. */
const fewValues = 64;

interface Field {
  /** Undefined once there are too many values. */
  values: Map<string, { count: number; line: number }> | undefined;
  readonly line: number;
}

interface Tracepoint {
  samples: number;
  readonly line: number;
  readonly fields: Map<string, Field>;
}

/** Counts how often each field of each tracepoint had which value. */
export class TraceFields {
  readonly #tracepoints = new Map<string, Tracepoint>();

  /** `text` is what follows the event: `skbaddr=0xffff8881 protocol=2048 reason: SOCKET_RCVBUFF`. */
  add(event: string, text: string, line: number): void {
    let tracepoint = this.#tracepoints.get(event);
    if (!tracepoint) {
      tracepoint = { samples: 0, line, fields: new Map() };
      this.#tracepoints.set(event, tracepoint);
    }
    tracepoint.samples++;
    for (const [name, value] of parseTraceFields(text)) count(tracepoint.fields, name, value, line);
  }

  /** `skb:kfree_skb` with all its samples, then `skb:kfree_skb.reason` once per value, the most frequent first. */
  counters(): Counter[] {
    const counters: Counter[] = [];
    for (const [event, tracepoint] of this.#tracepoints) {
      counters.push({ name: event, value: tracepoint.samples, unit: 'count', line: tracepoint.line });
      for (const [name, field] of tracepoint.fields) {
        const values = [...(field.values ?? [])].sort((a, b) => b[1].count - a[1].count || a[1].line - b[1].line);
        for (const [value, seen] of values) {
          const labels = { [name]: value };
          counters.push({ name: `${event}.${name}`, value: seen.count, unit: 'count', labels, line: seen.line });
        }
      }
    }
    return counters;
  }

  /** Fields that were left out because nearly every sample has another value: `skb:kfree_skb.skbaddr`. */
  leftOut(): { name: string; line: number }[] {
    const names: { name: string; line: number }[] = [];
    for (const [event, { fields }] of this.#tracepoints) {
      for (const [name, field] of fields) if (!field.values) names.push({ name: `${event}.${name}`, line: field.line });
    }
    return names;
  }
}

function count(fields: Map<string, Field>, name: string, value: string, line: number): void {
  let field = fields.get(name);
  if (!field) {
    if (fields.size >= fewValues) return;
    field = { values: new Map(), line };
    fields.set(name, field);
  }
  if (!field.values) return;
  const seen = field.values.get(value);
  if (seen) seen.count++;
  else if (field.values.size < fewValues) field.values.set(value, { count: 1, line });
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
