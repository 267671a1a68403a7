import type { Counter, CounterFormat } from '../../model/counters.ts';
import type { Line } from '../../model/source.ts';
import { type CounterReader, integer, readFact } from './counter-format.ts';
import { deviceOf } from './headings.ts';

/**
 * Sections of ethtool that give settings. Each begins with a title that names the device; its rows are `key: value`.
 *
 *     Channel parameters for eth0:     Ring parameters for eth0:      Features for eth0:
 *     Pre-set maximums:                Pre-set maximums:              rx-checksumming: on
 *     Combined:	63                   RX:		4096                   generic-receive-offload: off [fixed]
 *     Current hardware settings:       Current hardware settings:
 *     Combined:	8                    RX:		512                    Coalesce parameters for eth0:
 *                                                                     Adaptive RX: off  TX: off
 *                                                                     rx-usecs: 20
 */
const titles: readonly { format: CounterFormat; title: RegExp; prefix: string }[] = [
  { format: 'ethtool-l', title: /^Channel parameters for (\S+):\s*$/, prefix: 'channels' },
  { format: 'ethtool-g', title: /^Ring parameters for (\S+):\s*$/, prefix: 'ring' },
  { format: 'ethtool-k', title: /^(?:Features|Offload parameters) for (\S+):\s*$/, prefix: 'feature' },
  { format: 'ethtool-c', title: /^Coalesce parameters for (\S+):\s*$/, prefix: 'coalesce' },
];

export const ethtoolSettingsReaders: readonly CounterReader[] = titles.map(({ format, title, prefix }) => ({
  format,
  begins: (lines, at) => title.test(lines[at]!.text.slice(0, 120)),
  read(lines, at) {
    const dev = title.exec(lines[at]!.text.slice(0, 120))![1]!;
    const counters: Counter[] = [];
    let group = '';
    let blanks = 0;
    let i = at + 1;
    for (; i < lines.length; i++) {
      const { text, number: line } = lines[i]!;
      if (text.trim() === '') {
        // ethtool -c and -g separate groups of rows by one blank line.
        if (++blanks > 1) break;
        continue;
      }
      if (/^Pre-set maximums:/.test(text)) group = '.max';
      else if (/^Current hardware settings:/.test(text)) group = '';
      else if (!addRows(counters, text, `${prefix}${group}`, dev, line)) break;
      blanks = 0;
    }
    return { end: trimBlanks(lines, i, at), counters };
  },
}));

/** `rx-usecs: 20`, `Adaptive RX: off  TX: off`, `rx-checksumming: off [fixed]`, `RX Mini:	n/a` */
function addRows(counters: Counter[], text: string, prefix: string, dev: string, line: number): boolean {
  if (text.length > 120 || title(text)) return false;
  const adaptive = /^Adaptive RX: +(on|off|n\/a) +TX: +(on|off|n\/a)/.exec(text);
  const pairs: [string, string][] = [];
  // `CQE mode RX: n/a  TX: n/a` is the one row of -c that nothing can be made of.
  if (/^CQE mode RX:/.test(text)) return true;
  if (adaptive) pairs.push(['adaptive-rx', adaptive[1]!], ['adaptive-tx', adaptive[2]!]);
  else {
    const match = /^\s*([\w-]+(?: [\w-]+){0,3}):\s+(on|off|n\/a|\d{1,10})(?:\s*\[[\w ]+\])?\s*$/.exec(text);
    if (!match) return false;
    pairs.push([match[1]!.toLowerCase().replaceAll(' ', '-'), match[2]!]);
  }
  for (const [key, value] of pairs) {
    if (value === 'n/a') continue;
    const flag = value === 'on' || value === 'off';
    const unit = flag ? 'flag' : 'setting';
    const number = flag ? (value === 'on' ? 1 : 0) : integer(value);
    counters.push({ name: `${prefix}.${key}`, value: number, unit, labels: { dev }, line });
  }
  return true;
}

function title(text: string): boolean {
  return / for \S+:\s*$/.test(text);
}

function trimBlanks(lines: readonly Line[], end: number, at: number): number {
  while (end > at + 1 && lines[end - 1]!.text.trim() === '') end--;
  return end;
}

/**
 * ethtool -n DEV rx-flow-hash udp4: which fields the NIC hashes to choose a queue.
 *
 *     UDP over IPV4 flows use these fields for computing Hash flow key:
 *     IP SA
 *     IP DA
 *     L4 bytes 0 & 1 [TCP/UDP src port]
 */
export const flowHashReader: CounterReader = {
  format: 'ethtool-n',
  begins: (lines, at) => flowTitle.test(lines[at]!.text.slice(0, 120)),
  read(lines, at, context) {
    const [, protocol, version] = flowTitle.exec(lines[at]!.text.slice(0, 120))!;
    const dev = deviceOf(context.announced, context.file);
    let ip = 0;
    let ports = 0;
    let i = at + 1;
    for (; i < lines.length; i++) {
      const text = lines[i]!.text.trim();
      if (/^IP [SD]A$/.test(text)) ip = 1;
      else if (/^L4 bytes \d & \d \[/.test(text)) ports = 1;
      else if (!/^(?:None|VLAN tag|L2DA|Discard|GTP TEID|L3 proto.*)$/.test(text)) break;
    }
    const name = `rxhash.${protocol!.toLowerCase()}${version}`;
    const common = { unit: 'flag', ...(dev !== undefined && { labels: { dev } }), line: lines[at]!.number };
    return {
      end: i,
      counters: [
        { name: `${name}.ip`, value: ip, ...common },
        { name: `${name}.ports`, value: ports, ...common },
      ],
    };
  },
};

// UDP over IPV4 flows use these fields for computing Hash flow key:
const flowTitle = /^(UDP|TCP|SCTP) over IPV([46]) flows use these fields for computing Hash flow key:/;

/**
 * ethtool -i
 *
 *     driver: ixgbe
 *     version: 5.1.0-k
 *     firmware-version: 0x800007b8
 *     bus-info: 0000:04:00.0
 */
export const driverReader: CounterReader = {
  format: 'facts',
  begins: (lines, at) =>
    /^driver: [\w.-]{1,40}\s*$/.test(lines[at]!.text) &&
    /^(?:version|firmware-version|bus-info):/.test(lines[at + 1]?.text ?? ''),
  read(lines, at, context) {
    let i = at + 1;
    while (
      i < lines.length &&
      /^(?:version|firmware-version|expansion-rom-version|bus-info|supports-[\w-]+):/.test(lines[i]!.text)
    )
      i++;
    const driver = lines[at]!.text.slice('driver: '.length).trim();
    return { end: i, counters: [], facts: [readFact('driver', driver, context.file, lines[at]!)] };
  },
};
