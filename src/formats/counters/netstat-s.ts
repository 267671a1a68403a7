import type { Counter } from '../../model/counters.ts';
import type { Line } from '../../model/source.ts';
import { type CounterReader, integer } from './counter-format.ts';
import { isGroup, protocolUnit } from './names.ts';

/**
 * netstat -s, -su and -s -6 of net-tools. Names the tool has words for are English, all others are the kernel's own.
 *
 *     Udp:
 *         47 packets received
 *         0 packets to unknown port received.
 *         0 packet receive errors
 *         0 receive buffer errors
 *         InCsumErrors: 5
 */
export const netstatReader: CounterReader = {
  format: 'netstat-s',
  begins(lines, at) {
    if (joined(lines[at]) || ofUdp(lines, at)) return true;
    return groupOf(lines[at]) !== undefined && (row(lines[at + 1]) !== undefined || nextGroupHasRow(lines, at));
  },
  read(lines, at, context) {
    const counters: Counter[] = [];
    const unnamed: Line[] = [];
    let group = ofUdp(lines, at) ? 'Udp' : '';
    const add = ({ says, value }: NetstatRow, { number, text }: Line): void => {
      const name = nameOf(group, says);
      if (name) counters.push({ name, value, unit: protocolUnit(name), line: number });
      else unnamed.push({ number, text });
    };
    let i = at;
    for (; i < lines.length; i++) {
      const line = lines[i]!;
      const whole = joined(line);
      if (whole) {
        group = whole.group;
        for (const found of whole.rows) add(found, line);
        continue;
      }
      const title = groupOf(line);
      if (title) {
        group = title;
        continue;
      }
      const found = row(line);
      if (!found) {
        // `ICMP input histogram:` heads rows of its own below Icmp.
        if (/^\s+[A-Z][\w ]{1,60}:$/.test(line.text)) continue;
        break;
      }
      add(found, line);
    }
    const notes =
      unnamed.length === 0
        ? []
        : [
            {
              kind: 'unread',
              text: `netstat -s: ${unnamed.length} rows in words that have no counter here (${unnamed[0]!.text.trim()})`,
              file: context.file,
              line: unnamed[0]!.number,
            } as const,
          ];
    return { end: i, counters, notes };
  },
};

/** Words of net-tools, without the final point older ones print. */
const wordings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Udp: {
    'packets received': 'InDatagrams',
    'packets to unknown port received': 'NoPorts',
    'packet receive errors': 'InErrors',
    'packets sent': 'OutDatagrams',
    'receive buffer errors': 'RcvbufErrors',
    'send buffer errors': 'SndbufErrors',
  },
  Ip: {
    'total packets received': 'InReceives',
    'with invalid headers': 'InHdrErrors',
    'with invalid addresses': 'InAddrErrors',
    forwarded: 'ForwDatagrams',
    'with unknown protocol': 'InUnknownProtos',
    'incoming packets discarded': 'InDiscards',
    'incoming packets delivered': 'InDelivers',
    'requests sent out': 'OutRequests',
    'outgoing packets dropped': 'OutDiscards',
    'dropped because of missing route': 'OutNoRoutes',
    'fragments dropped after timeout': 'ReasmTimeout',
    'reassemblies required': 'ReasmReqds',
    'packets reassembled ok': 'ReasmOKs',
    'packet reassembles failed': 'ReasmFails',
    'packet reassemblies failed': 'ReasmFails',
    'fragments received ok': 'FragOKs',
    'fragments failed': 'FragFails',
    'fragments created': 'FragCreates',
  },
};

function nameOf(group: string, says: string): string | undefined {
  // The kernel's own name: `InCsumErrors: 5`
  if (/^[A-Z]\w+$/.test(says)) return `${group}.${says}`;
  const names = wordings[group.replace('UdpLite', 'Udp').replace(/6$/, '')];
  const name = names?.[says.replace(/\.$/, '')];
  return name && `${group}.${name}`;
}

function groupOf(line: Line | undefined): string | undefined {
  const text = line?.text.trim() ?? '';
  return text.length < 12 && text.endsWith(':') && isGroup(text.slice(0, -1)) ? text.slice(0, -1) : undefined;
}

/** Rows of UDP without their heading, as grep leaves them: words that no other protocol has. */
function ofUdp(lines: readonly Line[], at: number): boolean {
  const says = row(lines[at])?.says;
  if (says === undefined) return false;
  return udpAlone.test(says) || (says === 'packets received' && udpAlone.test(row(lines[at + 1])?.says ?? ''));
}

const udpAlone = /^(?:packets to unknown port received\.?|packet receive errors|receive buffer errors)$/;

/** An empty group (`UdpLite:`) may come first. */
function nextGroupHasRow(lines: readonly Line[], at: number): boolean {
  return groupOf(lines[at + 1]) !== undefined && row(lines[at + 2]) !== undefined;
}

interface NetstatRow {
  readonly says: string;
  readonly value: number;
}

/** `Udp: 47 packets received 0 packets to unknown port received. 0 packet receive errors`: web pages drop line ends. */
function joined(line: Line | undefined): { group: string; rows: NetstatRow[] } | undefined {
  const found = /^\s*(Udp(?:Lite)?6?):((?: \d{1,20} [a-z][a-z ]{1,60}\.?){2,})$/.exec(line?.text.trimEnd() ?? '');
  if (!found) return undefined;
  const rows = [...found[2]!.matchAll(/(\d+) ([a-z][a-z ]*?\.?)(?= \d|$)/g)];
  return { group: found[1]!, rows: rows.map(([, value, says]) => ({ says: says!, value: integer(value) })) };
}

function row(line: Line | undefined): NetstatRow | undefined {
  if (!line || line.text.length > 160) return undefined;
  // `    47 packets received`, `# 47 packets received` in a listing of comments
  const worded = /^(?:#\s)?\s*(\d{1,20}) ([A-Za-z].*?)\s*$/.exec(line.text);
  if (worded) return { says: worded[2]!, value: integer(worded[1]) };
  // `    InCsumErrors: 5`, `        destination unreachable: 1`
  const named = /^\s*([A-Za-z][\w ]{1,60}): (-?\d{1,20})\s*$/.exec(line.text);
  return named ? { says: named[1]!, value: integer(named[2]) } : undefined;
}
