import type { Diagnosis } from '../engine/diagnosis.ts';
import { github } from './github.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { sarif } from './sarif.ts';
import { type TerminalOptions, terminal } from './terminal.ts';

export const formats = ['terminal', 'markdown', 'json', 'github', 'sarif', 'junit'] as const;

export type ReportFormat = (typeof formats)[number];

/** A report of the diagnosis. The same diagnosis and options give the same text, byte for byte. */
export function render(diagnosis: Diagnosis, format: ReportFormat, options: TerminalOptions = {}): string {
  switch (format) {
    case 'terminal':
      return terminal(diagnosis, options);
    case 'markdown':
      return markdown(diagnosis);
    case 'json':
      return json(diagnosis);
    case 'github':
      return github(diagnosis);
    case 'sarif':
      return sarif(diagnosis);
    case 'junit':
      return junit(diagnosis);
    default:
      return neither(format);
  }
}

function neither(format: never): never {
  throw new TypeError(`no report format ${JSON.stringify(format)}; there are ${formats.join(', ')}`);
}
