import type { Line, Note } from '../../model/source.ts';

/**
 * Messages of perf that land in a paste: they may stand anywhere around and inside a table. Those that say something
 * about the numbers become notes.
 */
const messages: readonly { readonly starts: string; readonly matters?: boolean }[] = [
  { starts: 'Warning:' },
  { starts: 'WARNING: Kernel address maps', matters: true },
  { starts: 'Processed ', matters: true },
  { starts: 'Check IO/CPU overload!' },
  { starts: '[ perf record:' },
  { starts: 'Failed to open ' },
  { starts: 'addr2line' },
  { starts: 'cmd_addr2line' },
  { starts: 'Error running objdump' },
  { starts: 'No output from objdump' },
  { starts: 'no symbols found in ', matters: true },
  { starts: 'Cannot find vmlinux' },
  { starts: 'corrupted callchain' },
  { starts: "Couldn't record guest kernel" },
  { starts: "Couldn't synthesize" },
  { starts: '[kernel.kallsyms] with build id', matters: true },
  { starts: 'No kallsyms or vmlinux', matters: true },
  { starts: "Press '?' for help" },
  { starts: 'Press any key' },
  { starts: 'For a higher level overview' },
  { starts: 'Tip: ' },
  { starts: 'no entry >= ' },
  { starts: 'unwind: ' },
  { starts: 'Too slow to read ring buffer', matters: true },
  { starts: 'Cannot load tips' },
];

/** True for a line that perf (or its pager) wrote about its work, not about the program. */
export function isTrouble(text: string): boolean {
  const line = text.trimStart();
  if (messages.some((message) => line.startsWith(message.starts))) return true;
  if (line.includes('was updated (is prelink enabled?)')) return true;
  return line.includes('continuing without symbols') || line.startsWith('corrupted callchain');
}

/** The note such a line is worth, if any: lost samples, missing symbols. */
export function troubleNote(line: Line, file: string): Note | undefined {
  const text = line.text.trim();
  const message = messages.find((known) => text.startsWith(known.starts));
  const matters = message ? message.matters : text.includes('continuing without symbols');
  return matters ? { kind: 'trouble', text: `perf said: ${text.slice(0, 200)}`, file, line: line.number } : undefined;
}
