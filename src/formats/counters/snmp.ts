import type { Counter } from '../../model/counters.ts';
import type { Line, Note } from '../../model/source.ts';
import { type CounterReader, integer, longestLine, trouble, words } from './counter-format.ts';
import { isGroup, protocolUnit } from './names.ts';

/**
 * /proc/net/snmp and /proc/net/netstat: a line of names and a line of values per protocol.
 *
 *     Udp: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors InCsumErrors IgnoredMulti MemErrors
 *     Udp: 118351 0 4654702 0 4654702 0 0 0 0
 */
export const snmpReader: CounterReader = {
  format: 'proc-net-snmp',
  begins: (lines, at) => namesOf(lines[at]) !== undefined,
  read(lines, at, context) {
    const counters: Counter[] = [];
    const notes: Note[] = [];
    let i = at;
    for (; i < lines.length; ) {
      const line = lines[i]!;
      const names = namesOf(line);
      if (!names) break;
      i++;
      const values = valuesOf(lines[i], names.group);
      if (!values) {
        notes.push(trouble(context, line, `${names.group}: names without the line of values below them`));
        continue;
      }
      i++;
      if (values.length !== names.names.length) {
        const shape = `${names.names.length} names and ${values.length} values`;
        notes.push(trouble(context, lines[i - 1]!, `${names.group}: ${shape}; what both have was read`));
      }
      for (let column = 0; column < names.names.length && column < values.length; column++) {
        const name = `${names.group}.${names.names[column]}`;
        const value = values[column]!;
        if (!Number.isNaN(value)) counters.push({ name, value, unit: protocolUnit(name), line: lines[i - 1]!.number });
      }
    }
    return { end: i, counters, notes };
  },
};

/** `Udp: InDatagrams NoPorts ...`: a group and at least two capitalised names (prose writes `Udp: packets are lost`). */
function namesOf(line: Line | undefined): { group: string; names: string[] } | undefined {
  const group = groupOf(line);
  if (!group) return undefined;
  const names = words(afterColon(line!));
  const least = group === 'IcmpMsg' ? 1 : 2;
  return names.length >= least && names.every((name) => /^[A-Z][A-Za-z0-9]{1,60}$/.test(name))
    ? { group, names }
    : undefined;
}

function valuesOf(line: Line | undefined, group: string): number[] | undefined {
  if (groupOf(line) !== group) return undefined;
  const values = words(afterColon(line!)).map(integer);
  return Number.isNaN(values[0]) ? undefined : values;
}

function groupOf(line: Line | undefined): string | undefined {
  if (!line || line.text.length > longestLine) return undefined;
  const colon = line.text.indexOf(':');
  if (colon < 2 || colon > 24) return undefined;
  // Pastes may be indented.
  const group = line.text.slice(0, colon).trimStart();
  return isGroup(group) ? group : undefined;
}

function afterColon({ text }: Line): string {
  return text.slice(text.indexOf(':') + 1);
}
