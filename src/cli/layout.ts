import { fstatSync, statSync } from 'node:fs';
import { type Palette, plain } from '../report/text/palette.ts';
import { colours, colourWanted } from './colour.ts';
import type { LayoutFlags } from './options.ts';

/** What text is laid out for: a terminal as wide as it is, anything else the same everywhere. */
export interface Layout {
  readonly width: number;
  readonly palette: Palette;
}

const widthElsewhere = 100;

/** `toTerminal` is false when the text goes to a file. */
export async function layoutFor(flags: LayoutFlags, toTerminal = true): Promise<Layout> {
  const tty = toTerminal && (await isTerminal(1));
  const width = flags.width ?? (tty ? clamp(process.stdout.columns) : widthElsewhere);
  const wanted = colourWanted({ flag: flags.color, env: process.env, tty });
  return { width, palette: wanted ? await colours() : plain };
}

function clamp(columns: number | undefined): number {
  return Math.min(200, Math.max(80, columns ?? 80));
}

/** Whether a descriptor is a terminal. node:tty, which takes its time, is only loaded for what can be one. */
export async function isTerminal(fd: 0 | 1): Promise<boolean> {
  try {
    const stat = fstatSync(fd);
    if (!stat.isCharacterDevice() || stat.rdev === statSync('/dev/null', { throwIfNoEntry: false })?.rdev) return false;
  } catch {
    return false;
  }
  const { isatty } = await import('node:tty');
  return isatty(fd);
}
