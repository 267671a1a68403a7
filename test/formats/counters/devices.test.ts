import { describe, expect, it } from 'vitest';
import { amountOf, counterOf, read } from './reading.ts';

const SOFTNET_9_COLUMNS = `6dcad223 00000000 00000001 00000000 00000000 00000000 00000000 00000000 00000007
6dcad224 00000002 00000001 00000000 00000000 00000000 00000000 00000000 00000000`;
const SOFTNET_10_COLUMNS = '6dcad223 00000000 00000001 00000000 00000000 00000000 00000000 00000000 00000000 0000000a';
const SOFTNET_11_COLUMNS =
  '00022be3 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 0000000b';
const SOFTNET_13_COLUMNS = `00358fe3 00006283 00000000 00000000 00000000 00000000 00000000 00000000 00000000 000855fc 00000000 00000000 00000002
01a35c9d 0002db94 00000001 00000000 00000000 00000000 00000000 00000000 00000000 008ee93a 00000000 00000005 00000004`;
const SOFTNET_15_COLUMNS =
  '0154127f 00000000 00000026 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000001 00000003 00000004';
const HEX_DUMP = '6dcad223 00000000 00000001 00000000 00000000 00000000 00000000 00000000';

describe('/proc/net/softnet_stat', () => {
  it('of every layout: the same counter in the same place', () => {
    expect(amountOf(read(SOFTNET_9_COLUMNS).sets, 'softnet.cpu_collision', { cpu: '0' })).toBe(7);
    expect(amountOf(read(SOFTNET_9_COLUMNS).sets, 'softnet.received_rps')).toBeUndefined();
    expect(amountOf(read(SOFTNET_10_COLUMNS).sets, 'softnet.received_rps')).toBe(10);
    expect(amountOf(read(SOFTNET_11_COLUMNS).sets, 'softnet.flow_limit')).toBe(11);
    expect(amountOf(read(SOFTNET_13_COLUMNS).sets, 'softnet.backlog_len', { cpu: '4' })).toBe(5);
    expect(amountOf(read(SOFTNET_15_COLUMNS).sets, 'softnet.process_qlen', { cpu: '1' })).toBe(4);
  });

  it('takes the CPU from its own column where there is one, else from the row', () => {
    expect(amountOf(read(SOFTNET_13_COLUMNS).sets, 'softnet.dropped', { cpu: '2' })).toBe(0x6283);
    expect(amountOf(read(SOFTNET_9_COLUMNS).sets, 'softnet.dropped', { cpu: '1' })).toBe(2);
  });

  it('is not a hex dump', () => expect(read(HEX_DUMP).sets).toEqual([]));
});

const ETHTOOL_S = `NIC statistics:
     rx_packets: 912398
     rx_missed_errors: 17
     rx_no_dma_resources: 4
     fdir_miss: 12
     rx_queue_0_packets: 900000
     rx_queue_1_packets: 12398`;
const ETHTOOL_S_SHAPES: readonly [string, string, string][] = [
  ['     rx0_packets: 5', 'nic.rx_packets', '0'],
  ['     rx-3.rx_packets: 5', 'nic.rx_packets', '3'],
  ['     rx-3.packets: 5', 'nic.rx_packets', '3'],
  ['     queue_7_rx_cnt: 5', 'nic.rx_packets', '7'],
  ['     [2]: rx_ucast_packets: 5', 'nic.rx_packets', '2'],
  ['    rxq1: rx_pkts: 5', 'nic.rx_packets', '1'],
];
const ETHTOOL_S_VMXNET3 = `NIC statistics:
  Tx Queue#: 0
       ucast pkts tx: 1
  Rx Queue#: 0
       ucast pkts rx: 11
       pkts rx OOB: 3
  Rx Queue#: 1
       ucast pkts rx: 22`;
const ETHTOOL_S_WITHOUT_ROWS = 'NIC statistics:\nNothing to see here';

describe('ethtool', () => {
  it('reads the rows that grep let through, which lack the title', () => {
    const text =
      "$ ethtool -S ens5f0 | grep -E 'rx_missed|rx_packets'\n     rx_packets: 9812\n     rx_missed_errors: 81\n";
    const { sets } = read(text);
    expect(sets[0]?.counters.map(({ name, value }) => `${name} ${value}`)).toEqual([
      'nic.rx_packets 9812',
      'nic.rx_missed 81',
    ]);
    expect(read('     rx_packets: 9812\n     rx_missed_errors: 81\n').sets).toEqual([]);
  });

  it('-S: certain names are common to drivers, others kept, per queue and device', () => {
    const { sets } = read(`$ ethtool -S eth0\n${ETHTOOL_S}`);
    expect(counterOf(sets, 'nic.rx_missed', { dev: 'eth0' })).toMatchObject({
      value: 17,
      labels: { raw: 'rx_missed_errors' },
    });
    expect(amountOf(sets, 'nic.rx_no_buffer')).toBe(4);
    expect(amountOf(sets, 'ethtool.fdir_miss')).toBe(12);
    expect(amountOf(sets, 'nic.rx_packets', { queue: '1' })).toBe(12398);
    const sos = read(ETHTOOL_S, 'sos/sos_commands/networking/ethtool_-S_ens1f0');
    expect(counterOf(sos.sets, 'nic.rx_missed')?.labels?.dev).toBe('ens1f0');
    expect(read(ETHTOOL_S).notes).toMatchObject([{ kind: 'trouble' }]);
  });

  it('-S: finds the queue in the names of each driver', () => {
    for (const [row, name, queue] of ETHTOOL_S_SHAPES) {
      expect(amountOf(read(`NIC statistics:\n${row}`).sets, name, { queue }), row).toBe(5);
    }
    const { sets } = read(ETHTOOL_S_VMXNET3);
    expect(amountOf(sets, 'nic.rx_packets', { queue: '1' })).toBe(22);
    expect(amountOf(sets, 'nic.rx_out_of_buffer', { queue: '0' })).toBe(3);
    expect(read(ETHTOOL_S_WITHOUT_ROWS).sets).toEqual([]);
  });

  it('-l, -g, -k, -c: settings now and at most', () => {
    const { sets, rest } = read(`Channel parameters for eth0:
Pre-set maximums:
RX:\t\tn/a
Combined:\t63
Current hardware settings:
RX:\t\tn/a
Combined:\t8

Ring parameters for eth0:
Pre-set maximums:
RX:\t\t4096
RX Mini:\tn/a
Current hardware settings:
RX:\t\t512

Features for eth0:
rx-checksumming: off [fixed]
tx-checksumming: on
\ttx-checksum-ipv4: off [fixed]
generic-receive-offload: on

Coalesce parameters for eth0:
Adaptive RX: on  TX: off
stats-block-usecs: 0

rx-usecs: 20`);
    const dev = { dev: 'eth0' };
    expect(amountOf(sets, 'channels.combined', dev)).toBe(8);
    expect(amountOf(sets, 'channels.max.combined', dev)).toBe(63);
    expect(amountOf(sets, 'ring.rx', dev)).toBe(512);
    expect(amountOf(sets, 'ring.max.rx', dev)).toBe(4096);
    expect(amountOf(sets, 'feature.rx-checksumming', dev)).toBe(0);
    expect(amountOf(sets, 'feature.generic-receive-offload', dev)).toBe(1);
    expect(amountOf(sets, 'coalesce.adaptive-rx', dev)).toBe(1);
    expect(amountOf(sets, 'coalesce.rx-usecs', dev)).toBe(20);
    expect(rest).toEqual([]);
  });

  it('-n: whether ports are hashed', () => {
    const title = 'UDP over IPV4 flows use these fields for computing Hash flow key:';
    expect(amountOf(read(`${title}\nIP SA\nIP DA`).sets, 'rxhash.udp4.ports')).toBe(0);
    const ports = read(
      `${title}\nIP SA\nIP DA\nL4 bytes 0 & 1 [TCP/UDP src port]\nL4 bytes 2 & 3 [TCP/UDP dst port]\n`,
    );
    expect(amountOf(ports.sets, 'rxhash.udp4.ports')).toBe(1);
    expect(ports.rest).toEqual([]);
  });

  it('-i: the driver is a fact', () => {
    const { facts, rest } = read(
      'driver: ixgbe\nversion: 5.1.0-k\nfirmware-version: 0x800007b8\nbus-info: 0000:04:00.0',
    );
    expect(facts).toMatchObject([{ name: 'driver', value: 'ixgbe', how: 'read', place: { line: 1 } }]);
    expect(rest).toEqual([]);
  });
});

describe('network devices', () => {
  it('of ip -s link: columns by their names, which changed places', () => {
    const old = read(`2: eth0: <BROADCAST,UP> mtu 1500 qdisc mq state UP
    link/ether 52:54:00:00:00:01 brd ff:ff:ff:ff:ff:ff
    RX: bytes  packets  errors  dropped overrun mcast
    1000       10       1       2       3       4
    TX: bytes  packets  errors  dropped carrier collsns
    2000       20       0       0       0       0`);
    expect(amountOf(old.sets, 'dev.rx_over_errors', { dev: 'eth0' })).toBe(3);
    expect(amountOf(old.sets, 'dev.rx_missed')).toBeUndefined();
    const now =
      read(`2: vb@if2: <BROADCAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP mode DEFAULT group default qlen 1000
    RX:  bytes packets errors dropped  missed   mcast
     288715948 4811930      0       0       9       0`);
    expect(amountOf(now.sets, 'dev.rx_missed', { dev: 'vb' })).toBe(9);
    expect(old.rest).toEqual([]);
  });

  it('are read without their indentation too, which pastes lose', () => {
    const text =
      '2: eth0: <UP> mtu 1500 qdisc mq\nlink/ether 52:54:00:00:00:01 brd ff:ff:ff:ff:ff:ff\nRX: bytes packets\n1000 10\n';
    const { sets, rest } = read(`${text}\nNIC statistics:\nrx_missed_errors: 17`);
    expect(amountOf(sets, 'dev.rx_packets', { dev: 'eth0' })).toBe(10);
    expect(amountOf(sets, 'nic.rx_missed')).toBe(17);
    expect(rest).toEqual([]);
    expect(amountOf(read('   Udp: InDatagrams NoPorts\n   Udp: 5 6').sets, 'Udp.NoPorts')).toBe(6);
    expect(amountOf(read('  $ nstat -az\n  UdpInDatagrams    5    0.0').sets, 'Udp.InDatagrams')).toBe(5);
  });

  it('of /proc/net/dev and ifconfig: dropped and missed are one number, under a name of its own', () => {
    const proc = read(`Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
  eth0:179656082    5164    0    12    0     0          0         0   321046    2667    0    0    0     0       0          0`);
    const ifconfig = read(`eth0: flags=4163<UP,BROADCAST,RUNNING,MULTICAST>  mtu 1500
        inet 10.0.0.2  netmask 255.255.255.0  broadcast 10.0.0.255
        RX packets 5164  bytes 179656082 (171.3 MiB)
        RX errors 0  dropped 12  overruns 0  frame 0
        TX packets 2667  bytes 321046 (313.5 KiB)`);
    const old = read(`eth0      Link encap:Ethernet  HWaddr 00:16:3e:00:00:01
          RX packets:5164 errors:0 dropped:12 overruns:0 frame:0
          RX bytes:179656082 (171.3 MiB)  TX bytes:321046 (313.5 KiB)`);
    for (const { sets, rest } of [proc, ifconfig, old]) {
      expect(amountOf(sets, 'dev.rx_drop', { dev: 'eth0' })).toBe(12);
      expect(amountOf(sets, 'dev.rx_packets')).toBe(5164);
      expect(amountOf(sets, 'dev.tx_bytes')).toBe(321046);
      expect(rest).toEqual([]);
    }
  });

  it('in /proc/interrupts: whose queue a line is, per CPU', () => {
    const { sets, facts, rest } = read(`           CPU0       CPU1
 41:     370808          0 PCI-MSIX-0000:00:04.0   1-edge      i40e-eth0-TxRx-3
 42:          0        386 PCI-MSIX-0000:00:04.0   2-edge      virtio0-input.1
 43:          0         77 PCI-MSI 524288-edge      mlx5_comp5@pci:0000:3b:00.0
RES:    1369106    1165967   Rescheduling interrupts
ERR:          0`);
    expect(amountOf(sets, 'irq', { dev: 'eth0', queue: '3', cpu: '0' })).toBe(370808);
    expect(amountOf(sets, 'irq', { dev: 'virtio0', queue: '1', cpu: '1' })).toBe(386);
    expect(amountOf(sets, 'irq', { queue: '5', cpu: '1' })).toBe(77);
    expect(amountOf(sets, 'irq', { irq: 'RES', cpu: '1' })).toBe(1165967);
    expect(facts).toMatchObject([{ name: 'cpus', value: '2' }]);
    expect(rest).toEqual([]);
  });
});
