import { createReadStream } from 'node:fs';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { TarReader } from './tar.ts';

export interface SosreportInput {
  /** Path inside the report, behind the name the user gave: `sos/proc/net/snmp`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Largest member read, and how much of a report is read altogether: text of this kind is small, logs are not wanted. */
const largestMember = 8 * 1024 * 1024;
const largestReport = 64 * 1024 * 1024;

/** How many members of an archive are looked at: a report has tens of thousands of files. */
const mostMembers = 200_000;

/**
 * The members of a sosreport that say something about UDP receive, from the unpacked directory or its tar or tar.gz.
 * undefined when `path` is neither. Members are in the order of their names, so that the same report gives the same case.
 */
export async function readSosreport(
  path: string,
): Promise<{ inputs: SosreportInput[]; problems: string[] } | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) return readDirectory(path);
  if (!found?.isFile()) return undefined;
  const packing = await packingOf(path);
  if (packing === 'gzip' || packing === 'tar') return readArchive(path, packing === 'gzip');
  if (packing === 'xz' && /sos/i.test(basename(path))) {
    const problem = `${path} is packed with xz, which Node cannot unpack: tar -xJf ${path}, then perfwhy with the directory`;
    return { inputs: [], problems: [problem] };
  }
  return undefined;
}

/**
 * What of a report is read, by the path below its top directory. sos has the commands' output in files named after them,
 * and copies of /proc and /etc.
 */
const wanted: readonly RegExp[] = [
  /^proc\/(?:interrupts|softirqs|version|vmstat)$/,
  /^proc\/net\/(?:snmp6?|netstat|udp6?|udplite6?|raw6?|dev|softnet_stat|sockstat6?|stat\/nf_conntrack)$/,
  /^etc\/(?:os-release|redhat-release)$/,
  /^(?:uname|lscpu)$/,
  /^sos_commands\/kernel\/(?:uname_-a|sysctl_-a|lscpu)$/,
  /^sos_commands\/processor\/lscpu$/,
  /^sos_commands\/networking\/(?:netstat_-s|nstat_-\w+|ss_-\w+|netstat_\S*-\w*u\w*|ip_(?:-\w+_)*-s_\S*link\S*|ifconfig\S*)$/,
  /^sos_commands\/networking\/ethtool_-[Scgikln]_\S+$/,
  /^sos_commands\/(?:networking|firewall_tables|conntrack|netfilter)\/conntrack_-S\S*$/,
  /^sos_commands\/(?:numa|memory)\/numastat$/,
  /^sos_commands\/process\/(?:pidstat|top)\S*$/,
  /^sos_commands\/perf\/[^/]+$/,
];

/** Every report has the commands' output in this folder. */
const mark = 'sos_commands/';

function isWanted(path: string): boolean {
  return wanted.some((shape) => shape.test(path));
}

async function readDirectory(path: string): Promise<{ inputs: SosreportInput[]; problems: string[] } | undefined> {
  const top = await readdir(path).catch(() => [] as string[]);
  if (!top.includes('sos_commands')) return undefined;
  const inputs: SosreportInput[] = [];
  const problems: string[] = [];
  let total = 0;
  for (const member of await wantedBelow(path)) {
    const file = join(path, member);
    const size = (await stat(file).catch(() => undefined))?.size;
    // A link into the machine the report came from leads nowhere here.
    if (size === undefined) continue;
    const problem = tooMuch(file, size, total);
    if (problem) {
      problems.push(problem);
      continue;
    }
    try {
      inputs.push({ name: file, bytes: await readFile(file) });
      total += size;
    } catch (error) {
      problems.push(`${file} could not be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { inputs, problems };
}

/** Folders in which members may be wanted; nothing else is walked, since /sys of a report is large. */
const folders = [
  '',
  'proc',
  'proc/net',
  'proc/net/stat',
  'etc',
  'sos_commands/kernel',
  'sos_commands/processor',
  'sos_commands/networking',
  'sos_commands/firewall_tables',
  'sos_commands/conntrack',
  'sos_commands/netfilter',
  'sos_commands/numa',
  'sos_commands/memory',
  'sos_commands/process',
  'sos_commands/perf',
];

async function wantedBelow(path: string): Promise<string[]> {
  const members: string[] = [];
  for (const folder of folders) {
    const names = await readdir(join(path, folder)).catch(() => [] as string[]);
    for (const name of names) {
      const member = folder === '' ? name : `${folder}/${name}`;
      if (isWanted(member)) members.push(member);
    }
  }
  return members.sort();
}

async function readArchive(
  path: string,
  gzip: boolean,
): Promise<{ inputs: SosreportInput[]; problems: string[] } | undefined> {
  const inputs: SosreportInput[] = [];
  const problems: string[] = [];
  let total = 0;
  let members = 0;
  let marked = false;
  const reader = new TarReader({
    want(name, size) {
      members++;
      // All members lie below one directory named after the host and the time.
      const inside = name.replace(/^(?:\.\/)?[^/]+\//, '');
      marked ||= inside.startsWith(mark);
      if (!isWanted(inside)) return false;
      const problem = tooMuch(name, size, total);
      if (problem) problems.push(problem);
      else total += size;
      return problem === undefined;
    },
    member(name, bytes) {
      inputs.push({ name: `${path}/${name.replace(/^(?:\.\/)?[^/]+\//, '')}`, bytes });
    },
  });
  const file = createReadStream(path);
  const stream = gzip ? file.pipe(createGunzip()) : file;
  try {
    for await (const chunk of stream) {
      reader.write(chunk as Uint8Array);
      if (reader.broken || members > mostMembers) break;
    }
    // An archive that ends early still has what came before.
    if (reader.unfinished) problems.push(`${path} ends in the middle of a member: the rest is missing`);
  } catch (error) {
    problems.push(
      `${path} could not be unpacked to its end: ${error instanceof Error ? error.message : String(error)}`,
    );
  } finally {
    file.destroy();
  }
  if (!marked) return undefined;
  if (members > mostMembers) problems.push(`${path}: only the first ${mostMembers} members were looked at`);
  inputs.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return { inputs, problems };
}

function tooMuch(name: string, size: number, total: number): string | undefined {
  if (size > largestMember) return `${name} is left out: ${size} bytes, more than ${largestMember}`;
  return total + size > largestReport ? `${name} is left out: more than ${largestReport} bytes altogether` : undefined;
}

async function packingOf(path: string): Promise<'gzip' | 'xz' | 'tar' | undefined> {
  const file = await open(path, 'r');
  try {
    const head = Buffer.alloc(512);
    const { bytesRead } = await file.read(head, 0, 512, 0);
    if (head.readUInt16BE(0) === 0x1f8b) return 'gzip';
    if (head.toString('latin1', 0, 6) === '\xfd7zXZ\0') return 'xz';
    return bytesRead === 512 && head.toString('latin1', 257, 262) === 'ustar' ? 'tar' : undefined;
  } finally {
    await file.close();
  }
}
