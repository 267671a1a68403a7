import type { Counter } from '../../model/counters.ts';
import type { Line } from '../../model/source.ts';
import { type CounterReader, integer, readFact, words } from './counter-format.ts';

/** `           CPU0       CPU1       ` -> ['0', '1']; undefined for any other line. */
function cpuHeader(line: Line | undefined): string[] | undefined {
  if (!line || line.text.length > 16_000 || !/^\s*CPU\d{1,4}(?:\s|$)/.test(line.text)) return undefined;
  const cells = words(line.text);
  return cells.every((cell) => /^CPU\d{1,4}$/.test(cell)) ? cells.map((cell) => cell.slice(3)) : undefined;
}

/** `      NET_RX:   40428957   21685458` */
function labelledRow(line: Line | undefined): { label: string; cells: string[] } | undefined {
  const match = line && line.text.length < 16_000 ? /^\s*([\w-]{1,20}):(?:\s|$)/.exec(line.text) : null;
  return match ? { label: match[1]!, cells: words(line!.text.slice(match[0].length)) } : undefined;
}

/**
 * /proc/softirqs
 *
 *                     CPU0       CPU1
 *       NET_RX:   40428957   21685458
 */
export const softirqsReader: CounterReader = {
  format: 'proc-softirqs',
  begins: (lines, at) => cpuHeader(lines[at]) !== undefined && labelledRow(lines[at + 1])?.label === 'HI',
  read(lines, at) {
    const cpus = cpuHeader(lines[at])!;
    const counters: Counter[] = [];
    let i = at + 1;
    for (; i < lines.length; i++) {
      const row = labelledRow(lines[i]);
      if (!row || row.cells.length !== cpus.length || row.cells.some((cell) => Number.isNaN(integer(cell)))) break;
      for (let column = 0; column < cpus.length; column++) {
        const value = integer(row.cells[column]);
        const labels = { cpu: cpus[column]! };
        counters.push({ name: `softirq.${row.label}`, value, unit: 'count', labels, line: lines[i]!.number });
      }
    }
    return { end: i, counters };
  },
};

/**
 * /proc/interrupts: counts per CPU, then the chip and the name the driver gave the line, which usually holds the queue.
 *
 *                CPU0       CPU1
 *      41:     370808          0 PCI-MSIX-0000:00:04.0   1-edge      eth0-TxRx-3
 *     RES:    1369106    1165967   Rescheduling interrupts
 *     ERR:          0
 */
export const interruptsReader: CounterReader = {
  format: 'proc-interrupts',
  begins: (lines, at) => {
    const label = cpuHeader(lines[at]) && labelledRow(lines[at + 1])?.label;
    return label !== undefined && /^(?:\d+|IPI\d+|[A-Z]{3})$/.test(label);
  },
  read(lines, at, context) {
    const cpus = cpuHeader(lines[at])!;
    const counters: Counter[] = [];
    let i = at + 1;
    for (; i < lines.length; i++) {
      const row = labelledRow(lines[i]);
      if (!row || Number.isNaN(integer(row.cells[0]))) break;
      const line = lines[i]!.number;
      // ERR and MIS are one number for the machine.
      const perCpu =
        row.cells.length >= cpus.length &&
        row.cells.slice(0, cpus.length).every((cell) => !Number.isNaN(integer(cell)));
      if (!perCpu) {
        counters.push({ name: 'irq', value: integer(row.cells[0]), unit: 'count', labels: { irq: row.label }, line });
        continue;
      }
      const device = queueOf(row.cells.at(-1)!);
      for (let column = 0; column < cpus.length; column++) {
        const labels = { irq: row.label, cpu: cpus[column]!, ...(/^\d+$/.test(row.label) && device) };
        counters.push({ name: 'irq', value: integer(row.cells[column]), unit: 'count', labels, line });
      }
    }
    return { end: i, counters, facts: [readFact('cpus', String(cpus.length), context.file, lines[at]!)] };
  },
};

/**
 * Device and queue in the name of an interrupt:
 *
 *     eth0-TxRx-3  i40e-eth0-TxRx-3   ixgbe, igb, i40e, ice, bnxt
 *     eth0-Tx-Rx-3                    ena
 *     eth0-rxtx-2  eth0-rx-2          vmxnet3 and older drivers
 *     virtio0-input.3                 virtio_net
 *     mlx5_comp3@pci:0000:3b:00.0     mlx5
 */
function queueOf(name: string): Record<string, string> {
  const mlx5 = /^mlx5_comp(\d+)@(\S+)$/.exec(name);
  if (mlx5) return { action: name, dev: mlx5[2]!, queue: mlx5[1]! };
  const match = /^([\w.@-]{1,40}?)-(?:TxRx|Tx-Rx|rxtx|rx|input|fp)[-.](\d{1,4})$/i.exec(name);
  if (!match) return { action: name };
  const dev = match[1]!.replace(/^(?:i40e|ice|iavf|ixgbe|ixgbevf|igb|bnxt_en)-/, '');
  return { action: name, dev, queue: match[2]! };
}
