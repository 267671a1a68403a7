/**
 * Groups of the kernel's protocol counters, longest first: nstat and /proc/net/snmp6 print group and name as one word,
 * and `UdpLiteInErrors` is not a counter `LiteInErrors` of Udp.
 */
const groups = [
  'UdpLite6',
  'MPTcpExt',
  'UdpLite',
  'IcmpMsg',
  'TcpExt',
  'IpExt',
  'Icmp6',
  'Udp6',
  'Icmp',
  'Udp',
  'Tcp',
  'Ip6',
  'Ip',
] as const;

const groupSet: ReadonlySet<string> = new Set(groups);

export function isGroup(name: string): boolean {
  return groupSet.has(name);
}

/** `UdpRcvbufErrors` -> `Udp.RcvbufErrors`; undefined for a word that is no protocol counter. */
export function protocolCounter(word: string): string | undefined {
  for (const group of groups) {
    if (word.startsWith(group) && /^[A-Z][A-Za-z0-9]*$/.test(word.slice(group.length))) {
      return `${group}.${word.slice(group.length)}`;
    }
  }
  return undefined;
}

/** Protocol entries that are settings or states, not counts of events. */
const protocolGauges: ReadonlySet<string> = new Set([
  'Ip.Forwarding',
  'Ip.DefaultTTL',
  'Tcp.RtoAlgorithm',
  'Tcp.RtoMin',
  'Tcp.RtoMax',
  'Tcp.MaxConn',
  'Tcp.CurrEstab',
  'MPTcpExt.MPCurrEstab',
]);

/** Unit of a protocol counter: `gauge` for what is not counted, `bytes` for octets, else `count`. */
export function protocolUnit(name: string): 'gauge' | 'bytes' | 'count' {
  if (protocolGauges.has(name)) return 'gauge';
  return name.endsWith('Octets') ? 'bytes' : 'count';
}

/**
 * Counters of bytes that only grow. All other `bytes` are levels (a queue's fill, a buffer's size), which `differences`
 * leaves alone.
 */
export function growsInBytes(name: string): boolean {
  return name.endsWith('Octets') || name.endsWith('_bytes');
}
