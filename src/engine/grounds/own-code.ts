import { lookupSymbol } from '../../kernel/symbols.ts';
import { isOfKnownTasks, isUserCode } from '../measures/user-code.ts';
import type { View } from '../view/view.ts';

export interface OwnCode {
  readonly name: string;
  readonly share: number;
  readonly of: string;
}

/** From this part of the busy samples on, a command that may be the reader is worth a capture of its own. */
const commandPart = 15;
/** It is busy with its own code when that is this part of its samples. */
const ownPart = 60;
/** From this part of a reader's samples on, its own code is worth a word where no cause stands out. */
const worthAWord = 40;
/** And it is not taken for a reader when so much of its samples sends UDP. */
const sendingPart = 1;

/**
 * The command that spends most in user code, where no command is seen to receive: perf leaves out rows below a limit, and
 * of a reader that is busy with its own code every kernel function may be below it.
 */
export function busyInOwnCode(views: readonly View[]): OwnCode | undefined {
  if (views.some((view) => view.side === 'reader')) return undefined;
  let busiest: OwnCode | undefined;
  for (const { rows, base, of } of views.filter((view) => view.side === 'any')) {
    const commands = new Map<string, { all: number; own: number; sending: number }>();
    for (const row of rows) {
      if (row.comm === undefined || row.self === undefined) continue;
      const command = commands.get(row.comm) ?? { all: 0, own: 0, sending: 0 };
      command.all += row.self;
      if (isUserCode(row)) command.own += row.self;
      if (lookupSymbol(row.key!)?.detail === 'udp-tx') command.sending += row.self;
      commands.set(row.comm, command);
    }
    for (const [name, { all, own, sending }] of commands) {
      const share = base > 0 ? (own * 100) / base : 0;
      const mostlyOwn = own * 100 >= ownPart * all && sending * 100 < sendingPart * all;
      if (mostlyOwn && share >= commandPart && share > (busiest?.share ?? 0)) busiest = { name, share, of };
    }
  }
  return busiest;
}

/** What the readers spend in their own code, in percent, where it is much of what they do. */
export function ownCodeOfReaders(views: readonly View[]): Omit<OwnCode, 'name'> | undefined {
  for (const view of views) {
    if (view.side !== 'reader' || view.base <= 0 || !isOfKnownTasks(view)) continue;
    const own = view.rows.reduce((sum, row) => sum + (isUserCode(row) ? (row.self ?? 0) : 0), 0);
    const share = (own * 100) / view.base;
    if (share >= worthAWord) return { share, of: view.of };
  }
  return undefined;
}
