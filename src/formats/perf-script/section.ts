import type { Line } from '../../model/source.ts';
import { readHeaderBlock } from '../perf-header.ts';
import { parseTimed, parseUntimed } from './event-line.ts';
import { addressLength, objectStart } from './frame-line.ts';
import { canBeFrame, classifyLine } from './other-lines.ts';
import { ownFrame } from './own-frame.ts';

/** Lines of something else that may stand between two samples: a warning, what `grep` or a pager left. */
const longestGap = 3;
/** Text beyond which a line is not looked at to find out where a section begins. */
const longest = 4096;

/** True when perf script begins at `lines[at]`, with or without its header, or something of which perf makes script. */
export function scriptStarts(lines: readonly Line[], at: number): boolean {
  const text = lines[at]!.text;
  if (text.length > longest) return false;
  if (isTimedEvent(text, lines, at)) return true;
  if (text.startsWith('# ===')) return headerOfScript(lines, at);
  if (text.startsWith('{')) return isJson(lines, at);
  if (classifyLine(text.trim(), false).kind === 'refused') return true;
  const untimed = parseUntimed(text.trimEnd());
  if (untimed && (isFrame(lines[at + 1]?.text) || isOwnFrame(untimed.rest))) return true;
  return isFrame(text) && isFrame(nextText(lines, at));
}

/** `lines[at]` ends a `# ====` header whose next line of text is perf script. */
function headerOfScript(lines: readonly Line[], at: number): boolean {
  const block = readHeaderBlock(lines, at, '');
  if (!block) return false;
  let i = block.end;
  while (i < lines.length && /^\s*#?\s*$/.test(lines[i]!.text)) i++;
  return i < lines.length && !lines[i]!.text.startsWith('# ===') && scriptStarts(lines, i);
}

// { and "linux-perf-json-version": 1 on the same or next line
function isJson(lines: readonly Line[], at: number): boolean {
  return `${lines[at]!.text} ${lines[at + 1]?.text ?? ''}`.slice(0, longest).includes('"linux-perf-json-version"');
}

/** `sink 4242 [001] 534.096999: 50000 cpu-clock:`: a thread before the time, or frames below the line. */
function isTimedEvent(text: string, lines: readonly Line[], at: number): boolean {
  const event = parseTimed(text);
  if (!event) return false;
  if (isFrame(lines[at + 1]?.text) || classifyLine(text, false).kind === 'record') return true;
  const { head, event: name, rest } = event;
  const thread = /(?:^|\s|\/)-?\d+(?:\s+\[\d+\])?(?:\s+[A-Za-z]{1,3})?$/.test(head);
  return thread && (name !== '' || isOwnFrame(rest));
}

// (/usr/bin/sink)   ([kernel.kallsyms])   (inlined)     a file's name may hold blanks when it is given from the root
const object = / \((?:[/[].*|\S+)\)$/;

/** A frame behind the event. Prose has numbers and brackets as well: `t0: 4711 / 0 / 0 (some 300 a second)`. */
function isOwnFrame(rest: string): boolean {
  return object.test(ownFrame(rest) ?? '');
}

// <tab>           67d74 [unknown]     one blank between address and name, none doubled in the name
const plainFrame = /^(\s+[0-9a-f]{1,16}) (?![:|])\S+(?: \S+)*$/;

/** A frame that nothing else would be: an object at its end, or an address that ends where perf's column does. */
function isFrame(text: string | undefined): boolean {
  if (text === undefined || text.length > longest) return false;
  const line = text.trim();
  if (line.startsWith('0x') || addressLength(line) === 0) return false;
  if (/ \(inlined\)$/.test(line) || objectStart(line) > 0) return !/ {2}/.test(line);
  const column = plainFrame.exec(text.trimEnd())?.[1];
  return column !== undefined && column.length >= 16;
}

function nextText(lines: readonly Line[], at: number): string | undefined {
  for (let i = at + 1; i < lines.length && i <= at + 3; i++) if (lines[i]!.text.trim() !== '') return lines[i]!.text;
  return undefined;
}

/** Index behind the last line of the perf script that begins at `lines[at]`. */
export function scriptEnd(lines: readonly Line[], at: number): number {
  let start = at;
  if (lines[at]!.text.startsWith('# ===')) start = readHeaderBlock(lines, at, '')?.end ?? at + 1;
  else if (isRefused(lines[at]!.text)) return lines.length;
  let end = start;
  let gap = 0;
  for (let i = start; i < lines.length && gap <= longestGap; i++) {
    const text = lines[i]!.text;
    if (text.trim() === '') continue;
    if (belongs(text, lines, i)) {
      end = i + 1;
      gap = 0;
    } else if (text.trim() !== '#' && endsSection(text)) break;
    else gap++;
  }
  return Math.max(end, at + 1);
}

function isRefused(text: string): boolean {
  return text.startsWith('{') || classifyLine(text.trim(), false).kind === 'refused';
}

function belongs(text: string, lines: readonly Line[], i: number): boolean {
  const indented = /^\s/.test(text);
  const line = text.trim().slice(0, longest);
  if (canBeFrame(line, indented, true) || parseTimed(line)) return true;
  const { kind } = classifyLine(line, true);
  if (kind === 'attribute') return indented || line.startsWith('|') || line.startsWith('0x');
  if (kind === 'record' || kind === 'separator') return true;
  const untimed = parseUntimed(line);
  return isFrame(lines[i + 1]?.text) ? !line.startsWith('#') : untimed !== undefined && isOwnFrame(untimed.rest);
}

/** A comment or a prompt begins something else, whatever follows it. */
function endsSection(text: string): boolean {
  return /^\s*#|^\s*(?:\S*[$%>#]|\[[^\]]{1,60}\][$#])\s+(?:sudo\s+)?\S/.test(text.slice(0, 200));
}
