import type { Diagnosis } from '../engine/diagnosis.ts';
import { lookupSymbol } from '../kernel/symbols.ts';
import type { Case } from '../model/case.ts';
import { ownWords } from './redact-command.ts';
import { mapStrings } from './text/width.ts';

/**
 * The diagnosis without what names a house: hosts, users, paths, commands, addresses and the functions of its own programs
 * become `host-1`, `comm-2`, ..., the same name the same one everywhere. Kernel symbols, kernel threads and what the rules
 * say stay. Fingerprints stay too, so that a redacted report can be compared with a baseline.
 */
export function redact(diagnosis: Diagnosis, kase: Case): Diagnosis {
  const names = new Placeholders();
  // A large capture has thousands of names, of which a report says few.
  const said = allText(diagnosis);
  const seen = new Set<string>();
  for (const { kind, text } of namesIn(kase)) {
    if (seen.has(text)) continue;
    seen.add(text);
    if (said.includes(text)) names.of(kind, text);
  }
  const replaced = names.replacer();
  return mapStrings(diagnosis, (text, field) => {
    if (kept.has(field)) return text;
    if (field === 'file') return text === '-' ? text : names.of('file', text);
    return withoutPatterns(replaced(withoutQuotes(text, field)), names);
  });
}

function allText(diagnosis: Diagnosis): string {
  const texts: string[] = [];
  mapStrings(diagnosis, (text) => {
    texts.push(text);
    return text;
  });
  return texts.join('\n');
}

/** Notes quote lines that were not understood: those may hold anything. */
function withoutQuotes(text: string, field: string): string {
  return field === 'text' ? text.replace(/"[^"]*"?/g, '"..."') : text;
}

/** Fields whose text is the rules' own or one of a few words. */
const kept: ReadonlySet<string> = new Set([
  ...[
    'id',
    'fingerprint',
    'outcome',
    'culprit',
    'confidence',
    'explainedBy',
    'stage',
    'strength',
    'unit',
    'kind',
    'applies',
  ],
  ...[
    'format',
    'name',
    'how',
    'baseline',
    'until',
    'title',
    'what',
    'risk',
    'expect',
    'verify',
    'reportedGain',
    'source',
  ],
  ...['undo', 'check'],
]);

type Kind = 'file' | 'host' | 'user' | 'path' | 'comm' | 'address' | 'function';

class Placeholders {
  readonly #byName = new Map<string, string>();
  readonly #counts = new Map<Kind, number>();

  /** `host-1` for a name, the same for the same name; the first kind it is seen as is its kind. */
  of(kind: Kind, name: string): string {
    let placeholder = this.#byName.get(name);
    if (placeholder === undefined) {
      const count = (this.#counts.get(kind) ?? 0) + 1;
      this.#counts.set(kind, count);
      placeholder = `${kind}-${count}`;
      this.#byName.set(name, placeholder);
    }
    return placeholder;
  }

  /** Replaces the names wherever they stand as words; the longest first, as one may be a part of another. */
  replacer(): (text: string) => string {
    const all = [...this.#byName.keys()].filter((name) => name !== '').sort((a, b) => b.length - a.length);
    if (all.length === 0) return (text) => text;
    const pattern = new RegExp(all.map((name) => edged(name)).join('|'), 'g');
    return (text) => text.replace(pattern, (name) => this.#byName.get(name) ?? name);
  }
}

/** A name as a pattern that does not match inside of a longer word. */
function edged(name: string): string {
  const literal = name.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  return `${/^\w/.test(name) ? '(?<![\\w])' : ''}${literal}${/\w$/.test(name) ? '(?![\\w])' : ''}`;
}

// Addresses of memory, MAC, IPv6, IPv4, e-mail or user@host, paths.
const patterns: readonly (readonly [Kind, RegExp])[] = [
  ['address', /\b0x[0-9a-f]{8,16}\b|\b[0-9a-f]{16}\b/gi],
  ['address', /\b[0-9a-f]{2}(?::[0-9a-f]{2}){5}\b/gi],
  ['address', /(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}(?![\w:])/gi],
  ['address', /(?<![\w:])(?:[0-9a-f]{1,4}:){0,6}:(?::?[0-9a-f]{1,4}){1,7}(?![\w:])/gi],
  ['address', /(?<![\w.-])\d{1,3}(?:\.\d{1,3}){3}(?![\w.-])/g],
  ['user', /(?<![\w.])[\w.+-]{1,64}@[\w.-]{1,255}/g],
  ['path', /(?<![\w./<])~?(?:\/[\w.+@-]{1,255}){2,64}/g],
];

/** Paths that every Linux machine has: they tell what to do, not where. */
const common = /^\/(?:proc|sys|dev|etc\/(?:sysctl|security)|usr\/(?:s?bin|src)|s?bin)\//;

function withoutPatterns(text: string, names: Placeholders): string {
  let shown = text;
  for (const [kind, pattern] of patterns) {
    shown = shown.replace(pattern, (found) =>
      (kind === 'path' && common.test(found)) || /^(?:0+|0\.0\.0\.0|127\.0\.0\.1)$/.test(found)
        ? found
        : names.of(kind, found),
    );
  }
  return shown;
}

interface Name {
  readonly kind: Kind;
  readonly text: string;
}

/** What the parsers know to be a name, whatever it looks like. */
function* namesIn(kase: Case): Iterable<Name> {
  for (const text of kase.files) if (text.length > 3) yield { kind: 'file', text };
  for (const { name, value } of kase.facts) {
    if (name === 'host') {
      yield { kind: 'host', text: value };
      // db7.example.org is called db7 elsewhere
      const [short] = value.split('.');
      if (short !== undefined && short.length > 2) yield { kind: 'host', text: short };
    }
    if (name === 'perf-command') {
      const { values, started } = ownWords(value);
      for (const text of values) yield { kind: 'path', text };
      if (started !== undefined) yield { kind: 'comm', text: started };
    }
  }
  for (const capture of kase.captures) {
    if (capture.kind === 'counters') {
      for (const { labels = {} } of capture.counters) yield* namesInLabels(labels);
      continue;
    }
    for (const { comm } of capture.stacks) yield* ofComm(comm);
    if (capture.kind === 'cache-lines') {
      for (const { accesses } of capture.cacheLines) for (const { comm } of accesses) yield* ofComm(comm);
      continue;
    }
    for (const comm of capture.population.comms) yield* ofComm(comm);
    for (const { comm, mark, dso, symbol, key } of capture.rows) {
      yield* ofComm(comm);
      if (!isUserCode(mark, dso)) continue;
      if (dso !== undefined && !isSystemLibrary(dso)) yield { kind: 'path', text: dso };
      if (key === undefined || lookupSymbol(key) || (dso !== undefined && isSystemLibrary(dso))) continue;
      for (const text of new Set([symbol ?? key, key]))
        if (!/^(?:0x)?[0-9a-f]+$/.test(text)) yield { kind: 'function', text };
    }
  }
}

/** Labels of counters (docs/counters.md) that name a program or where it listens. */
const labelKinds: Readonly<Record<string, Kind>> = { comm: 'comm', address: 'address' };

function* namesInLabels(labels: Readonly<Record<string, string>>): Iterable<Name> {
  for (const [label, text] of Object.entries(labels)) {
    const kind = labelKinds[label];
    if (kind !== undefined && text.length > 1) yield { kind, text };
  }
}

// swapper  ksoftirqd/3  kworker/u96:1-events  irq/67-eth0-TxRx  rcu_sched  migration/0  napi/eth0-12  perf
const kernelThread =
  /^(?:swapper|ksoftirqd|kworker|kswapd|kthreadd|irq|rcu\w*|migration|napi|cpuhp|watchdog|perf|:-?\d+)(?:\b|$)/;

function* ofComm(comm: string | undefined): Iterable<Name> {
  if (comm !== undefined && comm.length > 1 && !kernelThread.test(comm)) yield { kind: 'comm', text: comm };
}

function isUserCode(mark: string | undefined, dso: string | undefined): boolean {
  return mark === '.' || (mark === undefined && dso !== undefined && !dso.startsWith('['));
}

// libc-2.17.so  libc.so.6  libpthread-2.17.so  ld-2.28.so  [vdso]  [unknown]
function isSystemLibrary(dso: string): boolean {
  return /^\[|(?:^|\/)(?:lib(?:c|m|rt|dl|pthread|stdc\+\+|gcc_s)[.-]|ld[.-])/.test(dso);
}
