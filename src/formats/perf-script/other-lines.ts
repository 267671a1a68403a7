import { type EventText, parseUntimed } from './event-line.ts';
import { addressLength } from './frame-line.ts';

/** What a line is that is neither event line nor frame. */
export type OtherLine =
  | { readonly kind: 'comment' | 'separator' | 'noise' | 'trouble' | 'refused' | 'unknown' }
  /** A record of perf itself (`PERF_RECORD_COMM`), with the number of events lost if it tells. */
  | { readonly kind: 'record'; readonly name: string; readonly lost: number }
  /** More about the frame or sample above. */
  | { readonly kind: 'attribute'; readonly what: string };

/** What perf prints on stderr, which ends up in a file with `2>&1`, and says nothing about the samples. */
const noise = [
  'build id event received for ',
  'pmu capabilities not available',
  'Looking at the vmlinux_path',
  'symsrc__init: ',
  'Using /proc/kallsyms for symbols',
  'Using /proc/kcore for kernel data',
  'overlapping maps',
  '[ perf record: ',
  'Samples for ',
  'unwind: ',
  'dso open failed',
  'Cannot find debug information',
];

/** Messages that mean that samples or names are missing. */
const trouble =
  /^instruction trace error|^Warning:$|^WARNING: |^Processed \d+ |^Check IO\/CPU overload|, continuing without symbols$|^no symbols found in |^Failed to open |corrupted callchain|^addr2line: |^cmd__?addr2line|inconsistency while looking for|^Was the 'perf record' command properly|^failed to process |^Kernel address maps/;

// comm 11468  3157.29: PERF_RECORD_LOST lost 24
const record = /(?:^|\s)PERF_RECORD_([A-Z0-9_]+)/;
const lostCount = /PERF_RECORD_LOST\w*\D{1,20}(\d+)/;

// 0x108@data/net.data [0x50]: event: 69        . ... raw event: size 80 bytes        of perf script -D
const dump = /^0x[0-9a-f]+@\S* \[0x[0-9a-f]+\]: event: \d+$|^\. \.\.\. raw event: size \d+ bytes$/;

interface Attribute {
  readonly what: string;
  readonly pattern: RegExp;
}

//  cxx.cc:11   [kernel.kallsyms][ffffffff820473e7]   ld-linux-x86-64.so.2[8ab0]   ??:0
const sourceLines: Attribute = { what: 'source lines', pattern: /^\S.*(?::\d+|:\?|\[[0-9a-f]+\])$/ };

const attributes: readonly Attribute[] = [
  //  0x7f9509e4524a/0x55be5f37b59e/M/-/-/7/   or sym+0x7a/sym+0x12/M/-/-/7/
  { what: 'branch stacks', pattern: /\/[MPN-]{1,2}\/[X-]\/[A-]\/\d+/ },
  //  insn: 31 c0
  { what: 'instruction bytes', pattern: /^insn:(?: [0-9a-f]{2})+$/ },
  // ABI:2    AX:0x0    BX:0x7f...
  { what: 'registers', pattern: /^ABI:\d/ },
  // BPF output: 0000: 00 01
  { what: 'BPF output', pattern: /^(?:BPF (?:output|string):|[0-9a-f]{4}: )/ },
  // |11       struct Acc{long v; ...
  { what: 'source code', pattern: /^\|\d+\s/ },
  sourceLines,
];

// cxx.cc:11   [kernel.kallsyms][ffffffff820473e7]   where the indentation was lost; `kworker/1:2` and `rx [001]` are comms
const bareSource = /^[^\s.[]*[.[]\S*(?::\d+|\[[0-9a-f]+\])$/;

/** `text` without its indentation; `inSample`: a sample is open that the line may say more about. */
export function classifyLine(text: string, inSample: boolean, indented = true): OtherLine {
  if (text.startsWith('#')) return { kind: 'comment' };
  if (text === '--') return { kind: 'separator' };
  const found = record.exec(text);
  if (found) return { kind: 'record', name: found[1]!, lost: Number(lostCount.exec(text)?.[1] ?? 0) };
  if (noise.some((start) => text.startsWith(start))) return { kind: 'noise' };
  if (trouble.test(text)) return { kind: 'trouble' };
  if (inSample) {
    const attribute = attributes.find(({ pattern }) => pattern.test(text));
    if (attribute && (indented || attribute !== sourceLines || bareSource.test(text))) {
      return { kind: 'attribute', what: attribute.what };
    }
  }
  if (dump.test(text)) return { kind: 'refused' };
  return { kind: 'unknown' };
}

/** Whether a line whose first word is a hexadecimal number can be a frame; `inSample`: one is expected. */
export function canBeFrame(text: string, indented: boolean, inSample: boolean): boolean {
  const address = addressLength(text);
  if (address === 0) return false;
  if (indented && inSample) return true;
  if (text.endsWith(')') || text.endsWith('[unknown]')) return true;
  return indented && address >= 3 && /\d/.test(text.slice(0, address));
}

// udp-tx 11480   with -F comm,tid,ip,sym: the line before the frames ends there
const commAndIds = /^\S.{0,40}?(\s+(?:-?\d{1,10}\/)?-?\d{1,10})(?:\s+\[\d{3,5}\])?$/;
//  4053    6711409   with -F tid,period,ip,sym
const idAndPeriod = /^(-?\d{1,10}) {1,9}(\d{1,20})$/;

/** An event line without a time, or with nothing but comm and ids. */
export function mayBeEventLine(text: string): EventText | undefined {
  const line = text.trimEnd();
  const found = parseUntimed(line);
  if (found) return found;
  const numbers = idAndPeriod.exec(line);
  if (numbers) return { head: numbers[1]!, period: Number(numbers[2]), event: '', rest: '' };
  const ids = commAndIds.exec(line)?.[1];
  // a thread stands in a column of 5 behind a blank: what ends in less is a comm with a number, of 15 bytes at most
  if (ids && (ids.length > 5 || line.length > 15)) return { head: line, event: '', rest: '' };
  return line.length <= 15 ? { head: line, commOnly: true, event: '', rest: '' } : undefined;
}
