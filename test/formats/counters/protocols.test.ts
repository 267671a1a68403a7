import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountOf, counterOf, read } from './reading.ts';

const SNMP = `Udp: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors InCsumErrors IgnoredMulti
Udp: 94312 3 17 5 12 0 5 0`;
const NSTAT = `#kernel
UdpInDatagrams                  94312              0.0
UdpRcvbufErrors                 12                 0.0
Udp6RcvbufErrors                4                  0.0
UdpLite6InErrors                9                  0.0
TcpExtTCPTimeouts               1                  0.0
IpExtInOctets                   1500               0.0`;
const NETSTAT_OLD = `Udp:
    94312 packets received
    3 packets to unknown port received.
    17 packet receive errors
    5 packets sent
    12 receive buffer errors
    0 send buffer errors`;
const NETSTAT_NEW = `Udp:
    94312 packets received
    3 packets to unknown port received
    17 packet receive errors
    5 packets sent
    12 receive buffer errors
    0 send buffer errors
    InCsumErrors: 5
    MemErrors: 2
UdpLite:
IpExt:
    InOctets: 179586795`;
const SNMP_HEADER_WITHOUT_VALUES = `Udp: InDatagrams NoPorts InErrors OutDatagrams
Ip: Forwarding DefaultTTL InReceives
Ip: 2 64 100`;
const SNMP_VALUES_CUT = `Udp: InDatagrams NoPorts InErrors
Udp: 7 8`;
const NSTAT_JSON_CUT = '{"kernel":{"UdpInDatagrams":47,"UdpOutDa';
const PROSE = `Udp: packets are dropped when the buffer is full
Udp: Packets are Lost
Tcp: we saw no errors
Ip:
see above
UdpInDatagrams is the counter to look at
IpInReceives rose by 12 and then fell`;

describe('protocol counters', () => {
  it('have one name, whichever tool printed them', () => {
    for (const text of [SNMP, NSTAT, NETSTAT_OLD, NETSTAT_NEW]) {
      const { sets, rest } = read(text);
      expect(amountOf(sets, 'Udp.InDatagrams')).toBe(94312);
      expect(amountOf(sets, 'Udp.RcvbufErrors')).toBe(12);
      expect(rest).toEqual([]);
    }
    for (const text of [SNMP, NETSTAT_OLD, NETSTAT_NEW]) expect(amountOf(read(text).sets, 'Udp.InErrors')).toBe(17);
    expect(amountOf(read(NETSTAT_NEW).sets, 'Udp.MemErrors')).toBe(2);
    expect(amountOf(read('{"kernel":{"UdpRcvbufErrors":12,"Udp6InErrors":3}}').sets, 'Udp6.InErrors')).toBe(3);
    expect(amountOf(read('Udp6RcvbufErrors                \t4').sets, 'Udp6.RcvbufErrors')).toBe(4);
  });

  it('split group and name at the longest group', () => {
    const { sets } = read(NSTAT);
    expect(amountOf(sets, 'UdpLite6.InErrors')).toBe(9);
    expect(amountOf(sets, 'TcpExt.TCPTimeouts')).toBe(1);
    expect(counterOf(sets, 'IpExt.InOctets')?.unit).toBe('bytes');
  });

  it('of netstat -s may stand in one line, as some web pages have them', () => {
    const { sets, rest } = read(
      'Udp: 94312 packets received 3 packets to unknown port received. 17 packet receive errors 12 receive buffer errors',
    );
    expect(amountOf(sets, 'Udp.InDatagrams')).toBe(94312);
    expect(amountOf(sets, 'Udp.NoPorts')).toBe(3);
    expect(amountOf(sets, 'Udp.RcvbufErrors')).toBe(12);
    expect(rest).toEqual([]);
  });

  it('of netstat -s may lack the heading, be indented as a whole, or be comments of a script', () => {
    const rows = ['94312 packets received', '3 packets to unknown port received.', '17 packet receive errors'];
    for (const text of [
      rows.map((row) => `    ${row}`).join('\n'),
      rows.slice(2).join('\n'),
      `\tUdp:  \n${rows.map((row) => `\t${row}  `).join('\n')}`,
      rows.map((row) => `# ${row}`).join('\n'),
    ]) {
      expect(amountOf(read(text).sets, 'Udp.InErrors')).toBe(17);
    }
    expect(amountOf(read(rows.join('\n')).sets, 'Udp.InDatagrams')).toBe(94312);
  });

  it('cite the line of the value', () => {
    expect(counterOf(read(SNMP).sets, 'Udp.RcvbufErrors')?.line).toBe(2);
    expect(counterOf(read(`prose\n\n${NETSTAT_OLD}`).sets, 'Udp.RcvbufErrors')?.line).toBe(8);
  });

  it('say what is missing', () => {
    const missing = read(SNMP_HEADER_WITHOUT_VALUES);
    expect(missing.notes).toMatchObject([{ kind: 'trouble', line: 1 }]);
    expect(amountOf(missing.sets, 'Ip.InReceives')).toBe(100);
    const cut = read(SNMP_VALUES_CUT);
    expect(amountOf(cut.sets, 'Udp.NoPorts')).toBe(8);
    expect(cut.notes).toMatchObject([{ kind: 'trouble' }]);
    expect(read(NSTAT_JSON_CUT).notes).toMatchObject([{ kind: 'trouble', line: 1 }]);
    expect(read('Tcp:\n    12 active connection openings').notes).toMatchObject([{ kind: 'unread' }]);
  });

  it('are not seen in prose', () => {
    expect(read(PROSE).sets).toEqual([]);
  });

  it('of nstat without -a are what was added since its last run', () => {
    expect(read(`$ nstat\n${NSTAT}`).sets[0]?.interval).toBe(true);
    expect(read(`[root@dut ~]# nstat -az\n${NSTAT}`).sets[0]?.interval).toBeUndefined();
  });

  it('read back any names and values', () => {
    const name = fc.stringMatching(/^[A-Z][a-z]{2,12}$/);
    const column = fc.tuple(name, fc.nat());
    fc.assert(
      fc.property(fc.uniqueArray(column, { minLength: 2, selector: ([key]) => key }), (columns) => {
        const text = `Udp: ${columns.map(([key]) => key).join(' ')}\nUdp: ${columns.map(([, value]) => value).join(' ')}`;
        const { sets } = read(text);
        for (const [key, value] of columns) expect(amountOf(sets, `Udp.${key}`)).toBe(value);
      }),
    );
  });
});
