import { readFileSync } from 'node:fs';
import { homedir, release as runningRelease } from 'node:os';
import { dirname, join } from 'node:path';
import type { ByteSource, KernelSymbolFile, SymbolFiles } from './input.ts';
import { existingSource, fileSource, memorySource } from './read-bytes-at.ts';

/** Where to look for names besides the usual places. */
export interface SymbolPlaces {
  /** A copy of /proc/kallsyms of the machine that recorded. */
  readonly kallsyms?: string;
  readonly systemMap?: string;
}

/** Reads names from where perf would: its cache by build id, /usr/lib/debug, the files themselves, the kernel that runs. */
export function symbolFiles(places: SymbolPlaces = {}): SymbolFiles {
  const cache = process.env.PERF_BUILDID_DIR || join(homedir(), '.debug');
  return {
    *kernel(buildId, release) {
      const given = places.kallsyms ?? places.systemMap;
      if (given !== undefined) {
        yield { path: given, bytes: readFileSync(given), isRunning: given === runningKernel };
        return;
      }
      const isKnown = buildId !== '' || release !== undefined;
      const isHere = buildId !== '' ? buildId === runningBuildId() : !isKnown || release === runningRelease();
      if (buildId !== '') {
        const cached = textFile(join(cache, '[kernel.kallsyms]', buildId, 'kallsyms'), false);
        if (cached) yield cached;
      }
      if (isHere) {
        const running = textFile(runningKernel, true);
        if (running) yield { ...running, isGuess: buildId === '' };
      }
      if (isHere || buildId === '') {
        const map =
          release !== undefined && /^[\w.+~-]+$/.test(release)
            ? textFile(`/boot/System.map-${release}`, false)
            : undefined;
        if (map) yield { ...map, isGuess: buildId === '' };
      }
    },
    *elf(path, buildId) {
      yield* existing(elfPlaces(path, buildId, cache));
      const vdso = path === '[vdso]' ? runningVdso() : undefined;
      if (vdso) yield memorySource(vdso);
    },
    debugLink(path, link) {
      const folder = dirname(path);
      const name = link.replaceAll('/', '');
      const places = [join(folder, name), join(folder, '.debug', name), join('/usr/lib/debug', folder, name)];
      return [...existing(places)][0];
    },
    jitMap(path) {
      return textFile(path, false)?.bytes;
    },
  };
}

const runningKernel = '/proc/kallsyms';

function* elfPlaces(path: string, buildId: string, cache: string): Generator<string> {
  if (/^[0-9a-f]{8,40}$/.test(buildId)) {
    const split = join(buildId.slice(0, 2), buildId.slice(2));
    yield join(cache, '.build-id', split, 'elf');
    yield join(cache, '.build-id', split, 'debug');
    yield `/usr/lib/debug/.build-id/${split}.debug`;
  }
  if (path === '[vdso]') {
    if (buildId !== '') yield join(cache, '[vdso]', buildId, 'vdso');
    return;
  }
  if (!path.startsWith('/')) return;
  yield join('/usr/lib/debug', `${path}.debug`);
  yield path;
}

function* existing(paths: Iterable<string>): Generator<ByteSource> {
  for (const path of paths) {
    const source = existingSource(path);
    if (source) yield source;
  }
}

function textFile(path: string, isRunning: boolean): KernelSymbolFile | undefined {
  try {
    return { path, bytes: readFileSync(path), isRunning };
  } catch {
    return undefined;
  }
}

/** The code that the kernel maps into every process, as this one has it: it is in no file. */
function runningVdso(): Uint8Array | undefined {
  try {
    const range = /^([0-9a-f]+)-([0-9a-f]+) .*\[vdso\]$/m.exec(readFileSync('/proc/self/maps', 'latin1'));
    const [from, to] = [Number.parseInt(range?.[1] ?? '', 16), Number.parseInt(range?.[2] ?? '', 16)];
    if (!(to - from > 0 && to - from < 1 << 20)) return undefined;
    const bytes = new Uint8Array(to - from);
    return fileSource('/proc/self/mem').read(from, bytes) === bytes.length ? bytes : undefined;
  } catch {
    return undefined;
  }
}

/** Build id of the kernel that runs here, from its ELF notes. */
function runningBuildId(): string | undefined {
  let notes: Buffer;
  try {
    notes = readFileSync('/sys/kernel/notes');
  } catch {
    return undefined;
  }
  for (let at = 0; at + 12 <= notes.length; ) {
    const [nameSize, size] = [notes.readUInt32LE(at), notes.readUInt32LE(at + 4)];
    const from = at + 12 + ((nameSize + 3) & ~3);
    const name = notes.toString('latin1', at + 12, at + 12 + nameSize);
    if (notes.readUInt32LE(at + 8) === 3 && name === 'GNU\0') return notes.toString('hex', from, from + size);
    at = from + ((size + 3) & ~3);
  }
  return undefined;
}
