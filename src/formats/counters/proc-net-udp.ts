import type { Counter } from '../../model/counters.ts';
import type { Line } from '../../model/source.ts';
import { type CounterReader, hex, integer, trouble, words } from './counter-format.ts';

/**
 * /proc/net/udp, udp6, udplite and raw: a row per socket. Four names of the header stand over two words of a row
 * (`tx_queue:rx_queue`, `tr:tm->when`), so words are counted, not columns.
 *
 *       sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
 *     2623: 00000000:270F 00000000:0000 07 00000000:00001040 00:00000000 00000000     0        0 1399029 2 0000000051571c52 4675634
 *
 * Old kernels print no drops (since which release is not verified). rx_queue is in bytes of buffer memory (truesize), as the receive buffer's limit is.
 */
export const procNetUdpReader: CounterReader = {
  format: 'proc-net-udp',
  begins: (lines, at) => isHeader(lines[at]) || row(lines[at]) !== undefined,
  read(lines, at, context) {
    // Raw sockets have the same table; their "port" is the protocol number.
    const raw = /\/proc\/net\/raw6?\b|\bproc\/net\/raw6?$/.test(`${context.announced ?? ''} ${context.file}`);
    const prefix = raw ? 'raw.socket' : 'udp.socket';
    const counters: Counter[] = [];
    let sockets = 0;
    let withoutDrops = 0;
    let i = isHeader(lines[at]) ? at + 1 : at;
    for (; i < lines.length; i++) {
      const socket = row(lines[i]);
      if (!socket) break;
      sockets++;
      const { line, port, address, inode, family } = socket;
      const labels: Record<string, string> = { [raw ? 'protocol' : 'port']: port, address, inode, family };
      counters.push({ name: `${prefix}.rx_queue`, value: socket.rxQueue, unit: 'bytes', labels, line });
      counters.push({ name: `${prefix}.tx_queue`, value: socket.txQueue, unit: 'bytes', labels, line });
      if (socket.drops === undefined) withoutDrops++;
      else counters.push({ name: `${prefix}.drops`, value: socket.drops, unit: 'count', labels, line });
    }
    counters.push({
      name: raw ? 'raw.sockets' : 'udp.sockets',
      value: sockets,
      unit: 'gauge',
      line: lines[at]!.number,
    });
    const notes =
      withoutDrops > 0
        ? [
            trouble(
              context,
              lines[at]!,
              `${withoutDrops} sockets without a drops column (old kernel, or the lines are cut)`,
            ),
          ]
        : [];
    return { end: i, counters, notes };
  },
};

function isHeader(line: Line | undefined): boolean {
  const text = line?.text;
  // /proc/net/tcp ends with `inode`: the words behind it tell udp and raw apart from it.
  return (
    text !== undefined &&
    text.length < 300 &&
    /^\s*sl\s+local_address\s+rem/.test(text) &&
    /inode(?:\s+ref\s+pointer(?:\s+drops)?)\s*$/.test(text)
  );
}

interface SocketRow {
  readonly line: number;
  readonly port: string;
  readonly address: string;
  readonly inode: string;
  readonly family: string;
  readonly rxQueue: number;
  readonly txQueue: number;
  readonly drops?: number;
}

function row(line: Line | undefined): SocketRow | undefined {
  if (!line || line.text.length > 300 || !/^\s*\d{1,10}: [0-9A-F]{8}/.test(line.text)) return undefined;
  const cells = words(line.text);
  // `/proc/net/tcp` goes on with retransmit timers behind the pointer: 17 words.
  if (cells.length !== 12 && cells.length !== 13) return undefined;
  const local = /^([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})$/.exec(cells[1]!);
  const queues = /^([0-9A-F]{8}):([0-9A-F]{8})$/.exec(cells[4]!);
  if (!local || !queues || !/^[0-9a-fx]+$/i.test(cells[11]!)) return undefined;
  const drops = integer(cells[12]);
  return {
    line: line.number,
    port: String(hex(local[2])),
    address: addressOf(local[1]!),
    inode: cells[9]!,
    family: local[1]!.length === 8 ? 'inet' : 'inet6',
    txQueue: hex(queues[1]),
    rxQueue: hex(queues[2]),
    ...(!Number.isNaN(drops) && { drops }),
  };
}

/**
 * `0100007F` -> `127.0.0.1`. The word is printed in the machine's byte order; little-endian is taken for granted, since
 * nothing in the table tells.
 */
function addressOf(word: string): string {
  if (/^0+$/.test(word)) return '*';
  if (word.length !== 8) return word;
  return (word.match(/../g) ?? [])
    .reverse()
    .map((byte) => hex(byte))
    .join('.');
}
