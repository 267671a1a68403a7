import type { Fact, FactName } from '../model/fact.ts';
import type { Line } from '../model/source.ts';
import { isInTree, type Lines } from './call-graph/tree-lines.ts';
import { rowStart } from './lexical.ts';
import { headerFact } from './perf-header.ts';

/** Longer lines are data, not what someone wrote or typed. */
const longestLine = 400;

/**
 * Facts about the machine in the text around perf's output: `uname`, `/proc/version`, package names, os-release, lscpu,
 * `ethtool -i`, prompts. Only forms that can mean nothing else: a release named in prose ("fixed in 4.10") is no fact
 * about this machine.
 */
export function factsInText(lines: readonly Line[], file: string): Fact[] {
  const facts: Fact[] = [];
  const seen = new Set<string>();
  const add = (name: FactName, value: string | undefined, line: Line) => {
    if (!value || seen.has(`${name}=${value}`)) return;
    seen.add(`${name}=${value}`);
    facts.push({ name, value, how: 'read', place: { file, line: line.number } });
  };
  let osId: string | undefined;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    const { text } = line;
    if (text.length > longestLine || !hint.test(text)) continue;
    fromUname(text, lines[i + 1], (name, value, at) => add(name, value, at ?? line));
    fromPrompt(text, (name, value) => add(name, value, line));
    const named = keyValue(text);
    if (named) add(named.name, named.value, line);
    const id = /^\s*ID="?([\w.-]+)"?\s*$/.exec(text);
    if (id) osId = id[1];
    const version = /^\s*VERSION_ID="?([\d.]+)"?\s*$/.exec(text);
    if (version && osId) add('distribution', `${osId} ${version[1]}`, line);
    const release = distribution(text);
    if (release) add('distribution', release, line);
    const mentioned = releaseInText(text);
    if (mentioned) add('kernel', mentioned, line);
  }
  return facts;
}

const hint =
  /linux|kernel|uname|release|nrcpus|CPU\(s\)|Model name|Architecture|NUMA|Hypervisor|driver:|perf |ID=|@|\.el\d|RHEL/i;

type Add = (name: FactName, value: string | undefined, line?: Line) => void;

// Linux sut 3.10.0-514.el7.x86_64 #1 SMP Wed Oct 19 11:24:13 EDT 2016 x86_64 x86_64 x86_64 GNU/Linux
const unameAll =
  /\bLinux (\S+) (\d+\.\d+\S*) #\d+\b.*?(?:\b(x86_64|aarch64|ppc64le|s390x|riscv64|armv\S+|mips\S*)\b|$)/;
// Linux version 4.18.0-305.el8.x86_64 (mockbuild@x86-vm-07) (gcc version 8.4.1) #1 SMP
const procVersion = /\bLinux version (\d+\.\d+\S*)/;
const releaseOnly = /^\s*(\d+\.\d+(?:\.\d+)?\S*)\s*$/;

function fromUname(text: string, next: Line | undefined, add: Add): void {
  const all = unameAll.exec(text);
  if (all) {
    add('host', all[1] === '(none)' ? undefined : all[1]);
    add('kernel', all[2]);
    add('architecture', all[3]);
  }
  add('kernel', procVersion.exec(text)?.[1]);
  if (/\buname -r\b/.test(text)) {
    // the answer stands on the next line, or behind it: `uname -r: 5.14.0-70.el9`
    const same = /\buname -r\W+(\d+\.\d+\S*)/.exec(text);
    add('kernel', same?.[1] ?? (next && releaseOnly.exec(next.text)?.[1]), same ? undefined : next);
  }
}

// [root@sut ~]# perf record -a -g sleep 10        admin@sut:~$ sudo perf top
const hostPrompt = /^\s*(?:\[\w[\w.-]*@([\w.-]+)[^\]]*\]|\w[\w.-]*@([\w.-]+):\S*)\s*[#$]/;

function fromPrompt(text: string, add: Add): void {
  const prompt = hostPrompt.exec(text);
  add('host', prompt?.[1] ?? prompt?.[2]);
  const command = promptCommand(text);
  if (command && /\bperf\s+(?:-\S+\s+)*record\b/.test(command)) add('perf-command', command);
}

// CPU(s):              24      Model name: Intel(R) ...     driver: ixgbe     Kernel version: 4.18.0
const keyed: readonly (readonly [RegExp, FactName])[] = [
  [/^\s*CPU\(s\):\s+(\d+)\s*$/, 'cpus'],
  [/^\s*Model name:\s+(\S.*?)\s*$/, 'cpu-model'],
  [/^\s*Architecture:\s+(x86_64|aarch64|ppc64le|s390x|riscv64|i686|armv\S+)\s*$/, 'architecture'],
  [/^\s*NUMA node\(s\):\s+(\d+)\s*$/, 'nodes'],
  [/^\s*Hypervisor vendor:\s+(\S.*?)\s*$/, 'virtual'],
  [/^\s*driver: ([\w-]+)\s*$/, 'driver'],
  [/^\s*perf version (\d\S*)\s*$/, 'perf-version'],
  [/^\W*(?:Linux )?kernel(?: version| release)?\s*[:=]\s*v?(\d+\.\d+(?:\.\d+)?[\w.~+-]*)/i, 'kernel'],
  [/^\W*uname(?: -r)?\s*[:=]\s*(\d+\.\d+(?:\.\d+)?[\w.~+-]*)/i, 'kernel'],
];

function keyValue(text: string): { name: FactName; value: string } | undefined {
  const inHeader = text.startsWith('# ') ? headerFact(text) : undefined;
  if (inHeader) return inHeader;
  for (const [form, name] of keyed) {
    const found = form.exec(text);
    if (found) return { name, value: found[1]! };
  }
  return undefined;
}

/** `Red Hat Enterprise Linux Server release 7.3 (Maipo)`, `CentOS Linux release 7.9.2009 (Core)`. */
function distribution(text: string): string | undefined {
  const found =
    /\b(Red Hat Enterprise Linux|CentOS|Rocky|AlmaLinux|Fedora|Oracle Linux)\b[\w ]*? release (\d+(?:\.\d+)*)/.exec(
      text,
    );
  if (found)
    return `${found[1] === 'Red Hat Enterprise Linux' ? 'rhel' : found[1]!.split(' ')[0]!.toLowerCase()} ${found[2]}`;
  const pretty = /^\s*PRETTY_NAME="([A-Za-z]+)[^"\d]*(\d+(?:\.\d+)*)/.exec(text);
  return pretty ? `${pretty[1]!.toLowerCase()} ${pretty[2]}` : undefined;
}

// kernel-3.10.0-514.el7.x86_64   linux-image-5.15.0-76-generic   kernel 4.18.0-305.el8.x86_64   RHEL 7.3 (3.10.0-514.el7)
const namedRelease =
  /\b(?:kernel(?:-core|-rt|-uek)?[- ]|linux-image-(?:unsigned-)?|RHEL\s?[\d.]+\s?\(|running (?:on )?(?:kernel )?)(\d+\.\d+\.\d+-[\w.~+-]*\w)/i;
/** A sentence about what another kernel does or has. */
const aboutAnother = /fix|upgrad|backport|since|introduc|until|newer|older|instead|compared|before|after|patch|\bvs\b/i;

function releaseInText(text: string): string | undefined {
  const found = namedRelease.exec(text);
  if (!found || aboutAnother.test(text)) return undefined;
  // `kernel-debuginfo-...` and sources name packages that need not run
  return found[1]!.replace(/\.(?:rpm|deb)$/, '');
}

// prompts: `[root@host ~]# `, `user@host:~$ `, `$ `, `# `, `> `, `bash-4.2$ `, also with `sudo`
const prompt =
  /^\s*(?:(?:\[[^\]]{1,80}\]|[\w.-]+@[\w.-]+:\S*|(?:ba|z)?sh-[\d.]+|~)?\s*[#$%>❯]\s*)?((?:sudo\s+(?:-\S+\s+)*)?(?:[\w/.-]*\/)?perf\s+(?:-\S+\s+)*[a-z0-9]+\b.*)$/;
const subcommands = /\bperf\s+(?:-\S+\s+)*(report|top|record|c2c|stat|script|mem|annotate|diff|lock|sched|trace)\b/;

/**
 * The perf command that a line shows as typed, without prompt and `sudo`; undefined for prose (`perf top on this box
 * shows`). A line without a prompt counts only when nothing but options follows.
 */
export function promptCommand(text: string): string | undefined {
  if (text.length > longestLine || !text.includes('perf')) return undefined;
  const found = prompt.exec(text);
  const command = found?.[1]?.trim().replace(/^sudo\s+(?:-\S+\s+)*/, '');
  const tool = command && subcommands.exec(command);
  if (!tool || tool.index > 60) return undefined;
  const hasPrompt = /^\s*\S*[#$%>❯\]]/.test(text.slice(0, text.indexOf('perf')));
  const rest = command.slice(tool.index + tool[0].length).trim();
  if (!hasPrompt && rest !== '' && !/^(?:-|&&|\||>|record\b|report\b)|(?:;|&&)\s*(?:sudo )?perf /.test(rest))
    return undefined;
  return /[.:]$/.test(command) && !hasPrompt ? command.slice(0, -1) : command;
}

// I see the following from 'perf top -U',      [2] "perf top -C 7 --call-graph dwarf -d 30"
const quoted = /['"`‘“]((?:sudo )?perf (?:top|report)\b[^'"`’”]*)['"`’”]/;

/** Lines above a table that are searched for the commands that made it. */
const reach = 14;

/** The command that printed a table, and the one that recorded it. */
export interface CommandsAbove {
  readonly command?: string;
  readonly recordCommand?: string;
}

/**
 * The `perf report` or `perf top` and the `perf record` commands shown nearest above `lines[at]`, of this table and no
 * other. `known` is what the caller knows; it counts when no other table stands between.
 */
export function perfCommandsAbove(lines: Lines, at: number, known?: string): CommandsAbove {
  let command: string | undefined;
  let recordCommand: string | undefined;
  let others = false;
  for (let i = at - 1; i >= Math.max(0, at - reach); i--) {
    if (isInTree(lines, i)) continue;
    const { text } = lines[i]!;
    others = rowStart(text) >= 0;
    if (others || (command && recordCommand)) break;
    const shown = promptCommand(text) ?? (text.length < longestLine ? quoted.exec(text)?.[1] : undefined);
    if (!shown) continue;
    if (viewing.test(shown)) command ??= shown.replace(/^sudo\s+/, '');
    if (/\bperf\s+(?:-\S+\s+)*record\b/.test(shown)) recordCommand ??= shown;
  }
  if (!command && !others && known && viewing.test(known)) command = known;
  return { ...(command && { command }), ...(recordCommand && { recordCommand }) };
}

const viewing = /\bperf\s+(?:-\S+\s+)*(?:report|top|mem)\b/;
