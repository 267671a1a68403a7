import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { describeShared, sharedExists, sharedFolder } from '../../support/shared.ts';
import { read } from './reading.ts';

/** Beginnings and fragments of every format, to be put together wrongly. */
const fragments = [
  'Udp: InDatagrams NoPorts',
  'Udp: 1',
  'Udp:',
  '    12 packets received',
  '#kernel',
  'UdpInDatagrams 5 0.0',
  '{"kernel":{"UdpInDatagrams":5}}',
  '{"counter-value" : "1", "event" : "cycles"}',
  '{"counter-value" : ',
  'State Recv-Q Send-Q Local Address:Port Peer Address:Port',
  'UNCONN 0 0 1.2.3.4:5 *:*',
  '\t skmem:(r0,rb1,d2)',
  'NIC statistics:',
  '     rx_packets: 5',
  '  Rx Queue#: 0',
  'Ring parameters for eth0:',
  'RX:\t512',
  '           CPU0       CPU1',
  '      HI:          0          0',
  ' 41:     370808          0 PCI-MSI eth0-TxRx-0',
  '== /proc/net/snmp',
  '--- before ---',
  '# cat /proc/sys/net/core/rmem_max',
  '212992',
  '2: eth0: <UP> mtu 1500',
  '    RX: bytes packets',
  '    1 2',
  " Performance counter stats for 'x':",
  '     5,649      cycles   # 2 GHz (62.50%)',
  '<not supported>,,cycles',
  '1,,cycles,5,100.00',
  ' contended   total wait     max wait     avg wait         type   caller',
  '         7    126.54 us     33.50 us     18.08 us     spinlock   f+0x1',
  '           time    cpu  task name                       wait time  sch delay   run time',
  '    3758.245346 [0001]  a[1/2]        0.000      0.000      3.996',
  ' Summary of events:',
  ' a (1), 5 events, 1.0%',
  '     0.058 ( 0.021 ms): a/1 brk() = 0',
  '     0.000 a/1 skb:kfree_skb(reason: 3)',
  ' Percent |\tSource code & Disassembly of x',
  '   37.50 :   13b8:   sub    %eax,%ecx',
  '       │       mov    %rbp,%rdi',
  ' 37.50 │      sub    %eax,%ecx',
  '09:10:11 AM  CPU    %usr   %nice    %sys   %idle',
  '09:10:12 AM  all    0.50    0.00   12.00   63.00',
  'top - 10:11:12 up 3 days',
  ' r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st',
  '',
  'prose',
];

it('any mixture of lines is read to its end, without an error, and every number cites a line of the text', () => {
  const line = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...fragments) }, fc.string());
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
      const { sets } = read(lines.join('\n'));
      const count = lines.join('\n').split('\n').length;
      for (const { counters, firstLine, lastLine } of sets) {
        expect(firstLine).toBeGreaterThanOrEqual(1);
        expect(lastLine).toBeLessThanOrEqual(count);
        for (const counter of counters) {
          expect(Number.isFinite(counter.value)).toBe(true);
          expect(counter.line).toBeGreaterThanOrEqual(firstLine);
          expect(counter.line).toBeLessThanOrEqual(lastLine);
        }
      }
    }),
    { numRuns: 2000 },
  );
});

// A quadratic reader takes minutes.
it('lines of a megabyte and a hundred thousand lines of prose are read to their end', () => {
  for (const fragment of fragments) read(`${fragment} ${'x 1 '.repeat(250_000)}`);
  const prose = read(
    Array.from(
      { length: 100_000 },
      (_, index) => `line ${index}: nothing of a counter, but - some = marks # here`,
    ).join('\n'),
  );
  expect(prose.sets).toEqual([]);
});

const repairs: Readonly<Record<string, (line: string) => string>> = {
  'blanks collapsed': (line) => line.replace(/[ \t]+/g, ' '),
  'indentation lost': (line) => line.trimStart(),
  'trailing blanks lost': (line) => line.trimEnd(),
  'tabs expanded': (line) => line.replaceAll('\t', '        '),
};

/** What can't be told apart any more without its indentation: a group mark that became a blank, and a thread's name. */
const ambiguous = /locale-fr|perthread/;

describeShared('perf-samples', 'pastes that lost blanks', () => {
  const folder = sharedFolder('perf-samples');
  const names = sharedExists('perf-samples') ? readdirSync(folder) : [];
  const counting = names.filter(
    (name) => /^(?:stat|lock|sched|trace|annotate)-.*\.txt$/.test(name) && !ambiguous.test(name),
  );
  it.each(Object.keys(repairs))('%s: the same numbers', (repair) => {
    for (const name of counting) {
      const text = readFileSync(`${folder}/${name}`, 'utf8');
      const damaged = text.split('\n').map(repairs[repair]!).join('\n');
      const numbers = (from: string) =>
        read(from).sets.flatMap(({ counters }) => counters.map((one) => `${one.name} ${one.value}`));
      expect(numbers(damaged), name).toEqual(numbers(text));
    }
  });
});
