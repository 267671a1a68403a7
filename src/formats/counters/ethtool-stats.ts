import type { Counter } from '../../model/counters.ts';
import type { Line } from '../../model/source.ts';
import { type CounterReader, integer, trouble } from './counter-format.ts';
import { nicName } from './ethtool-names.ts';
import { deviceOf } from './headings.ts';

/**
 * ethtool -S. Names are the driver's: those with a certain meaning become `nic.*` with the driver's name in the label
 * `raw`, all others are `ethtool.<name>`. Below `ethtool -S eth0 | grep rx` the title is missing.
 *
 *     NIC statistics:
 *          rx_packets: 912398
 *          rx_missed_errors: 17
 *          rx_queue_0_packets: 912398
 */
export const ethtoolStatsReader: CounterReader = {
  format: 'ethtool-S',
  begins: (lines, at) =>
    row(lines[isTitle(lines[at]!) ? at + 1 : at]) !== undefined && (isTitle(lines[at]!) || isFiltered(lines, at)),
  read(lines, at, context) {
    const counters: Counter[] = [];
    const dev = deviceOf(context.announced, context.file);
    const own = dev === undefined ? undefined : { dev };
    let queue: string | undefined;
    let i = isTitle(lines[at]!) ? at + 1 : at;
    for (; i < lines.length; i++) {
      const found = row(lines[i]);
      if (!found) break;
      const line = lines[i]!.number;
      const { raw, value } = found;
      // vmxnet3 heads each queue's rows: `  Rx Queue#: 0`, `  Tx Queue#: 0`
      if (/^[RT]x Queue#$/.test(raw)) {
        queue = raw[0] === 'R' ? String(value) : undefined;
        continue;
      }
      const known = nicName(raw, queue);
      if (known) {
        const labels = { ...own, ...(known.queue !== undefined && { queue: known.queue }), raw };
        counters.push({
          name: known.name,
          value,
          unit: known.name.endsWith('_bytes') ? 'bytes' : 'count',
          labels,
          line,
        });
      } else {
        counters.push({ name: `ethtool.${raw}`, value, unit: 'count', ...(own && { labels: own }), line });
      }
    }
    const notes = dev ? [] : [trouble(context, lines[at]!, 'ethtool -S without a word which device it is about')];
    return { end: i, counters, notes };
  },
};

function isTitle({ text }: Line): boolean {
  return /^\s*(?:NIC statistics|Per queue statistics|.{1,20} statistics for .{1,20}):\s*$/.test(text);
}

/** Rows that `| grep` let through lack the title: the command above them tells what they are. */
function isFiltered(lines: readonly Line[], at: number): boolean {
  return at > 0 && /\bethtool\s+(?:-S|--statistics)\s/.test(lines[at - 1]!.text.slice(0, 200));
}

function row(line: Line | undefined): { raw: string; value: number } | undefined {
  if (!line || line.text.length > 160) return undefined;
  // Pastes lose the indentation. `     rx_queue_0_packets: 912398`, `     [0]: rx_ucast_packets: 5`, `       ucast pkts rx: 12`, `rx_bytes[0]: 12`
  const match = /^\s*([\w[][\w[\]().:# -]*?): (-?\d{1,20})\s*$/.exec(line.text);
  return match ? { raw: match[1]!, value: integer(match[2]) } : undefined;
}
