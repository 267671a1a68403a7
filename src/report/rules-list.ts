import type { Rule } from '../rules/rule.ts';
import { columns } from './text/columns.ts';
import { type Palette, plain } from './text/palette.ts';

export interface RulesListOptions {
  readonly width?: number;
  readonly palette?: Palette;
}

/** The causes that are looked for, a line each, in the order of the rules. */
export function rulesList(rules: readonly Rule[], options: RulesListOptions = {}): string {
  const { width = 100, palette = plain } = options;
  const idWidth = Math.max(...rules.map(({ id }) => id.length));
  const stageWidth = Math.max(...rules.map(({ stage }) => stage.length));
  const lines = rules.flatMap(({ id, stage, title }) =>
    columns([
      { text: id, width: idWidth, paint: palette.strong },
      { text: stage, width: stageWidth, paint: palette.weak },
      { text: title, width: width - idWidth - stageWidth - 4 },
    ]),
  );
  return `${lines.join('\n')}\n`;
}

export function rulesJson(rules: readonly Rule[]): string {
  const list = rules.map(({ id, title, says, stage, side, nature }) => ({ id, title, says, stage, side, nature }));
  return `${JSON.stringify(list, null, 2)}\n`;
}
