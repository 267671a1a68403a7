import type { Line } from '../../model/source.ts';
import type { Format, Section, SectionContext } from '../format.ts';
import { ScriptCore } from './core.ts';
import { LineLog } from './line-log.ts';
import { resultOf } from './reader.ts';
import { scriptEnd, scriptStarts } from './section.ts';

/** perf script pasted among other text. Files of nothing else are better streamed with `createScriptReader`. */
export const perfScript: Format = {
  name: 'perf-script',
  starts: scriptStarts,
  read(lines: readonly Line[], at: number, context: SectionContext): Section {
    const end = scriptEnd(lines, at);
    const core = new ScriptCore(new LineLog(context.file), { threads: context.threads });
    const encoder = new TextEncoder();
    for (let i = at; i < end; i++) {
      const { text, number } = lines[i]!;
      core.line = number - 1;
      core.push(encoder.encode(`${text}\n`));
    }
    return { end, ...resultOf(core, context) };
  },
};
