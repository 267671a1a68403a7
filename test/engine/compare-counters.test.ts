import { describe, expect, it } from 'vitest';
import { counterReading } from '../../src/engine/measures/counter-reading.ts';
import { readCase } from '../../src/formats/read-case.ts';
import type { CounterSet } from '../../src/model/counters.ts';
import type { CounterValue } from '../../src/rules/rule.ts';

function read(what: CounterValue, ...texts: string[]): number | string | undefined {
  const inputs = texts.map((text, at) => ({ name: `${at}.txt`, bytes: new TextEncoder().encode(text) }));
  const sets = readCase(inputs).captures.filter((capture): capture is CounterSet => capture.kind === 'counters');
  const reading = counterReading(what, sets);
  return typeof reading === 'object' ? Math.round(reading.value * 100) / 100 : reading;
}

const statistics = (dev: string, missed: number, ...queues: number[]) =>
  [
    `# ethtool -S ${dev}`,
    'NIC statistics:',
    `     rx_packets: ${queues.reduce((a, b) => a + b)}`,
    `     rx_missed_errors: ${missed}`,
    ...queues.map((packets, queue) => `     rx_queue_${queue}_packets: ${packets}`),
    '',
  ].join('\n');

describe('counters that stand beside each other', () => {
  const onQueue: CounterValue = { counter: 'nic.rx_packets', of: 'largest-share', by: 'queue', within: 'dev' };

  it('compares the queues of one device, without the device itself', () => {
    expect(read(onQueue, statistics('eth0', 0, 900, 50, 50))).toBe(90);
  });

  it('takes the device that shows it most', () => {
    expect(read(onQueue, statistics('eth0', 0, 50, 50), statistics('eth1', 0, 970, 30))).toBe(97);
    expect(
      read({ counter: 'nic.rx_missed', per: 'nic.rx_packets' }, statistics('eth0', 0, 9), statistics('eth1', 7, 100)),
    ).toBe(7);
  });

  it('cannot compare a single one', () => {
    expect(read(onQueue, statistics('eth0', 0, 900))).toBe('unrated');
  });

  it('counts a packet once, though queue and device count it', () => {
    expect(read({ counter: 'nic.rx_packets' }, statistics('eth0', 0, 60, 40))).toBe(100);
  });

  it('leaves the sum over all CPUs out when CPUs are compared', () => {
    const mpstat = [
      '10:00:01     CPU    %usr   %nice    %sys %iowait    %irq   %soft  %steal  %guest  %gnice   %idle',
      'Average:     all    1.00    0.00    1.00    0.00    0.00   25.00    0.00    0.00    0.00   73.00',
      'Average:       0    1.00    0.00    1.00    0.00    0.00   98.00    0.00    0.00    0.00    0.00',
      'Average:       1    1.00    0.00    1.00    0.00    0.00    2.00    0.00    0.00    0.00   96.00',
      '',
    ].join('\n');
    expect(read({ counter: 'cpu.soft', of: 'largest-share', by: 'cpu' }, mpstat)).toBe(98);
    expect(read({ counter: 'cpu.soft', of: 'number', by: 'cpu' }, mpstat)).toBe(2);
  });

  it('counts the sockets of the port that has most', () => {
    const ss = [
      'State  Recv-Q Send-Q Local Address:Port Peer Address:Port',
      ...Array.from({ length: 5 }, () => 'UNCONN 0      0          0.0.0.0:9          0.0.0.0:*'),
      'UNCONN 0      0          0.0.0.0:53          0.0.0.0:*',
      '',
    ].join('\n');
    expect(read({ counter: 'udp.socket.rx_queue', of: 'number', within: 'port' }, `$ ss -uan\n${ss}`)).toBe(5);
  });

  it('gives the mean size of packets, not a percentage, for bytes', () => {
    const text = 'Ip: InReceives InDelivers\nIp: 2000 2000\nIpExt: InOctets OutOctets\nIpExt: 2680000 0\n';
    expect(read({ counter: 'IpExt.InOctets', per: 'Ip.InReceives' }, text)).toBe(1340);
  });
});
