import { describe, expect, it } from 'vitest';
import { differences, perSecond } from '../../../src/formats/counters/index.ts';
import { amountOf, counterOf, read } from './reading.ts';

const udp = (received: number, errors: number) => `Udp: InDatagrams NoPorts RcvbufErrors\nUdp: ${received} 0 ${errors}`;
const softnet = (processed: number) => `${processed.toString(16).padStart(8, '0')}${' 00000000'.repeat(10)}`;

describe('differences', () => {
  it('pair before and after by headings, whatever the order', () => {
    const { sets } = read(`--- after ---\n${udp(150, 7)}\n\n--- before ---\n${udp(100, 5)}`);
    expect(sets.map(({ moment }) => moment)).toEqual(['after', 'before']);
    const [difference, ...more] = differences(sets);
    expect(more).toEqual([]);
    expect(difference).toMatchObject({ format: 'proc-net-snmp', interval: true });
    expect(amountOf([difference!], 'Udp.InDatagrams')).toBe(50);
    expect(counterOf([difference!], 'Udp.RcvbufErrors')).toMatchObject({ value: 2, line: 3 });
  });

  it('pair before and after by file names', () => {
    const before = read(udp(100, 5), 'logs/counters-before.txt').sets;
    const after = read(udp(150, 7), 'logs/counters-after.txt').sets;
    expect(amountOf(differences([...after, ...before]), 'Udp.InDatagrams')).toBe(50);
  });

  it('without marks, each snapshot is compared with the one before it', () => {
    const { sets } = read([udp(100, 5), udp(150, 7), udp(175, 7)].join('\n\n'));
    expect(differences(sets).map((set) => amountOf([set], 'Udp.InDatagrams'))).toEqual([50, 25]);
  });

  it('have a rate when both snapshots tell the time since boot', () => {
    const at = (uptime: string, text: string, file: string) =>
      read(`${uptime} 1.00\n== /proc/net/snmp\n${text}`, file).sets;
    const sets = [...at('8.50', udp(100, 5), 'before.txt'), ...at('10.50', udp(150, 7), 'after.txt')];
    const difference = differences(sets)[0]!;
    expect(difference.seconds).toBe(2);
    expect(perSecond(difference, counterOf([difference], 'Udp.InDatagrams')!)).toBe(25);
  });

  it('never go below zero: 32 bits go round, everything else was reset', () => {
    const round = differences(read(`${softnet(2 ** 32 - 10)}\n\n${softnet(5)}`).sets);
    expect(amountOf(round, 'softnet.processed', { cpu: '0' })).toBe(15);
    const reset = differences(read(`${udp(1000, 5)}\n\n${udp(20, 9)}`).sets)[0]!;
    expect(amountOf([reset], 'Udp.InDatagrams')).toBeUndefined();
    expect(amountOf([reset], 'Udp.RcvbufErrors')).toBe(4);
    expect(reset.notes).toContainEqual(expect.objectContaining({ kind: 'trouble' }));
  });

  it('leave levels and settings alone, and a single snapshot', () => {
    const sockstat = 'UDP: inuse 1 mem 5';
    expect(differences(read(`${sockstat}\n\n${sockstat}`).sets)).toEqual([]);
    expect(differences(read(udp(1, 2)).sets)).toEqual([]);
  });

  it('of sockets that look alike are those of their sum', () => {
    const ss = (a: number, b: number) => {
      const row = (drops: number) => `UNCONN 0 0 0.0.0.0:53 0.0.0.0:*\n\t skmem:(r0,rb1,t0,d${drops})`;
      return `${row(a)}\n${row(b)}`;
    };
    const before = read(ss(1000, 10), 'before.txt').sets;
    const after = read(ss(1003, 14), 'after.txt').sets;
    expect(amountOf(differences([...before, ...after]), 'udp.socket.drops')).toBe(7);
  });

  it('match labels', () => {
    const link = (rx: number) =>
      `2: a: <UP> mtu 1500\n    RX: bytes packets\n    ${rx} 1\n3: b: <UP> mtu 1500\n    RX: bytes packets\n    5 1`;
    const [difference] = differences(read(`before:\n${link(10)}\n\nafter:\n${link(30)}`).sets);
    expect(amountOf([difference!], 'dev.rx_bytes', { dev: 'a' })).toBe(20);
    expect(amountOf([difference!], 'dev.rx_bytes', { dev: 'b' })).toBe(0);
  });
});
