import { type CacheLine, type CacheLineAccess, type CacheLineReport, hitmShare } from '../model/cache-line.ts';
import { pathOf, type StackSet } from '../model/call-tree.ts';
import { isSpinlock, type StructField, structFields } from './struct-fields.ts';
import { layoutOf } from './struct-layouts.ts';
import type { KernelKnowledge } from './timeline.ts';

export interface TouchedField {
  /** `unknown` when the functions fit several fields: these are then the `candidates`. */
  readonly field: string;
  readonly struct: string;
  /** What told it from the others: the functions, the atomic in the source line, the offset it has on this kernel. */
  readonly decidedBy: 'functions' | 'source' | 'offset' | 'nothing';
  /** `struct.field` of every field that fits. */
  readonly candidates: readonly string[];
  readonly offsets: readonly number[];
  readonly functions: readonly string[];
  /**
   * `true`: CPUs of both sides need the very same bytes, so only less sharing helps. `false`: one side writes these bytes
   * while the other wants different ones of the same line, which moving a field cures.
   */
  readonly sharing: 'true' | 'false' | 'unknown';
  /** Share of all HITM of the capture that hit these bytes, in percent. The line's own share is `CacheLine.share`. */
  readonly hitmShare: number;
  readonly findings: readonly string[];
  /** Other subsystems use the same field: alone it proves nothing about UDP. */
  readonly general: boolean;
  /** Lines of the text that show it. */
  readonly lines: readonly number[];
}

/** Accesses to one offset of a line. */
interface Spot {
  readonly offset: number | undefined;
  readonly accesses: CacheLineAccess[];
  readonly functions: Set<string>;
  locked: boolean;
  stores: number;
}

/** The fields of all cache lines of a report, in its order; lines that hold none of them are left out. */
export function fieldsOf(
  report: CacheLineReport,
  kernel: KernelKnowledge = {},
): { readonly line: CacheLine; readonly fields: readonly TouchedField[] }[] {
  const onReport = new Set(
    report.cacheLines.flatMap((line) => line.accesses.filter(isKernel).map((access) => access.key!)),
  );
  const callersOf = callersByAccess(report);
  const found = report.cacheLines.map((line) => ({
    line,
    fields: fieldsTouched(line, { callersOf, onReport, kernel }),
  }));
  return found.filter(({ fields }) => fields.length > 0);
}

/**
 * True for `sk_rmem_alloc` and `sock.sk_rmem_alloc`; two locks are named by nothing but their structs. `a|b` is also true
 * where it is one of the two and nothing tells which.
 */
export function isField({ candidates }: TouchedField, name: string): boolean {
  const names = name.split('|');
  return candidates.every((one) =>
    names.some((wanted) => one === wanted || one.slice(one.indexOf('.') + 1) === wanted),
  );
}

/** `sock.sk_rmem_alloc`, or all that it can be. */
export function fieldWords({ candidates }: TouchedField): string {
  return candidates.join(' or ');
}

/** What the text shows beyond the line itself. */
export interface FieldContext {
  /** Callers of an access, innermost first, where the report has call chains: they name a lock. */
  readonly callersOf?: (access: CacheLineAccess) => readonly string[];
  /**
   * Functions of the whole report. A line that only readers touch is theirs alone only when the recording saw producers at
   * all: recorded with `-p` it has none of their samples.
   */
  readonly onReport?: ReadonlySet<string>;
  /** Whose structs they are: offsets only tell where the layout of this kernel is known. */
  readonly kernel?: KernelKnowledge;
}

/**
 * The kernel fields a cache line holds, as far as the functions that share it tell. Says `unknown` rather than guess, and
 * nothing at all about lines of user space or of functions that are not on the receive path.
 */
export function fieldsTouched(line: CacheLine, context: FieldContext = {}): TouchedField[] {
  if (isUserAddress(line.address)) return [];
  const spots = spotsOf(line, context.callersOf ?? (() => []));
  const onLine = new Set(spots.flatMap((spot) => [...spot.functions]));
  const eligible = structFields.filter((field) => mayBeOn(field, onLine, context.onReport ?? onLine));
  const { offsets = {} } = layoutOf(context.kernel ?? {}) ?? {};
  const found = new Map<string, { fields: readonly StructField[]; by: TouchedField['decidedBy']; spots: Spot[] }>();
  for (const spot of spots) {
    const fits = eligible.filter((field) => fitsSpot(field, spot, spots));
    if (fits.length === 0) continue;
    const { fields, by } = narrow(fits, spot, offsets);
    const key = fields.map(nameOf).join(' ');
    const known = found.get(key);
    if (known) known.spots.push(spot);
    else found.set(key, { fields, by, spots: [spot] });
  }
  return [...found.values()].map(({ fields, by, spots: own }) => touched(line, fields, by, own, spots));
}

/** Stacks carry the number of their row in the order of the text. */
function callersByAccess(report: CacheLineReport): (access: CacheLineAccess) => readonly string[] {
  const stacks = new Map(report.stacks.map((set) => [set.row, set]));
  if (stacks.size === 0) return () => [];
  const inOrder = report.cacheLines.flatMap((line) => line.accesses).sort((a, b) => a.line - b.line);
  const rows = new Map(inOrder.map((access, row) => [access, row]));
  return (access) => {
    const set = stacks.get(rows.get(access));
    return set ? heaviestStack(set).filter((name) => name !== access.key) : [];
  };
}

/** Frames of the stack with the largest weight, innermost first. */
function heaviestStack({ tree }: StackSet): string[] {
  let best = 0;
  for (let node = 1; node < tree.self.length; node++)
    if (best === 0 || tree.self[node]! > tree.self[best]!) best = node;
  return pathOf(tree, best).reverse();
}

function nameOf(field: StructField): string {
  return `${field.struct}.${field.field}`;
}

/** Addresses of processes: the lower half, 47 bits on x86-64, 48 (rarely 52) on arm64. Kernels live at 0xff... */
function isUserAddress(address: string): boolean {
  return address !== '' && !/^0xff[0-9a-f]{14}$/.test(address);
}

function isKernel(access: CacheLineAccess): boolean {
  const mark = access.cells?.mark;
  if (mark) return mark === 'k';
  return access.dso !== undefined && /^\[(?!unknown|vdso|stack|heap)|vmlinux/.test(access.dso);
}

function spotsOf(line: CacheLine, callersOf: (access: CacheLineAccess) => readonly string[]): Spot[] {
  const spots = new Map<number | undefined, Spot>();
  for (const access of line.accesses) {
    if (access.key === undefined || !isKernel(access)) continue;
    let spot = spots.get(access.offset);
    if (!spot) {
      spot = { offset: access.offset, accesses: [], functions: new Set(), locked: false, stores: 0 };
      spots.set(access.offset, spot);
    }
    spot.accesses.push(access);
    spot.stores += access.stores;
    if (isSpinlock(access.key)) {
      spot.locked = true;
      const owner = lockedBy(callersOf(access));
      if (owner !== undefined) spot.functions.add(owner);
    } else spot.functions.add(access.key);
  }
  return [...spots.values()];
}

/**
 * Who takes the lock. Frame pointers skip the direct caller of a function without a frame of its own, so the first few
 * callers count; when none of them takes a lock known here, a stranger is named, which no field fits.
 */
function lockedBy(callers: readonly string[]): string | undefined {
  const names = callers.filter((name) => !isSpinlock(name));
  const owner = names.slice(0, 3).find((name) => owners.has(name));
  return owner ?? (names[0] !== undefined && knownFunctions.has(names[0]) ? undefined : names[0]);
}

const functionsOf = (fields: readonly StructField[]): Set<string> =>
  new Set(fields.flatMap(({ touchedBy, victims = [] }) => [...touchedBy.producer, ...touchedBy.reader, ...victims]));
const owners = functionsOf(structFields.filter((field) => field.lock));
const knownFunctions = functionsOf(structFields);

/**
 * A field of two sides is named only when both are seen on the line; one of a single side only when the other is seen on
 * other lines and not on this one.
 */
function mayBeOn(field: StructField, onLine: ReadonlySet<string>, onReport: ReadonlySet<string>): boolean {
  const { producer, reader } = field.touchedBy;
  const produces = producer.some((name) => onLine.has(name));
  const reads = reader.some((name) => onLine.has(name));
  if (producer.length > 0 && reader.length > 0) return produces && reads;
  if (!produces && !reads) return false;
  if (field.victims) return field.victims.some((name) => onLine.has(name));
  if (field.general) return true;
  const others = producer.length > 0 ? readers : producers;
  return others.some((name) => onReport.has(name)) && !others.some((name) => onLine.has(name));
}

const udpFields = structFields.filter((field) => !field.general);
const producers = [...new Set(udpFields.flatMap((field) => field.touchedBy.producer))];
const readers = [...new Set(udpFields.flatMap((field) => field.touchedBy.reader))];

function fitsSpot(field: StructField, spot: Spot, all: readonly Spot[]): boolean {
  if ((field.lock === true) !== spot.locked) return false;
  if (field.written && spot.stores === 0) return false;
  const { producer, reader } = field.touchedBy;
  for (const name of spot.functions) if (!producer.includes(name) && !reader.includes(name)) return false;
  // A lock word that only the primitives touch may be any lock of the line's functions; so may be a busylock, unless the
  // same functions also work on bytes that nobody locks, which an array of locks does not have.
  if (field.struct === 'udp_busylocks') return all.every((other) => other.locked);
  return true;
}

/** Chooses among the fields that the functions fit, best reason first. */
function narrow(
  fits: readonly StructField[],
  spot: Spot,
  offsets: Readonly<Record<string, number>>,
): { fields: readonly StructField[]; by: TouchedField['decidedBy'] } {
  if (fits.length === 1) return { fields: fits, by: 'functions' };
  const both = fits.filter(
    (field) =>
      field.touchedBy.producer.some((name) => spot.functions.has(name)) &&
      field.touchedBy.reader.some((name) => spot.functions.has(name)),
  );
  // The bytes that both sides touch are what is shared; fields of which one side is only seen elsewhere fit less well.
  const left = both.length > 0 ? both : fits;
  if (left.length === 1) return { fields: left, by: 'functions' };
  if (spot.accesses.some((access) => inAtomics(access.source))) {
    const atomics = left.filter((field) => field.atomic);
    if (atomics.length === 1) return { fields: atomics, by: 'source' };
  }
  const { offset } = spot;
  const hinted = left.filter((field) => offset !== undefined && isAt(offsets[nameOf(field)], offset));
  return hinted.length === 1 ? { fields: hinted, by: 'offset' } : { fields: left, by: 'nothing' };
}

/** `atomic.h:95`, `atomic64_64.h:22`, `atomic-instrumented.h:57`, `refcount.h:131` */
function inAtomics(source: string | undefined): boolean {
  return source !== undefined && /^(?:atomic|refcount)[\w-]*\.h:\d+$/.test(source);
}

/** Eight bytes, since a queue's length and its lock are neighbours and an access may be to the upper half. */
function isAt(known: number | undefined, offset: number): boolean {
  return known !== undefined && Math.floor((known % 64) / 8) === Math.floor((offset % 64) / 8);
}

function touched(
  line: CacheLine,
  fields: readonly StructField[],
  decidedBy: TouchedField['decidedBy'],
  spots: readonly Spot[],
  all: readonly Spot[],
): TouchedField {
  const accesses = spots.flatMap((spot) => spot.accesses);
  const only = fields.length === 1 ? fields[0]! : undefined;
  const structs = new Set(fields.map((field) => field.struct));
  return {
    field: only?.field ?? 'unknown',
    struct: structs.size === 1 ? fields[0]!.struct : 'unknown',
    decidedBy,
    candidates: fields.map(nameOf),
    offsets: spots.flatMap((spot) => (spot.offset === undefined ? [] : [spot.offset])),
    functions: [...new Set(accesses.map((access) => access.key!))],
    sharing: sharingOf(fields, spots, all),
    hitmShare: hitmShare(line, accesses),
    findings: [...new Set(fields.flatMap((field) => field.findings))],
    general: fields.some((field) => field.general === true),
    lines: accesses.map((access) => access.line),
  };
}

function sharingOf(
  fields: readonly StructField[],
  own: readonly Spot[],
  all: readonly Spot[],
): TouchedField['sharing'] {
  const writes = own.some((spot) => spot.stores > 0);
  if (fields.length > 1) return 'unknown';
  // An offset that was cut out of the text may be any: nothing can be said about the same or other bytes.
  if (own.some((spot) => spot.offset === undefined)) return 'unknown';
  for (const spot of own) {
    const byProducer = fields.some((field) => field.touchedBy.producer.some((name) => spot.functions.has(name)));
    const byReader = fields.some((field) => field.touchedBy.reader.some((name) => spot.functions.has(name)));
    if (writes && byProducer && byReader) return 'true';
    // A lock is taken by who wants it, and one CPU alone never waits for its own line.
    if (spot.locked && spot.accesses.some((access) => (access.cpus ?? 1) > 1)) return 'true';
  }
  const others = all.filter((spot) => !own.includes(spot));
  const ownSides = sidesOf(own);
  const victims = others.filter((spot) => spot.accesses.some((access) => access.remoteHitm + access.localHitm > 0));
  const victimSides = sidesOf(victims);
  if (writes && ownSides.size === 1 && victims.length > 0 && [...victimSides].some((side) => !ownSides.has(side)))
    return 'false';
  return 'unknown';
}

function sidesOf(spots: readonly Spot[]): Set<'producer' | 'reader'> {
  const sides = new Set<'producer' | 'reader'>();
  for (const { functions } of spots) {
    for (const name of functions) {
      if (structFields.some((field) => field.touchedBy.producer.includes(name))) sides.add('producer');
      if (structFields.some((field) => field.touchedBy.reader.includes(name))) sides.add('reader');
      if (structFields.some((field) => field.victims?.includes(name))) sides.add('reader');
    }
  }
  return sides;
}
