/** Whose sample it is: what stands before the time. */
export interface Head {
  /** Empty when not printed. */
  readonly comm: string;
  readonly pid?: number;
  readonly tid?: number;
  readonly cpu?: number;
}

/** An event line taken apart without knowing which fields were asked for. */
export interface EventText {
  readonly head: string;
  /** The head is a comm and nothing else, even if it ends in a number. */
  readonly commOnly?: true;
  readonly period?: number;
  /** Empty when not printed. */
  readonly event: string;
  /** What follows the event: trace fields, or the sample's own frame. */
  readonly rest: string;
}

/** Longest text before the event that perf can print, with room for cgroup and date. */
const longestHead = 400;

// 2026-11-22 15:03:00.123456   -F tod
const date = /\s*\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?$/;
// [007]
const cpuAtEnd = /(?:^|\s)\[(\d{1,5})\]$/;
// 12690/12700   -1   a single number is the thread
const idsAtEnd = /(?:^|\s)(?:(-?\d{1,10})\/)?(-?\d{1,10})$/;
// U  K  Gg  UM  KSp   processor mode and flags of -F misc
const miscAtEnd = /([\d\]])\s+[UKGgH]?(?:M|E|Sp?){0,3}$/;

/** Reads from the right, because a comm may hold anything: `rx worker 0 11478`, `foo [w] 12 [001]`, `:11569 11569`. */
export function parseHead(text: string): Head {
  let rest = text.trim();
  if (!rest.endsWith(']')) rest = rest.replace(date, '').replace(miscAtEnd, '$1');
  const cpu = cpuAtEnd.exec(rest);
  // `[12]` may end a comm too: a CPU follows the thread's number, or stands alone
  const beforeCpu = cpu ? rest.slice(0, cpu.index).trimEnd() : '';
  let ids = cpu ? idsAtEnd.exec(beforeCpu) : null;
  const isCpu = cpu !== null && (beforeCpu === '' || ids !== null);
  if (isCpu) rest = beforeCpu;
  else ids = idsAtEnd.exec(rest);
  const comm = ids ? rest.slice(0, ids.index).trim() : rest;
  return {
    comm,
    ...(ids?.[1] !== undefined && { pid: Number(ids[1]) }),
    ...(ids && { tid: Number(ids[2]) }),
    ...(isCpu && { cpu: Number(cpu[1]) }),
  };
}

/** Index of the first digit of the time (`3157.422042:`, 6 or 9 decimals) of an event line, and of its colon. */
function timeIn(text: string): { from: number; colon: number } | undefined {
  const last = Math.min(text.length, longestHead);
  for (let colon = text.indexOf(':'); colon >= 0 && colon < last; colon = text.indexOf(':', colon + 1)) {
    const from = timeBefore(text, colon);
    if (from >= 0) return { from, colon };
  }
  return undefined;
}

function timeBefore(text: string, colon: number): number {
  let i = colon - 1;
  while (i >= 0 && isDigit(text.charCodeAt(i))) i--;
  const decimals = colon - 1 - i;
  if (text[i] !== '.' || decimals < 1 || decimals > 9) return -1;
  const point = i--;
  while (i >= 0 && isDigit(text.charCodeAt(i))) i--;
  if (i === point - 1) return -1;
  return i < 0 || text[i] === ' ' || text[i] === '\t' ? i + 1 : -1;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** An event line with a time, in whatever fields; undefined when there is no time. */
export function parseTimed(text: string): EventText | undefined {
  const time = timeIn(text);
  if (!time) return undefined;
  return { head: text.slice(0, time.from).trim(), ...afterTime(text.slice(time.colon + 1)) };
}

// `    2004008 cpu-clock:   rest`   the event is the word that ends with a colon
const periodAndEvent = /^\s*(?:(\d{1,20})\s+)?(\S{1,300}):(?:\s+(.*))?$/s;
const periodAlone = /^\s*(\d{1,20})\s*$/;

function afterTime(text: string): Omit<EventText, 'head'> {
  const found = periodAndEvent.exec(text);
  if (found) {
    const period = found[1] === undefined ? {} : { period: Number(found[1]) };
    return { ...period, event: found[2]!, rest: (found[3] ?? '').trim() };
  }
  const alone = periodAlone.exec(text);
  if (alone) return { period: Number(alone[1]), event: '', rest: '' };
  return { event: '', rest: text.trim() };
}

/**
 * An event line without a time: `java 19983 cycles:`, `udp-tx 11480/11480 [000] 2004008 cpu-clock: ffffffff...`, and with
 * neither time nor event `udp-tx 11480  ffffffff820473e7 __udp4_lib_rcv ([kernel.kallsyms])`.
 */
export function parseUntimed(text: string): EventText | undefined {
  const words = wordsOf(text.slice(0, longestHead));
  for (let i = 1; i < words.length; i++) {
    const word = words[i]!;
    const before = words[i - 1]!;
    if (!isIds(before.text) && !isCpu(before.text)) continue;
    if (word.text.length > 1 && word.text.endsWith(':')) return untimed(text, words, i);
    // the address column is 16 wide, so that no number of a comm can be meant
    if (word.to - before.to >= 17 && isAddress(word.text) && word.to < text.length) {
      return { head: text.slice(0, before.to).trim(), event: '', rest: text.slice(word.from).trim() };
    }
  }
  return undefined;
}

interface Word {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(/\S+/g)) {
    words.push({ text: match[0], from: match.index, to: match.index + match[0].length });
  }
  return words;
}

function untimed(text: string, words: readonly Word[], at: number): EventText | undefined {
  const event = words[at]!.text.slice(0, -1);
  const rest = text.slice(words[at]!.to).trim();
  const last = words[at - 1]!;
  const second = words[at - 2];
  // the period column is 10 wide and follows the thread or CPU; `rx worker 0 11478` has a number before the thread too
  const wide = second !== undefined && last.to - second.to >= 11;
  const isPeriod =
    second !== undefined && /^\d+$/.test(last.text) && (isCpu(second.text) || (wide && isIds(second.text)));
  const head = text.slice(0, isPeriod ? second.to : last.to).trim();
  if (!isPeriod && parseHead(head).tid === undefined) return undefined;
  return { head, ...(isPeriod && { period: Number(last.text) }), event, rest };
}

function isIds(word: string): boolean {
  return /^-?\d{1,10}(?:\/-?\d{1,10})?$/.test(word);
}

function isCpu(word: string): boolean {
  return /^\[\d{3,5}\]$/.test(word);
}

function isAddress(word: string): boolean {
  return /^[0-9a-f]{4,16}$/.test(word);
}

/** Letters after the last colon of an event that are modifiers: `cycles:ppp`, `cpu-clock:pppH`. */
const modifiers = /^[ukhGHpPSDeIWb]+$/;

/** True for `skb:kfree_skb`, whose event line ends with the tracepoint's own fields. */
export function isTracepoint(event: string): boolean {
  const colon = event.indexOf(':');
  if (colon <= 0 || event.includes('/') || event.startsWith('mem:')) return false;
  const name = event.slice(colon + 1);
  return /^[\w.-]+(?::\w+)?$/.test(name) && !modifiers.test(name);
}
