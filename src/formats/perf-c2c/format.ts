import type { Line } from '../../model/source.ts';
import type { Format, Section, SectionContext } from '../format.ts';
import { percentOf } from './cells.ts';
import { isEventKey, kindOf, type LineKind } from './line-kind.ts';
import { ReportReader } from './reader.ts';

/**
 * `perf c2c report`: event counts, the table of shared cache lines and the pareto of who touched them, of every layout from
 * perf 4.10 on, whole or in part, and the screens of its TUI.
 */
export const perfC2c: Format = {
  name: 'perf-c2c',

  starts(lines, at) {
    return startsReport(lines, at);
  },

  read(lines, at, context: SectionContext): Section {
    const reader = new ReportReader(lines, context);
    const end = reader.read(at);
    return { end, captures: [reader.report(at, end)], notes: [], ...reader.unreadParts() };
  },
};

/** True where perf's own words, or rows that nothing but perf c2c prints, begin. */
function startsReport(lines: readonly Line[], at: number): boolean {
  const kind = kindOf(lines[at]!.text);
  switch (kind.kind) {
    case 'title':
    case 'names':
      return true;
    case 'rule':
      return kindAt(lines, at + 1).kind === 'title';
    case 'blank':
      return lines[at]!.text.includes('#') && kindAt(lines, at + 1).kind === 'upper' && startsReport(lines, at + 1);
    case 'upper':
      return kindAt(lines, at + 1).kind === 'names';
    case 'bar':
      return kindAt(lines, at + 1).kind === 'head' && kindAt(lines, at + 2).kind === 'bar';
    case 'value':
      return isEventKey(kind.key) && isEventValue(kindAt(lines, at + 1));
    case 'row':
      return true;
    case 'access':
      return isBareAccess(lines[at]!.text);
    default:
      return false;
  }
}

function kindAt(lines: readonly Line[], at: number): LineKind {
  return kindOf(lines[at]?.text ?? '');
}

function isEventValue(kind: LineKind): boolean {
  return kind.kind === 'value' && isEventKey(kind.key);
}

/** Without anything around it, a row must show its shares, the offset and the code address to be taken for one. */
function isBareAccess(text: string): boolean {
  const cells = text.slice(0, 400).trim().split(/\s+/);
  const shares = cells.findIndex((cell) => percentOf(cell) === undefined);
  return (
    shares >= 3 && /^0x[0-9a-f]{1,3}$/.test(cells[shares]!) && cells.some((cell) => /^0x[0-9a-f]{4,16}$/.test(cell))
  );
}
