import { describe, expect, it } from 'vitest';
import { amountOf, counterOf, read } from './reading.ts';

const PROC_NET_UDP = `   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
 2623: 0100007F:270F 00000000:0000 07 00000000:00001040 00:00000000 00000000     0        0 1399029 2 0000000051571c52 4675634`;
const PROC_NET_UDP6 = `  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
 3732: 00000000000000000000000000000000:270E 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 15649 2 00000000a2951904 0`;
const PROC_NET_UDP_WITHOUT_DROPS = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer
  15: 00000000:270F 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 4242 2 c1c3ba80`;
const PROC_NET_TCP = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:0CEA 00000000:0000 0A 00000000:00000000 00:00000000 00000000   107        0 17203 1 0000000000000000 100 0 0 10 0`;
const SS = `State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess
UNCONN 213    0          127.0.0.1:9999      0.0.0.0:*    users:(("sink",pid=11445,fd=4),("sink",pid=11446,fd=4),("log",pid=9,fd=4))
\t skmem:(r213,rb212992,t0,tb212992,f0,w0,o0,bl0,d4675634)
UNCONN 0      0                  [::]:9998            *:*    users:(("python3",pid=11445,fd=3))
\t skmem:(r0,rb425984,t0,tb212992,f0,w0,o0,bl0,d0)`;
const SS_ONE_LINE =
  'UNCONN 0      0          127.0.0.1:9999      0.0.0.0:*    users:(("python3",pid=11445,fd=4)) ino:15650 sk:1 cgroup:/ <-> skmem:(r0,rb212992,t0,tb212992,f0,w0,o0,bl0,d7)';
const SS_MIXED = `Netid State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess
p_raw UNCONN 0      0                  *:eth0            *     users:(("tcpdump",pid=42,fd=3))
udp   UNCONN 0      0            0.0.0.0:53        0.0.0.0:*
tcp   LISTEN 0      128          0.0.0.0:22        0.0.0.0:*`;
const NETSTAT_UANP = `Active Internet connections (servers and established)
Proto Recv-Q Send-Q Local Address           Foreign Address         State       PID/Program name
udp     4160      0 127.0.0.1:9999          0.0.0.0:*                           11445/python3
udp6       0      0 :::9998                 :::*                                11445/python3`;
const SS_SUMMARY = `Total: 22
TCP:   1 (estab 0, closed 0, orphaned 0, timewait 0)

Transport Total     IP        IPv6
RAW\t  0         0         0
UDP\t  5         3         2
FRAG\t  0         0         0
`;
const SOCKSTAT = `sockets: used 22
TCP: inuse 0 orphan 0 tw 0 alloc 0 mem 0
UDP: inuse 1 mem 79944
UDPLITE: inuse 0
FRAG: inuse 0 memory 5`;

describe('sockets', () => {
  it('of /proc/net/udp: port, queue and drops', () => {
    const { sets, rest } = read(`== /proc/net/udp\n${PROC_NET_UDP}\n\n== /proc/net/udp6\n${PROC_NET_UDP6}`);
    const labels = { port: '9999', address: '127.0.0.1', family: 'inet' };
    expect(counterOf(sets, 'udp.socket.drops', labels)).toMatchObject({ value: 4675634, line: 3 });
    expect(counterOf(sets, 'udp.socket.rx_queue', labels)).toMatchObject({ value: 4160, unit: 'bytes' });
    expect(amountOf(sets, 'udp.socket.drops', { port: '9998', family: 'inet6' })).toBe(0);
    expect(rest).toEqual([]);
  });

  it('of old kernels have no drops, and it is said', () => {
    const { sets, notes } = read(PROC_NET_UDP_WITHOUT_DROPS);
    expect(amountOf(sets, 'udp.socket.rx_queue')).toBe(0);
    expect(amountOf(sets, 'udp.socket.drops')).toBeUndefined();
    expect(notes).toMatchObject([{ kind: 'trouble' }]);
  });

  it('of TCP are not UDP sockets; a table of raw sockets is told apart by its heading', () => {
    expect(read(PROC_NET_TCP).sets).toEqual([]);
    const raw = PROC_NET_UDP.replace('270F', '0011');
    expect(amountOf(read(`# cat /proc/net/raw\n${raw}`).sets, 'raw.socket.drops', { protocol: '17' })).toBe(4675634);
  });

  it('of ss: limit, use, drops, and who shares the socket', () => {
    const { sets, rest } = read(SS);
    const labels = { port: '9999' };
    expect(amountOf(sets, 'udp.socket.rx_queue', labels)).toBe(213);
    expect(amountOf(sets, 'udp.socket.rcvbuf', labels)).toBe(212992);
    expect(amountOf(sets, 'udp.socket.drops', labels)).toBe(4675634);
    expect(amountOf(sets, 'udp.socket.processes', { port: '9999', comm: 'sink' })).toBe(3);
    expect(amountOf(sets, 'udp.socket.rcvbuf', { port: '9998', address: '::' })).toBe(425984);
    expect(amountOf(sets, 'udp.sockets')).toBe(2);
    expect(rest).toEqual([]);
    expect(amountOf(read(SS_ONE_LINE).sets, 'udp.socket.drops')).toBe(7);
  });

  it('of ss and netstat for all protocols: only UDP and packet sockets count', () => {
    const { sets, rest } = read(SS_MIXED);
    expect(amountOf(sets, 'udp.sockets')).toBe(1);
    expect(amountOf(sets, 'packet.sockets')).toBe(1);
    expect(rest).toEqual([]);
    const netstat = read(NETSTAT_UANP);
    expect(amountOf(netstat.sets, 'udp.socket.rx_queue', { port: '9999' })).toBe(4160);
    expect(amountOf(netstat.sets, 'udp.sockets')).toBe(2);
    expect(netstat.rest).toEqual([]);
    expect(amountOf(read(SS_SUMMARY).sets, 'udp.sockets')).toBe(5);
  });

  it('of ss without a column that tells the kind: UDP if the command or another row says so', () => {
    const header = 'State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess';
    const connected = 'ESTAB  0      0          10.0.0.1:9999      10.0.0.2:5000';
    expect(amountOf(read(`${header}\n${connected}`).sets, 'udp.sockets')).toBe(0);
    expect(amountOf(read(`${header}\n${SS_ONE_LINE}\n${connected}`).sets, 'udp.sockets')).toBe(2);
    expect(amountOf(read(`$ ss -uan\n${header}\n${connected}`).sets, 'udp.sockets')).toBe(1);
    const bare =
      'Recv-Q Send-Q Local Address:Port Peer Address:PortProcess\n0      0          127.0.0.1:9999      0.0.0.0:*';
    expect(read(bare).notes).toMatchObject([{ kind: 'trouble' }]);
    expect(amountOf(read(`# ss -u state established\n${bare}`).sets, 'udp.sockets')).toBe(1);
  });

  it('together: memory in pages', () => {
    const { sets } = read(SOCKSTAT);
    expect(counterOf(sets, 'sockstat.UDP.mem')).toMatchObject({ value: 79944, unit: 'pages' });
    expect(counterOf(sets, 'sockstat.FRAG.memory')).toMatchObject({ value: 5, unit: 'bytes' });
  });
});
