import type { Population } from '../../model/population.ts';
import { eventsOfCommand } from './event-line.ts';

type Draft = { -readonly [field in keyof Population]: Population[field] };

/** Everything in the text that says whose samples a table is of. */
export interface PopulationSource {
  /** `perf record ...`, from the header block or a prompt. */
  readonly recordCommand?: string;
  /** `perf report ...` or `perf top ...`, from the prompt above. */
  readonly command?: string;
  /** Columns filtered to one value: `# comm: udp_sink`. */
  readonly elided?: ReadonlyMap<string, string>;
  /** `(target_pid: 31625,31629)`, `(all, CPU: 8)`, `(all, 16 CPUs)`, without parentheses. */
  readonly target?: string;
  /** Zoom of a screen: `udp_sink(812)`, `[kernel]`. */
  readonly thread?: string;
  readonly dso?: string;
  /** Self shares of all rows, in percent: ~100 of a filtered table means that 100 % is what passed the filter. */
  readonly shown?: number;
}

/** Whose samples the rows are of; what the text does not say stays `unknown`. */
export function populationOf(source: PopulationSource): Population {
  const draft: Draft = { scope: 'unknown', comms: [], ids: [], cpus: [], filters: [], base: 'all' };
  for (const command of [...commandsIn(source.recordCommand), ...commandsIn(source.command)]) {
    if (/\bperf\s+(?:-\S+\s+)*record\b/.test(command)) fromRecord(draft, command);
    else fromView(draft, command);
  }
  if (source.target) fromTarget(draft, source.target);
  if (source.thread) fromThread(draft, source.thread);
  if (source.dso) draft.filters = [...draft.filters, `dso: ${source.dso}`];
  for (const [name, value] of source.elided ?? []) fromElided(draft, name, value);
  const filtered = draft.filters.length > 0 || draft.comms.length > 0;
  if (/--percentage[= ]rel/.test(source.command ?? '')) draft.base = 'filtered';
  else if (source.elided?.size && filtered && (source.shown ?? 0) > 99) draft.base = 'filtered';
  return draft;
}

/** `perf record -C 0 sleep 10 && perf report` is two commands. */
function commandsIn(line: string | undefined): string[] {
  return (line ?? '').split(/&&|;|\|/).filter((command) => /\bperf\s/.test(command));
}

/** Options of perf record and perf top that take a value, as letters and by name; those of perf report among them. */
const valued: Readonly<Record<string, string>> = {
  record: 'eFcoptuCmGjrkDw',
  top: 'eFcptuCmrdEksw',
  report: 'istdcCpSFwkx',
};
const valuedNames =
  /^(?:event|freq|count|output|pid|tid|cpu|call-graph|uid|mmap-pages|delay|clockid|cgroup|filter|sort|fields|input|comms?|dsos?|symbols|symbol-filter|parent|percentage|percent-limit|max-stack|socket-filter|field-separator|time|duration|entries)$/;

/** Options and their values, of a command line whose quotes are lost. `--` is there when a workload follows. */
function optionsOf(command: string): Map<string, string> {
  const options = new Map<string, string>();
  const words = command.trim().split(/\s+/).slice(0, 300);
  const tool = words.findIndex((word) => word in valued);
  const letters = valued[words[tool] ?? ''] ?? '';
  for (let i = tool + 1; i < words.length; i++) {
    const word = words[i]!;
    if (word === '--' || !word.startsWith('-')) {
      if (tool >= 0 && words[tool] === 'record') options.set('--', word);
      break;
    }
    const long = /^--([\w-]+)(?:=(.*))?$/.exec(word);
    if (long) {
      const takesNext = long[2] === undefined && valuedNames.test(long[1]!);
      options.set(long[1]!, long[2] ?? (takesNext ? (words[++i] ?? '') : ''));
      continue;
    }
    // -ag, -C3, -p 58: a letter that takes a value takes the rest of the word, or the next word
    for (let at = 1; at < word.length; at++) {
      const letter = word[at]!;
      if (!letters.includes(letter)) {
        options.set(letter, '');
        // -g caller: the value of -g hangs on it, if at all
        if (letter === 'g' && words[tool] !== 'record' && /^[a-z]+(?:,|$)/.test(words[i + 1] ?? '')) i++;
        continue;
      }
      options.set(letter, word.slice(at + 1) || (words[++i] ?? ''));
      break;
    }
  }
  return options;
}

/** The one event that the commands ask for with `-e`, for a table that does not name its own. */
export function eventAsked({ recordCommand, command }: PopulationSource): string | undefined {
  for (const asking of [...commandsIn(command), ...commandsIn(recordCommand)]) {
    const options = optionsOf(asking);
    const asked = options.get('e') ?? options.get('event');
    // Of several, nothing tells which one the table is of.
    const [event, ...others] = asked ? eventsOfCommand(asking.split(' -- ')[0]!) : [];
    if (event !== undefined && others.length === 0) return event;
  }
  return undefined;
}

function fromRecord(draft: Draft, command: string): void {
  const options = optionsOf(command);
  if (fromIds(draft, options)) return;
  if (options.has('a') || options.has('all-cpus')) draft.scope = 'system';
  else if (options.has('--')) draft.scope = 'process';
}

/** perf top without a target is system-wide; perf report only narrows what was recorded. */
function fromView(draft: Draft, command: string): void {
  const options = optionsOf(command);
  const top = isTop(command);
  const mixed = !top && isMixed(options);
  if (top && !fromIds(draft, options) && !options.has('u') && !options.has('uid')) draft.scope = 'system';
  const comms = listOf(options.get('comm') ?? options.get('comms') ?? (top ? '' : options.get('c')));
  if (comms.length > 0 && !mixed) draft.comms = comms;
  if (!top) {
    const cpus = numbersOf(options.get('C') ?? options.get('cpu'));
    if (cpus.length > 0) Object.assign(draft, { scope: 'cpu', cpus });
    const ids = numbersOf(options.get('pid') ?? options.get('tid'));
    if (ids.length > 0 && !mixed) Object.assign(draft, { scope: options.has('pid') ? 'process' : 'thread', ids });
  }
  for (const name of ['dsos', 'dso', 'symbol-filter', 'symbols', 'socket-filter', 'd']) {
    const value = top && name === 'd' ? undefined : options.get(name);
    if (value) draft.filters = [...draft.filters, `${name === 'd' ? 'dso' : name}: ${value}`];
  }
  if (options.has('U') || options.has('hide_user_symbols')) draft.filters = [...draft.filters, 'user symbols hidden'];
  if (options.has('K') || options.has('hide_kernel_symbols')) {
    draft.filters = [...draft.filters, 'kernel symbols hidden'];
  }
}

function isTop(command: string): boolean {
  return /\bperf\s+(?:-\S+\s+)*top\b/.test(command);
}

/**
 * perf report adds samples up by its sort keys before it filters: `--comm udp_sink --sort sym` keeps or drops a symbol with
 * the samples that all tasks have in it, as the first of them decides.
 */
function isMixed(options: ReadonlyMap<string, string>): boolean {
  const keys = options.get('sort') ?? options.get('s');
  const byTask = ['comm', 'comms', 'c', 'pid', 'tid'].some((name) => options.get(name));
  return (
    byTask && keys !== undefined && keys !== '' && !keys.startsWith('+') && !/\b(?:comm|pid|tid|tgid)\b/.test(keys)
  );
}

/** Whether rows of a table that was made for one task hold samples of the others, too. */
export function mixesTasks({ command, elided }: PopulationSource): boolean {
  // A column can only be left out when it is one of the keys.
  return !elided?.has('comm') && commandsIn(command).some((one) => !isTop(one) && isMixed(optionsOf(one)));
}

function fromIds(draft: Draft, options: ReadonlyMap<string, string>): boolean {
  const pid = options.get('p') ?? options.get('pid');
  const tid = options.get('t') ?? options.get('tid');
  const cpu = options.get('C') ?? options.get('cpu');
  // `-p $(pidof x)` names a process too, though not by number
  if (pid) Object.assign(draft, { scope: 'process', ids: numbersOf(pid) });
  else if (tid) Object.assign(draft, { scope: 'thread', ids: numbersOf(tid) });
  if (cpu) draft.cpus = numbersOf(cpu);
  if (cpu && !pid && !tid) draft.scope = 'cpu';
  return Boolean(pid || tid || cpu);
}

function fromTarget(draft: Draft, target: string): void {
  const ids = numbersOf(/target[_ ][pt]id:\s*([\d, ]+)/.exec(target)?.[1]);
  if (/target[_ ]pid:/.test(target)) Object.assign(draft, { scope: 'process', ids });
  else if (/target[_ ]tid:/.test(target)) Object.assign(draft, { scope: 'thread', ids });
  else if (/uid:/.test(target)) draft.filters = [...draft.filters, target.replace(/,\s*\d+ CPUs?.*$/, '')];
  const cpus = numbersOf(/CPUs?:\s*([\d,\- ]+)/.exec(target)?.[1]);
  if (cpus.length > 0) {
    draft.cpus = cpus;
    if (draft.scope === 'unknown' || draft.scope === 'system') draft.scope = 'cpu';
  } else if (/^all\b/.test(target)) draft.scope = 'system';
}

function fromThread(draft: Draft, thread: string): void {
  const found = /^(.*?)\(?(\d+)?\)?$/.exec(thread.trim());
  if (found?.[1]) draft.comms = [found[1].trim()];
  if (found?.[2]) Object.assign(draft, { scope: 'thread', ids: [Number(found[2])] });
}

function fromElided(draft: Draft, name: string, value: string): void {
  if (name === 'comm') draft.comms = [value];
  else if (name === 'pid' || name === 'tid') {
    const ids = numbersOf(value.split(':')[0]);
    if (ids.length > 0) Object.assign(draft, { scope: name === 'pid' ? 'process' : 'thread', ids });
  } else if (name === 'cpu') Object.assign(draft, { scope: 'cpu', cpus: numbersOf(value) });
  else draft.filters = [...draft.filters, `${name}: ${value}`];
}

function listOf(text: string | undefined): string[] {
  return (text ?? '').split(',').filter((item) => item !== '');
}

/** `8`, `0,2`, `0-3`; nothing of what is no number (`$(pidof x)`). */
function numbersOf(text: string | undefined): number[] {
  const numbers: number[] = [];
  for (const item of listOf(text)) {
    const range = /^\s*(\d{1,9})(?:-(\d{1,9}))?\s*$/.exec(item);
    if (!range) continue;
    const first = Number(range[1]);
    const last = Math.min(Number(range[2] ?? first), first + 4095);
    for (let n = first; n <= last; n++) numbers.push(n);
  }
  return numbers;
}
