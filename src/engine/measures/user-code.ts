import type { Row } from '../../model/profile.ts';
import { readerComms, type View } from '../view/view.ts';
import { type Measured, ofView } from './measured.ts';

/** Samples in user code, the largest functions first; undefined where other tasks may be among them. */
export function userShare(view: View, without: ReadonlySet<string>): Measured | undefined {
  if (!isOfKnownTasks(view) || !view.rows.some(({ mark, dso }) => mark !== undefined || dso !== undefined)) {
    return undefined;
  }
  // A function has a row per command and object; the line is that of its largest.
  const byName = new Map<string, { name: string; share: number; line: number; largest: number }>();
  for (const row of view.rows) {
    if (!row.self || without.has(row.key!) || !isUserCode(row)) continue;
    const name = row.symbol ?? row.key!;
    const share = ofView(view, row.self);
    const part = byName.get(name) ?? { name, share: 0, line: row.line, largest: 0 };
    if (share > part.largest) {
      part.largest = share;
      part.line = row.line;
    }
    part.share += share;
    byName.set(name, part);
  }
  const parts = [...byName.values()];
  parts.sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1));
  const share = Math.min(
    parts.reduce((sum, part) => sum + part.share, 0),
    100,
  );
  return { share, view, line: parts[0]?.line ?? 0, parts, how: 'self' };
}

/** A reader's view without commands is that of the whole capture, unless it was recorded of the task alone. */
export function isOfKnownTasks({ profile, side, rows }: View): boolean {
  const { scope, comms } = profile.population;
  if (scope === 'process' || scope === 'thread' || comms.length > 0) return true;
  return side === 'reader' && rows.some((row) => row.comm !== undefined) && readerComms(profile).size > 0;
}

/** Whether a row is of code outside the kernel. */
export function isUserCode({ mark, dso }: Row): boolean {
  return mark === '.' || (mark === undefined && dso !== undefined && !dso.startsWith('['));
}
