import type { Counter } from '../../model/counters.ts';
import type { Line } from '../../model/source.ts';
import { type CounterReader, decimal, integer, trouble, words } from './counter-format.ts';
import { protocolCounter, protocolUnit } from './names.ts';

/**
 * nstat, as text and as JSON (-j), and /proc/net/snmp6, which has the same words without the rate.
 *
 *     #kernel
 *     IpInReceives                    5190               0.0
 *     Udp6RcvbufErrors                	0
 *     {"kernel":{"UdpInDatagrams":47,"UdpOutDatagrams":48}}
 */
export const nstatReader: CounterReader = {
  format: 'nstat',
  begins(lines, at) {
    const text = lines[at]!.text;
    if (text.startsWith('{')) return text.startsWith('{"kernel":{"');
    if (text.trim() === '#kernel') return row(lines[at + 1]) !== undefined;
    return row(lines[at]) !== undefined;
  },
  read(lines, at, context) {
    const first = lines[at]!;
    // nstat remembers what it printed last and shows what was added since, unless -a asks for absolute numbers.
    const command = context.announced ?? '';
    const increments = /\bnstat\b/.test(command) && !/\s(?:-\w*a|--ignore\b)/.test(command);
    const interval = increments ? ({ interval: true } as const) : {};
    if (first.text.startsWith('{')) return { ...json(first), ...interval, end: at + 1 };
    const counters: Counter[] = [];
    let i = first.text.trim() === '#kernel' ? at + 1 : at;
    for (; i < lines.length; i++) {
      const counter = row(lines[i]);
      if (!counter) break;
      counters.push(counter);
    }
    return { end: i, counters, ...interval };

    function json(line: Line) {
      const counters: Counter[] = [];
      try {
        const kernel: unknown = (JSON.parse(line.text) as { kernel?: unknown }).kernel;
        for (const [word, value] of Object.entries((kernel ?? {}) as Record<string, unknown>)) {
          const name = protocolCounter(word);
          if (name && typeof value === 'number') {
            counters.push({ name, value, unit: protocolUnit(name), line: line.number });
          }
        }
        return { counters };
      } catch {
        return { counters, notes: [trouble(context, line, 'nstat -j: not valid JSON, probably cut off')] };
      }
    }
  },
};

/** `UdpRcvbufErrors  4654702  0.0`, or without the last word in /proc/net/snmp6. */
function row(line: Line | undefined): Counter | undefined {
  const first = line?.text.trimStart().charCodeAt(0);
  // I, M, T, U
  if (!line || (first !== 73 && first !== 77 && first !== 84 && first !== 85) || line.text.length > 120)
    return undefined;
  const cells = words(line.text);
  if (cells.length !== 2 && cells.length !== 3) return undefined;
  const value = integer(cells[1]);
  if (Number.isNaN(value) || (cells.length === 3 && Number.isNaN(decimal(cells[2])))) return undefined;
  const name = protocolCounter(cells[0]!);
  return name ? { name, value, unit: protocolUnit(name), line: line.number } : undefined;
}
