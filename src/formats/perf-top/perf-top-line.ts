import type { Line } from '../../model/source.ts';

/** What the `PerfTop:` line above each refresh says. */
export interface PerfTopLine {
  readonly event?: string;
  /** Interrupts per second: how many samples the screen rests on. 0 on the first, empty screen. */
  readonly rate: number;
  readonly lost?: number;
  /** `all, 16 CPUs`, `target_pid: 31625,31629`. */
  readonly target?: string;
  /** Index of the line below it, and below its rule of dashes. */
  readonly end: number;
}

export function isPerfTopLine(text: string): boolean {
  const at = text.indexOf('PerfTop:');
  return at >= 0 && at < 12 && /^\s*PerfTop:\s*\d+ irqs\/sec/.test(text);
}

/** Lines that the head may be broken over by a mail program. */
const longest = 4;

/**
 * Reads the head of a frame: `PerfTop: 1065 irqs/sec  kernel:94.1%  exact:  0.0% lost: 0/0 drop: 0/0 [4000Hz cpu-clock],
 * (target_pid: 31625,31629)`, often cut at the screen's width or wrapped.
 */
export function readPerfTopLine(lines: readonly Line[], at: number): PerfTopLine {
  let text = lines[at]!.text.trim();
  let end = at + 1;
  while (end < lines.length && end < at + longest && !/\)\s*$/.test(text)) {
    const next = lines[end]!.text.trim();
    if (next === '' || next.startsWith('---') || next.includes('%')) break;
    text += ` ${next}`;
    end++;
  }
  // mail may have wrapped the rule too
  while (end < lines.length && /^(?:[-_=]{3,}=?|=|)$/.test(lines[end]!.text.trim())) end++;
  const event = /\[(?:\d+Hz\s+)?([^\]]+)\]/.exec(text)?.[1]?.trim();
  const lost = /\blost:\s*(\d+)\//.exec(text)?.[1];
  const target = /\(((?:all|target|uid)[^)]*)\)?\s*$/.exec(text)?.[1];
  return {
    ...(event && { event }),
    rate: Number(/PerfTop:\s*(\d+)/.exec(text)?.[1] ?? 0),
    ...(lost !== undefined && { lost: Number(lost) }),
    ...(target && { target: target.trim() }),
    end,
  };
}
