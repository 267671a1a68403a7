import { printable } from './width.ts';

/** Text from the input as one harmless line, cut where a C++ symbol of thousands of characters would bury the rest. */
export function clip(raw: string, longest = 1500): string {
  return printable(raw.length > longest ? `${raw.slice(0, longest)}...` : raw);
}
