import type { Counter } from '../../model/counters.ts';
import type { Line } from '../../model/source.ts';
import { type CounterReader, integer, words } from './counter-format.ts';

/**
 * /proc/net/dev. Its `drop` is the sum of rx_dropped and rx_missed_errors (not verified in the sources), therefore
 * `dev.rx_drop` and not the `dev.rx_dropped` of ip -s link.
 *
 *     Inter-|   Receive                                                |  Transmit
 *      face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
 *      eth0: 179656082    5164    0    0    0     0          0         0   321046    2667    0    0    0     0       0          0
 */
export const procNetDevReader: CounterReader = {
  format: 'proc-net-dev',
  begins: (lines, at) => /^Inter-\|\s+Receive\s+\|\s+Transmit/.test(lines[at]!.text) || device(lines[at]) !== undefined,
  read(lines, at) {
    const counters: Counter[] = [];
    let i = at;
    for (; i < lines.length; i++) {
      const line = lines[i]!;
      if (/^Inter-\||^\s*face \|/.test(line.text)) continue;
      const found = device(line);
      if (!found) break;
      for (let column = 0; column < devColumns.length; column++) {
        const name = `dev.${devColumns[column]}`;
        const unit = name.endsWith('_bytes') ? 'bytes' : 'count';
        counters.push({ name, value: found.values[column]!, unit, labels: { dev: found.dev }, line: line.number });
      }
    }
    return { end: i, counters };
  },
};

const devColumns = [
  'rx_bytes',
  'rx_packets',
  'rx_errors',
  'rx_drop',
  'rx_fifo_errors',
  'rx_frame_errors',
  'rx_compressed',
  'multicast',
  'tx_bytes',
  'tx_packets',
  'tx_errors',
  'tx_drop',
  'tx_fifo_errors',
  'collisions',
  'tx_carrier_errors',
  'tx_compressed',
] as const;

function device(line: Line | undefined): { dev: string; values: number[] } | undefined {
  // `  eth0: 179656082 ...`; older kernels leave no blank behind the colon
  const match = line && line.text.length < 400 ? /^\s*([\w.@-]{1,20}):\s*(\d[\d\s]*)$/.exec(line.text) : null;
  const values = words(match?.[2] ?? '').map(integer);
  return match && values.length === devColumns.length ? { dev: match[1]!, values } : undefined;
}

/**
 * ip -s link, ip -s -s link. Which columns there are, and in which order, stands above each row of numbers and changed
 * more than once.
 *
 *     2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP mode DEFAULT group default qlen 1000
 *         link/ether e6:65:49:a2:1d:3a brd ff:ff:ff:ff:ff:ff
 *         RX:  bytes packets errors dropped  missed   mcast
 *          288715948 4811930      0       0       0       0
 */
export const ipLinkReader: CounterReader = {
  format: 'ip-link',
  begins: (lines, at) => linkTitle.test(lines[at]!.text.slice(0, 200)),
  read(lines, at) {
    const counters: Counter[] = [];
    const notes: { kind: 'unread'; text: string; line: number }[] = [];
    let dev = '';
    let i = at;
    for (; i < lines.length; i++) {
      const line = lines[i]!;
      const title = linkTitle.exec(line.text.slice(0, 200));
      const table = statsTitle.exec(line.text.slice(0, 200));
      if (title) dev = title[1]!;
      else if (table) {
        const values = words(lines[i + 1]?.text ?? '').map(integer);
        const names = words(table[2]!);
        if (values.length === names.length && !values.some(Number.isNaN)) {
          i++;
          const side = table[1] === 'RX' ? 'rx' : 'tx';
          for (let column = 0; column < names.length; column++) {
            const name = linkCounter(side, names[column]!);
            const unit = name.endsWith('_bytes') ? 'bytes' : 'count';
            counters.push({ name, value: values[column]!, unit, labels: { dev }, line: lines[i]!.number });
          }
        } else
          notes.push({
            kind: 'unread',
            text: `ip -s link: no row of plain numbers below ${table[1]} (-h rounds them)`,
            line: line.number,
          });
      } else if (line.text.trim() === '') {
        if (!linkTitle.test(lines[i + 1]?.text.slice(0, 200) ?? '')) break;
      } else if (!detailShape.test(line.text.slice(0, 2000))) break;
    }
    return { end: i, counters, notes };
  },
};

// 2: vb@if2: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 ...
const linkTitle = /^\s*\d{1,5}: ([\w.-]{1,20})(?:@[\w.-]+)?: <[A-Z0-9_,-]*> mtu \d/;
//     RX:  bytes packets errors dropped  missed   mcast      RX errors:  length    crc   frame    fifo overrun
const statsTitle = /^\s*(RX|TX)(?: errors)?:\s+([a-z][a-z\s]*)$/;

//     link/ether e6:65:49:a2:1d:3a brd ff:ff:ff:ff:ff:ff     altname enp1s0     vf 0 link/ether ...     veth addrgenmode eui64 ...
const detailShape =
  /^\s*(?:link\/|inet6? |altname |alias |valid_lft |vf \d|[\d\s]+$|.*\b(?:promiscuity|addrgenmode)\b)/;

const linkNames: Readonly<Record<string, string>> = {
  bytes: 'bytes',
  packets: 'packets',
  errors: 'errors',
  dropped: 'dropped',
  missed: 'missed',
  overrun: 'over_errors',
  length: 'length_errors',
  crc: 'crc_errors',
  frame: 'frame_errors',
  fifo: 'fifo_errors',
  carrier: 'carrier_errors',
};

function linkCounter(side: string, column: string): string {
  if (column === 'mcast') return 'dev.multicast';
  if (column === 'collsns') return 'dev.collisions';
  return `dev.${side}_${linkNames[column] ?? column}`;
}

/**
 * ifconfig, new and old. It reads /proc/net/dev: `dropped` includes what was missed.
 *
 *     eth0: flags=4163<UP,BROADCAST,RUNNING,MULTICAST>  mtu 1500
 *             RX packets 912398  bytes 96506134 (92.0 MiB)
 *             RX errors 0  dropped 12  overruns 0  frame 0
 *
 *     eth0      Link encap:Ethernet  HWaddr 00:16:3e:00:00:01
 *               RX packets:912398 errors:0 dropped:12 overruns:0 frame:0
 *               RX bytes:96506134 (92.0 MiB)  TX bytes:190360255 (181.5 MiB)
 */
export const ifconfigReader: CounterReader = {
  format: 'ifconfig',
  begins: (lines, at) => ifconfigTitle.test(lines[at]!.text.slice(0, 200)),
  read(lines, at) {
    const counters: Counter[] = [];
    let dev = '';
    let i = at;
    for (; i < lines.length; i++) {
      const { text, number: line } = lines[i]!;
      const title = ifconfigTitle.exec(text.slice(0, 200));
      if (title) dev = title[1]!;
      else if (text.trim() === '' ? !ifconfigTitle.test(lines[i + 1]?.text.slice(0, 200) ?? '') : !/^\s+\S/.test(text))
        break;
      let side = '';
      for (const pair of text.slice(0, 200).matchAll(/\b(RX|TX)\b|\b([a-z]+)[: ](\d{1,20})\b/g)) {
        if (pair[1]) side = pair[1].toLowerCase();
        const name = ifconfigNames[pair[2] ?? ''];
        if (side === '' || !name) continue;
        const unit = name === 'bytes' ? 'bytes' : 'count';
        counters.push({ name: `dev.${side}_${name}`, value: integer(pair[3]), unit, labels: { dev }, line });
      }
    }
    return { end: i, counters };
  },
};

const ifconfigTitle = /^([\w.:-]{1,20}?)(?::\s+flags=\d+<[A-Z0-9_,]*>\s+mtu \d|\s+Link encap:)/;

const ifconfigNames: Readonly<Record<string, string>> = {
  packets: 'packets',
  bytes: 'bytes',
  errors: 'errors',
  dropped: 'drop',
  overruns: 'fifo_errors',
  frame: 'frame_errors',
};
