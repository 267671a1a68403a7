import type { Unread } from '../model/case.ts';
import type { Counter } from '../model/counters.ts';
import type { Line, Note } from '../model/source.ts';
import { symbolKey } from '../model/symbol.ts';
import type { Format, Section } from './format.ts';
import { perfSection } from './perf-section.ts';

/**
 * perf annotate --stdio: the share of each instruction of one symbol. Only instructions that were hit are kept, as
 * `annotate.<symbol>` with the labels `instruction`, `address` and, where they say what a cost is made of, `kind` of the
 * instruction and `after` (kind of the one before it: samples skid to the instruction behind the slow one).
 *
 *      Percent |	Source code & Disassembly of udpload for cpu-clock (24 samples, percent: local period)
 *     ------------------------------------------------------------------------------------------------------
 *              : 5    00000000000013a1 <checksum>:
 *              : 22   unsigned checksum(const unsigned char*p,int n){
 *        37.50 :   13b8:   sub    %eax,%ecx
 *      inet6_hashtables.h:115   26.09 :   ffffffff818530ed:       rep stos %rax,%es:(%rdi)
 */
export const perfAnnotateFormat: Format = {
  name: 'perf-annotate',
  starts: (lines, at) => titleAt(lines, at) !== undefined || manyStdioRows(lines, at),
  read(lines, at, context): Section {
    // A paste from the middle has no title: it begins with a row.
    const title = titleAt(lines, at) ?? at - 1;
    const [, column = 'Percent', dso = '[unknown]', event] =
      stdioTitle.exec(lines[title]?.text.slice(0, longest) ?? '') ?? [];
    const unit = column === 'Percent' ? 'percent' : column === 'Samples' ? 'samples' : 'period';
    const counters: Counter[] = [];
    let symbol = dso;
    let before = '';
    let end = Math.max(title, at) + 1;
    for (let i = title + 1; i < lines.length; i++) {
      const line = lines[i]!;
      const text = line.text.slice(0, longest);
      const label = /^\s*:\s+(?:\d+\s+)?[0-9a-f]{8,16} <(.+)>:\s*$/.exec(text);
      const row = stdioRow.exec(text);
      if (label) symbol = symbolKey(label[1]!);
      else if (row) {
        const instruction = row[4]!.replace(/ \/\/ \S+:\d+$/, '').trim();
        const numbers = row[2]!.trim().split(/\s+/).map(Number);
        const member = numbers.length > 1;
        numbers.forEach((value, index) => {
          if (value === 0) return;
          const labels = {
            address: row[3]!,
            ...labelsOf(instruction, before),
            ...(row[1] && { source: row[1].trim() }),
          };
          const more = { ...(event && { event }), ...(member && { member: String(index) }) };
          counters.push({ name: `annotate.${symbol}`, value, unit, labels: { ...labels, ...more }, line: line.number });
        });
        before = instruction;
      } else if (text.trim() !== '' && !/^(?:\s*:|-{10,}\s*$)/.test(text)) break;
      if (text.trim() !== '') end = i + 1;
    }
    return perfSection('perf-annotate', lines, { at, end }, counters, [], context);
  },
};

const longest = 500;
const stdioTitle =
  /^\s*(Percent|Samples|Event count|Period)\s*\|\s+Source code & Disassembly of (\S+)(?: for ([^(]*?))?\s*(?:\(.*\))?\s*$/;
//    37.50 :   13b8:   sub    %eax,%ecx // file.c:17
const stdioRow = /^(\s*\S+:\d+(?=\s))?((?:(?:^|\s+)\d+(?:\.\d\d)?)+)\s+:\s+([0-9a-f]{1,16}):\s+(.*)$/;

/** A paste from the middle: rows and source lines only, at least three of them machine code with a share. */
function manyStdioRows(lines: readonly Line[], at: number): boolean {
  if (!/^\s*(?:\S+:\d+\s+)?(?:\d+\.\d\d)?\s+:\s/.test(lines[at]!.text.slice(0, 120))) return false;
  let rows = 0;
  for (let i = at; i < lines.length && i < at + 24; i++) {
    const text = lines[i]!.text.slice(0, longest);
    if (stdioRow.test(text)) rows++;
    else if (text.trim() !== '' && !/^\s*:/.test(text)) break;
  }
  return rows >= 3;
}

/** Index of the title; -l puts a summary of source lines before it, which begins the section. */
function titleAt(lines: readonly Line[], at: number): number | undefined {
  const text = lines[at]!.text.slice(0, longest);
  if (stdioTitle.test(text)) return at;
  // Sorted summary for file /opt/udp/udpload
  if (!text.startsWith('Sorted summary for file ')) return undefined;
  for (let i = at + 1; i < lines.length && i < at + 400; i++) {
    const line = lines[i]!.text.slice(0, longest);
    if (stdioTitle.test(line)) return i;
    if (!/^\s*(?:-{5,}|\d+\.\d\d .*|)\s*$/.test(line)) return undefined;
  }
  return undefined;
}

/**
 * perf annotate in the terminal, as pasted.
 *
 *     Samples: 24  of event 'cpu-clock', 499 Hz, Event count (approx.): 48096192
 *     checksum  /opt/udp/udpload [Percent: local period]
 *     Percent│
 *            │    ↓ jle    28
 *      37.50 │12:   sub    %eax,%ecx
 */
export const perfAnnotateTuiFormat: Format = {
  name: 'perf-annotate-tui',
  starts(lines, at) {
    const text = lines[at]!.text.slice(0, longest);
    if (/^Samples: /.test(text)) return tuiTitle.test(lines[at + 1]?.text.slice(0, longest) ?? '');
    if (tuiTitle.test(text)) return /^\s*Percent\s*│/.test(lines[at + 1]?.text ?? '');
    return /^\s*Percent\s*│/.test(text) || (tuiRow.test(text) && manyRows(lines, at));
  },
  read(lines, at, context): Section {
    const counters: Counter[] = [];
    let symbol = '[unknown]';
    let before = '';
    let end = at + 1;
    for (let i = at; i < lines.length; i++) {
      const line = lines[i]!;
      const text = line.text.slice(0, longest);
      const title = tuiTitle.exec(text);
      const label = /│\s*(?:\d+\s+)?[0-9a-f]{8,16} <(.+)>:\s*$/.exec(text);
      const row = tuiRow.exec(text);
      if (title) symbol = symbolKey(title[1]!);
      else if (label) symbol = symbolKey(label[1]!);
      else if (row) {
        const instruction = row[2]!.replace(/^\s*(?:[0-9a-f]+:)?\s*[↓↑←→]?\s*/, '').trim();
        const value = Number(row[1] ?? 0);
        if (value > 0) {
          const labels = labelsOf(instruction, before);
          counters.push({ name: `annotate.${symbol}`, value, unit: 'percent', labels, line: line.number });
        }
        // Source lines stand between instructions and look alike; none of them begins with an atomic's name.
        if (value > 0 || kindOf(instruction)) before = instruction;
      } else if (text.trim() !== '' && !/^(?:Samples: |\s*Percent\s*│|Press ')/.test(text)) break;
      if (text.trim() !== '') end = i + 1;
    }
    return perfSection('perf-annotate', lines, { at, end }, counters, [], context);
  },
};

//  checksum  /opt/udp/udpload [Percent: local period]
const tuiTitle = /^(\S.{0,200}?)\s+\S+ \[Percent: [\w ]+\]/;
//  37.50 │12:   sub    %eax,%ecx
const tuiRow = /^\s*(\d{1,3}\.\d\d)?\s*│(.*)$/;

/** A paste from the middle of a screen: rows only, some of them with a share, some of them machine code. */
function manyRows(lines: readonly Line[], at: number): boolean {
  let rows = 0;
  let shares = 0;
  let code = 0;
  for (let i = at; i < lines.length && i < at + 20; i++) {
    const row = tuiRow.exec(lines[i]!.text.slice(0, longest));
    if (!row) break;
    rows++;
    if (row[1]) shares++;
    if (/%[re]?[a-ds][a-z0-9]{1,2}\b|\b[xw]\d{1,2},/.test(row[2]!)) code++;
  }
  return rows >= 4 && shares >= 1 && code >= 2;
}

/** What an instruction's cost is made of: a bus-locked access, a bulk copy or fill, or waiting in a spin loop. */
type Kind = 'atomic' | 'copy' | 'spin';

function kindOf(instruction: string): Kind | undefined {
  // x86: the lock prefix; xchg with memory locks without one (`xchg %ax,%ax` is a nop). Arm: LSE atomics and exclusives.
  if (
    /^(?:lock\b|xadd\b|cmpxchg|xchg[lqwb]?\s[^#]*[([]|(?:ldadd|ldset|ldclr|ldeor|ldsmax|stadd|swp|cas)[a-z]*\s|(?:lda?xrb?|stl?xrb?)[hp]?\s)/.test(
      instruction,
    )
  ) {
    return 'atomic';
  }
  if (/^rep[ze]?\s+(?:movs|stos)/.test(instruction)) return 'copy';
  return /^(?:pause|yield|wfe)\b/.test(instruction) ? 'spin' : undefined;
}

function labelsOf(instruction: string, before: string): Record<string, string> {
  const kind = kindOf(instruction);
  const after = kindOf(before);
  return { instruction: instruction.replace(/\s+/g, ' '), ...(kind && { kind }), ...(after && { after }) };
}

/**
 * What perf annotate says when it has no code to show.
 *
 *     Error:
 *     Couldn't annotate finish_task_switch.isra.0:
 *     No vmlinux file with build id 48dc540c8b76393804ca8088dbfa7d42911a9444
 *     was found in the path.
 */
export const perfAnnotateErrorFormat: Format = {
  name: 'perf-annotate-error',
  starts: (lines, at) => errorAt(lines, at) !== undefined,
  read(lines, at, context): Section {
    const told = errorAt(lines, at)!;
    const symbol = /^Couldn't annotate (.*?):?\s*$/.exec(lines[told]!.text.slice(0, longest))?.[1];
    let end = told + 1;
    let vmlinux = false;
    // The help that follows has blank lines of its own and ends with `  --vmlinux vmlinux`.
    for (let i = end; i < lines.length && i < told + 16; i++) {
      const text = lines[i]!.text.trim();
      if (/^No vmlinux file/.test(text)) vmlinux = true;
      if (titleAt(lines, i) !== undefined || errorAt(lines, i) !== undefined) break;
      if (text === '' && !vmlinux) break;
      if (text !== '') end = i + 1;
      if (text === '--vmlinux vmlinux') break;
    }
    const unread: Unread = {
      file: context.file,
      firstLine: lines[at]!.number,
      lastLine: lines[end - 1]!.number,
      looksLike: `perf annotate without the code${symbol ? ` of ${symbol}` : ''}`,
      advice: vmlinux
        ? 'perf annotate --stdio -k /usr/lib/debug/lib/modules/$(uname -r)/vmlinux, or run it as root (it then reads /proc/kcore)'
        : 'perf annotate --stdio --objdump=/usr/bin/objdump',
    };
    const notes: Note[] = [];
    return { end, captures: [], notes, unread: [unread] };
  },
};

function errorAt(lines: readonly Line[], at: number): number | undefined {
  for (let i = at; i < at + 4; i++) {
    const text = lines[i]?.text.slice(0, longest) ?? '';
    if (text.startsWith("Couldn't annotate ")) return i;
    if (!/^(?:Error:\s*$|Error running objdump |No output from objdump )/.test(text)) return undefined;
  }
  return undefined;
}
