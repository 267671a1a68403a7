import type { Side, Stage } from './stages.ts';

/** What a function does there: `lock`, `copy`, `lookup`, `alloc`, `free`, `accounting`, `wakeup`, ... */
export type Role =
  | 'accounting'
  | 'alloc'
  | 'checksum'
  | 'copy'
  | 'crypto'
  | 'driver'
  | 'filter'
  | 'free'
  | 'idle'
  | 'lock'
  | 'lookup'
  | 'other'
  | 'syscall'
  | 'wakeup';

export interface SymbolInfo {
  readonly stage: Stage;
  /** The finer part of the kernel: `udp-dequeue`, `slab`, `lsm-audit`, `tcp`, ... */
  readonly detail: string;
  readonly role: Role;
  /** Who pays, where the function alone tells; locks, memory and copies serve both sides. */
  readonly side?: Side;
  /** First and last mainline release that has it, where known. Distributions backport. */
  readonly since?: string;
  readonly until?: string;
  readonly meaning: string;
  /** True when the row is from memory, not from kernel sources. */
  readonly recalled?: true;
}
