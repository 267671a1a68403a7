import type { Counter } from '../../model/counters.ts';
import type { Line } from '../../model/source.ts';
import { type CounterReader, integer, trouble, words } from './counter-format.ts';

/**
 * ss -uanmp in all its forms (-e, -O, -a, with or without State and Netid columns), ss -s, and netstat -uanp, whose rows
 * have the same order of cells.
 *
 *     State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess
 *     UNCONN 213    0          127.0.0.1:9999      0.0.0.0:*    users:(("python3",pid=11445,fd=4))
 *     	 skmem:(r0,rb212992,t0,tb212992,f0,w0,o0,bl0,d0)
 *     udp        0      0 127.0.0.1:9999          0.0.0.0:*                           11445/python3
 */
export const ssReader: CounterReader = {
  format: 'ss',
  begins: (lines, at) => isHeader(lines[at]) || (row(lines[at])?.netid ?? '') !== '' || isSummary(lines, at),
  read(lines, at, context) {
    if (isSummary(lines, at)) return summary(lines, at);
    const sockets: { socket: Socket; own: Line[] }[] = [];
    let i = at;
    for (; i < lines.length; i++) {
      const line = lines[i]!;
      if (isHeader(line)) continue;
      const socket = row(line);
      if (socket) sockets.push({ socket, own: [line] });
      else if (sockets.length > 0 && detailShape.test(line.text.slice(0, 40))) sockets.at(-1)!.own.push(line);
      else break;
    }
    // A table without Netid column is of one kind: of UDP when the command asked for it, or a socket is UNCONN.
    const command = context.announced ?? '';
    const bareUdp = /\bss\b.*\s-\w*u/.test(command) || sockets.some(({ socket }) => socket.netid === 'udp?');
    const kindOf = ({ netid }: Socket) => (netid === '' || netid === 'tcp?' ? (bareUdp ? 'udp' : netid) : netid);
    const counters: Counter[] = [];
    const udp = sockets.filter(({ socket }) => kindOf(socket).startsWith('udp'));
    for (const { socket, own } of udp) {
      const line = own[0]!.number;
      const { labels, recvQ } = socket;
      counters.push({ name: 'udp.socket.rx_queue', value: recvQ, unit: 'bytes', labels, line });
      for (const detail of own) addDetails(counters, labels, detail);
    }
    const line = lines[at]!.number;
    const packets = sockets.filter(({ socket }) => socket.netid.startsWith('p_')).length;
    counters.push({ name: 'udp.sockets', value: udp.length, unit: 'gauge', line });
    if (packets > 0) counters.push({ name: 'packet.sockets', value: packets, unit: 'gauge', line });
    const unknown = sockets.filter(({ socket }) => kindOf(socket) === '').length;
    const notes =
      unknown > 0
        ? [trouble(context, lines[at]!, `ss: ${unknown} sockets of a kind that the table does not tell`)]
        : [];
    return { end: i, counters, notes };
  },
};

const detailShape = /^\s+(?:skmem|users|timer|ino|uid|cgroup):/;

interface Socket {
  /** `udp`, `tcp`, `p_raw`; `udp?` and `tcp?` by the state alone, empty when the table has neither column. */
  readonly netid: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly recvQ: number;
}

function isHeader(line: Line | undefined): boolean {
  const text = line?.text ?? '';
  if (text.length > 300) return false;
  if (text.startsWith('Active Internet connections (')) return true;
  return /\bRecv-Q\s+Send-Q\s+Local Address(?::Port)?\s+(?:Peer|Foreign) Address/.test(text);
}

const netids = new Set([
  'udp',
  'udp6',
  'udplite',
  'tcp',
  'tcp6',
  'raw',
  'raw6',
  'p_raw',
  'p_dgr',
  'sctp',
  'dccp',
  'icmp6',
]);
const states = new Set(['UNCONN', 'ESTAB', 'LISTEN', 'CLOSE-WAIT', 'TIME-WAIT', 'SYN-SENT', 'FIN-WAIT-1', 'LAST-ACK']);

/** `[Netid] [State] Recv-Q Send-Q local peer [rest]` */
function row(line: Line | undefined): Socket | undefined {
  const first = line?.text[0];
  if (!line || first === undefined || first === '\t' || line.text.length > 4000) return undefined;
  const cells = words(line.text.slice(0, 600));
  let at = 0;
  const netid = netids.has(cells[0]!) ? cells[at++]! : undefined;
  const state = states.has(cells[at] ?? '') ? cells[at++] : undefined;
  const recvQ = integer(cells[at]);
  const sendQ = integer(cells[at + 1]);
  const local = /^(.*):([\w*-]{1,20})$/.exec(cells[at + 2] ?? '');
  const peer = cells[at + 3];
  if (Number.isNaN(recvQ) || Number.isNaN(sendQ) || !local || peer === undefined) return undefined;
  // A packet socket has an interface instead of a port, and a bare `*` as its peer.
  if (!peer.includes(':') && !(netid?.startsWith('p_') && peer === '*')) return undefined;
  // Without Netid and State (`ss -ul` of one state) only the header above tells that these are sockets.
  const kind = netid ?? (state === 'UNCONN' ? 'udp?' : state ? 'tcp?' : '');
  // -e: `ino:15650 sk:1 cgroup:/ <->`; without it the descriptor tells a socket from the others of its port
  const inode = /\bino:(\d+)/.exec(line.text)?.[1] ?? descriptor(line.text);
  const labels = {
    port: local[2]!,
    address: local[1]!.replace(/^\[(.*)\]$/, '$1'),
    ...(peer !== '0.0.0.0:*' && { peer }),
    ...(inode !== undefined && { inode }),
  };
  return { netid: kind, labels, recvQ };
}

/** `fd 3 of 812` of `users:(("udp_sink",pid=812,fd=3))`. */
function descriptor(text: string): string | undefined {
  const [, pid, fd] = /users:\(\("[^"]{0,64}",(?:pid=)?(\d+),(?:fd=)?(\d+)\)/.exec(text) ?? [];
  return fd === undefined ? undefined : `fd ${fd} of ${pid}`;
}

// skmem:(r213,rb212992,t0,tb212992,f0,w0,o0,bl0,d4675634), or mem:(r0,w0,f0,t0) of -m in old ss
const memoryNames: Readonly<Record<string, readonly [string, string]>> = {
  r: ['udp.socket.rmem', 'bytes'],
  rb: ['udp.socket.rcvbuf', 'bytes'],
  d: ['udp.socket.drops', 'count'],
};

function addDetails(counters: Counter[], labels: Socket['labels'], { text, number: line }: Line): void {
  const memory = /skmem:\(([\w,]{1,200})\)/.exec(text)?.[1];
  for (const field of memory?.split(',') ?? []) {
    const [, key, digits] = /^([a-z]+)(\d+)$/.exec(field) ?? [];
    const named = memoryNames[key ?? ''];
    if (named) counters.push({ name: named[0], value: integer(digits), unit: named[1], labels, line });
  }
  const from = text.indexOf('users:((');
  if (from >= 0) {
    // ("udp_sink",pid=812,fd=3),("udp_sink",pid=813,fd=3); older: ("udp_sink",812,3)
    const users = [...text.slice(from).matchAll(/\("([^"]{0,64})",(?:pid=)?(\d+),(?:fd=)?\d+\)/g)];
    const pids = new Set(users.map((user) => user[2]!));
    const comm = users[0]?.[1] ?? '';
    const owned = { ...labels, ...(comm !== '' && { comm }), pid: [...pids].slice(0, 16).join(' ') };
    counters.push({ name: 'udp.socket.fds', value: users.length, unit: 'gauge', labels: owned, line });
    counters.push({ name: 'udp.socket.processes', value: pids.size, unit: 'gauge', labels: owned, line });
  }
}

/**
 * ss -s
 *
 *     Total: 22
 *     TCP:   1 (estab 0, closed 0, orphaned 0, timewait 0)
 *
 *     Transport Total     IP        IPv6
 *     UDP	  5         3         2
 */
function isSummary(lines: readonly Line[], at: number): boolean {
  return /^Total: \d+/.test(lines[at]!.text) && /^TCP: +\d+ \(estab/.test(lines[at + 1]?.text ?? '');
}

function summary(lines: readonly Line[], at: number) {
  const counters: Counter[] = [];
  let i = at;
  for (; i < lines.length; i++) {
    const { text, number: line } = lines[i]!;
    const cells = words(text);
    if (/^(?:RAW|UDP|TCP|INET|FRAG)$/.test(cells[0] ?? '') && cells.length === 4 && !Number.isNaN(integer(cells[1]))) {
      const name = `${cells[0]!.toLowerCase()}.sockets`;
      counters.push({ name, value: integer(cells[1]), unit: 'gauge', line });
    } else if (text.trim() !== '' && !/^(?:Total:|TCP:|Transport\s)/.test(text)) break;
  }
  return { end: i, counters };
}
