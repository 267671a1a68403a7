import type { Counter } from '../../model/counters.ts';
import type { Line, Note } from '../../model/source.ts';
import { symbolKey } from '../../model/symbol.ts';
import { type CounterReader, hex, integer, words } from './counter-format.ts';
import { headingText } from './headings.ts';

/**
 * sysctl, `grep . /proc/sys/...`, and the value below a heading or prompt that names the file.
 *
 *     net.core.rmem_max = 212992
 *     net.ipv4.udp_mem = 575802	767738	1151604
 *     /proc/sys/net/core/rmem_max:212992
 *     # cat /proc/sys/net/core/rmem_max
 *     212992
 */
export const sysctlReader: CounterReader = {
  format: 'sysctl',
  begins: (lines, at) => setting(lines, at) !== undefined,
  read(lines, at) {
    const counters: Counter[] = [];
    const wordy: Line[] = [];
    let i = at;
    for (; i < lines.length; i++) {
      const found = setting(lines, i);
      if (!found) break;
      const line = lines[i]!;
      const values = words(found.values);
      // Names and words (`tcp_congestion_control = cubic`) are settings too, but no numbers.
      if (values.length === 0 || values.some((value) => Number.isNaN(integer(value)))) {
        wordy.push(line);
        continue;
      }
      const fields = found.name.endsWith('mem') && values.length === 3 ? ['min', 'pressure', 'max'] : undefined;
      for (let field = 0; field < values.length; field++) {
        const labels = values.length > 1 ? { labels: { field: fields?.[field] ?? String(field) } } : {};
        counters.push({
          name: found.name,
          value: integer(values[field]),
          unit: 'setting',
          ...labels,
          line: line.number,
        });
      }
    }
    const notes: Note[] =
      wordy.length === 0
        ? []
        : [{ kind: 'unread', text: `sysctl: ${wordy.length} settings that are no numbers`, line: wordy[0]!.number }];
    return { end: i, counters, notes };
  },
};

function setting(lines: readonly Line[], at: number): { name: string; values: string } | undefined {
  const text = lines[at]!.text;
  if (text.length > 400) return undefined;
  const assigned = /^((?:net|kernel|vm|fs|dev|user|abi|debug|crypto|sunrpc)(?:\.[\w@:/-]+)+) = ?(.*)$/.exec(text);
  if (assigned) return { name: assigned[1]!, values: assigned[2]! };
  const listed = /^\/proc\/sys\/([\w./@-]+):\s*(-?\d[\d\s-]*)$/.exec(text);
  if (listed) return { name: listed[1]!.replaceAll('/', '.'), values: listed[2]! };
  if (/^-?\d[\d\s-]*$/.test(text)) {
    const above = /\/proc\/sys\/([\w./-]+)/.exec((lines[at - 1]?.text ?? '').slice(0, 300));
    if (above && headingText(lines[at - 1]) !== undefined)
      return { name: above[1]!.replaceAll('/', '.'), values: text };
  }
  return undefined;
}

/**
 * conntrack -S and /proc/net/stat/nf_conntrack, whose rows are hexadecimal and one per possible CPU.
 *
 *     cpu=0   	found=27 invalid=0 insert=0 insert_failed=3 drop=3 early_drop=0 error=0 search_restart=0
 *
 *     entries  clashres found new invalid ignore delete chainlength insert insert_failed drop early_drop icmp_error  expect_new ...
 *     00000012  00000000 0000001b 00000000 00000000 00000000 00000000 00000000 00000000 00000003 00000003 00000000 00000000  00000000 ...
 */
export const conntrackReader: CounterReader = {
  format: 'conntrack',
  begins: (lines, at) => /^cpu=\d+\s+\w+=\d/.test(lines[at]!.text.slice(0, 60)) || statHeader(lines[at]) !== undefined,
  read(lines, at) {
    const counters: Counter[] = [];
    const names = statHeader(lines[at]);
    let i = names ? at + 1 : at;
    for (; i < lines.length; i++) {
      const { text, number: line } = lines[i]!;
      if (text.length > 600) break;
      const cells = names ? statRow(text, names, i - at - 1) : pairs(text);
      if (!cells) break;
      for (const [name, value] of cells.values) {
        // `entries` is the table's size now, the same in every row.
        const unit = name === 'entries' ? 'gauge' : 'count';
        counters.push({ name: `conntrack.${name}`, value, unit, labels: { cpu: cells.cpu }, line });
      }
    }
    return { end: i, counters };
  },
};

function pairs(text: string): { cpu: string; values: [string, number][] } | undefined {
  const cpu = /^cpu=(\d+)\s/.exec(text)?.[1];
  if (cpu === undefined) return undefined;
  const found = [...text.matchAll(/(?:^|\s)([a-z_]{1,30})=(\d{1,20})/g)].slice(1);
  return { cpu, values: found.map((pair) => [pair[1]!, integer(pair[2])]) };
}

function statHeader(line: Line | undefined): string[] | undefined {
  return line && line.text.length < 400 && /^entries\s+(?:searched|clashres)\s+found\s/.test(line.text)
    ? words(line.text)
    : undefined;
}

function statRow(
  text: string,
  names: readonly string[],
  row: number,
): { cpu: string; values: [string, number][] } | undefined {
  const cells = words(text).map(hex);
  if (cells.length !== names.length || cells.some(Number.isNaN)) return undefined;
  return { cpu: String(row), values: names.map((name, column) => [name, cells[column]!]) };
}

/**
 * numastat without options
 *
 *                                node0           node1
 *     numa_hit                76557759        92126519
 *     numa_miss                      0               0
 */
export const numastatReader: CounterReader = {
  format: 'numastat',
  begins: (lines, at) =>
    /^\s+node\d+(?:\s+node\d+)*\s*$/.test(lines[at]!.text.slice(0, 4000)) &&
    /^numa_hit\s+\d/.test(lines[at + 1]?.text ?? ''),
  read(lines, at) {
    const nodes = words(lines[at]!.text).map((node) => node.slice('node'.length));
    const counters: Counter[] = [];
    let i = at + 1;
    for (; i < lines.length; i++) {
      const [name, ...cells] = words(lines[i]!.text.slice(0, 4000));
      const values = cells.map(integer);
      if (!/^[a-z_]{4,20}$/.test(name ?? '') || values.length !== nodes.length || values.some(Number.isNaN)) break;
      for (let node = 0; node < nodes.length; node++) {
        const labels = { node: nodes[node]! };
        counters.push({ name: `numa.${name}`, value: values[node]!, unit: 'count', labels, line: lines[i]!.number });
      }
    }
    return { end: i, counters };
  },
};

/**
 * dropwatch -l kas, or without names. Rows of one place come again and again: they are summed up.
 *
 *     17 drops at udp_queue_rcv_one_skb+4a3 (0xffffffff8f8c5a13) [software]
 *     1 drops at location 0xffffffff8f8c5a13
 */
export const dropwatchReader: CounterReader = {
  format: 'dropwatch',
  begins: (lines, at) => dropsAt.test(lines[at]!.text.slice(0, 200)),
  read(lines, at) {
    const places = new Map<string, Counter>();
    let i = at;
    for (; i < lines.length; i++) {
      const [, count, place] = dropsAt.exec(lines[i]!.text.slice(0, 200)) ?? [];
      if (count === undefined || place === undefined) break;
      const key = symbolKey(place.replace(/\+[0-9a-f]+$/, ''));
      const value = (places.get(key)?.value ?? 0) + integer(count);
      const line = places.get(key)?.line ?? lines[i]!.number;
      places.set(key, { name: 'drops', value, unit: 'count', labels: { at: key }, line });
    }
    return { end: i, counters: [...places.values()], interval: true };
  },
};

const dropsAt = /^(\d{1,12}) drops at (?:location )?(\S{3,120})(?: \(0x[0-9a-f]+\))?(?: \[\w+\])?\s*$/;

/**
 * /proc/vmstat
 *
 *     nr_free_pages 945711
 *     pgalloc_normal 5788
 */
export const procVmstatReader: CounterReader = {
  format: 'proc-vmstat',
  begins: (lines, at) =>
    /^nr_free_pages \d+\s*$/.test(lines[at]!.text.slice(0, 60)) && vmstatRow(lines[at + 1]) !== undefined,
  read(lines, at) {
    const counters: Counter[] = [];
    let i = at;
    for (; i < lines.length; i++) {
      const row = vmstatRow(lines[i]);
      if (!row) break;
      const unit = row.name.startsWith('nr_') ? 'gauge' : 'count';
      counters.push({ name: `proc-vmstat.${row.name}`, value: row.value, unit, line: lines[i]!.number });
    }
    return { end: i, counters };
  },
};

function vmstatRow(line: Line | undefined): { name: string; value: number } | undefined {
  const match = /^([a-z][a-z0-9_]{3,60}) (\d{1,20})\s*$/.exec(line?.text.slice(0, 100) ?? '');
  return match ? { name: match[1]!, value: integer(match[2]) } : undefined;
}
