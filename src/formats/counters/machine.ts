import type { Counter } from '../../model/counters.ts';
import type { Fact } from '../../model/fact.ts';
import type { Line } from '../../model/source.ts';
import { type CounterReader, integer, readFact } from './counter-format.ts';
import { announcement, headingText } from './headings.ts';

/**
 * lscpu
 *
 *     Architecture:                            x86_64
 *     CPU(s):                                  2
 *     Model name:                              AMD EPYC
 *     Hypervisor vendor:                       KVM
 *     NUMA node0 CPU(s):                       0,1
 */
export const lscpuReader: CounterReader = {
  format: 'lscpu',
  begins: (lines, at) => {
    if (!/^(?:Architecture|CPU\(s\)):\s+\w/.test(lines[at]!.text.slice(0, 80))) return false;
    for (let i = at + 1; i <= at + 4; i++)
      if (/^(?:CPU op-mode|Byte Order|CPU\(s\)|On-line CPU)/.test(lines[i]?.text ?? '')) return true;
    return false;
  },
  read(lines, at, context) {
    const facts: Fact[] = [];
    const counters: Counter[] = [];
    let i = at;
    for (; i < lines.length; i++) {
      const line = lines[i]!;
      const match = /^\s{0,4}([A-Z][\w ()+.-]{0,40}):\s+(\S.*?)\s*$/.exec(line.text.slice(0, 200));
      if (!match) break;
      const [, key, value] = match as unknown as [string, string, string];
      const name = lscpuFacts[key];
      if (name) facts.push(readFact(name, value, context.file, line));
      const number = lscpuCounters[key];
      if (number && !Number.isNaN(integer(value))) {
        counters.push({ name: number, value: integer(value), unit: 'setting', line: line.number });
      }
      const node = /^NUMA node(\d+) CPU\(s\)$/.exec(key);
      if (node) {
        const labels = { node: node[1]!, cpus: value };
        counters.push({ name: 'numa.node_cpus', value: countCpus(value), unit: 'setting', labels, line: line.number });
      }
    }
    return { end: i, counters, facts };
  },
};

const lscpuFacts: Readonly<Record<string, Fact['name']>> = {
  Architecture: 'architecture',
  'CPU(s)': 'cpus',
  'Model name': 'cpu-model',
  'Hypervisor vendor': 'virtual',
  'NUMA node(s)': 'nodes',
};

const lscpuCounters: Readonly<Record<string, string>> = {
  'CPU(s)': 'cpu.count',
  'Thread(s) per core': 'cpu.threads_per_core',
  'Socket(s)': 'cpu.sockets',
  'NUMA node(s)': 'numa.nodes',
};

/** `0-3,8,10-11` -> 7 */
function countCpus(list: string): number {
  let count = 0;
  for (const range of list.split(',')) {
    const [, from, to] = /^(\d{1,6})(?:-(\d{1,6}))?/.exec(range.trim()) ?? [];
    if (from !== undefined) count += to === undefined ? 1 : Math.max(0, integer(to) - integer(from) + 1);
  }
  return count;
}

/**
 * One line that names kernel or machine: uname -a, /proc/version, the banner of sysstat's tools, a release file; and
 * `uname -r`, whose bare release is only taken for one below a heading or prompt with `uname`.
 *
 *     Linux vm 6.18.44 #1 SMP PREEMPT_DYNAMIC @0 x86_64 GNU/Linux
 *     Linux version 4.10.1 (root@vm) (gcc version 12.2.0 (Debian 12.2.0-14+deb12u1) ) #1 SMP Sun Nov 22 15:30:29 UTC 2026
 *     Linux 4.18.0-240.el8.x86_64 (host) 	03/04/2020 	_x86_64_	(16 CPU)
 *     Red Hat Enterprise Linux Server release 7.3 (Maipo)
 */
export const machineLineReader: CounterReader = {
  format: 'facts',
  begins: (lines, at) => machineFacts(lines, at) !== undefined,
  read(lines, at, context) {
    const facts = machineFacts(lines, at)!.map(([name, value]) => readFact(name, value, context.file, lines[at]!));
    return { end: at + 1, counters: [], facts };
  },
};

function machineFacts(lines: readonly Line[], at: number): [Fact['name'], string][] | undefined {
  const text = lines[at]!.text.slice(0, 400);
  if (text.startsWith('Linux ')) {
    const version = /^Linux version (\d+\.\d+\S*) \(/.exec(text);
    if (version) return [['kernel', version[1]!]];
    const uname = /^Linux (\S{1,64}) (\d+\.\d+\.\d+\S*) #\d\S* (?:.* )?([\w-]{2,20}) (?:GNU\/)?Linux\s*$/.exec(text);
    if (uname) {
      const [, host, kernel, architecture] = uname as unknown as [string, string, string, string];
      // A machine without a name calls itself `(none)`.
      const named: [Fact['name'], string][] = host === '(none)' ? [] : [['host', host]];
      return [['kernel', kernel], ...named, ['architecture', architecture]];
    }
    const banner = /^Linux (\d+\.\d+\S*) \(([^)]{1,64})\)\s+\S+\s+_(\w+)_\s+\((\d+) CPU\)/.exec(text);
    if (banner)
      return [
        ['kernel', banner[1]!],
        ['host', banner[2]!],
        ['architecture', banner[3]!],
        ['cpus', banner[4]!],
      ];
  }
  // `CentOS Linux release 7.9.2009 (Core)`, `Rocky Linux release 9.2 (Blue Onyx)`
  const release =
    /^(Red Hat Enterprise Linux|CentOS|Rocky Linux|AlmaLinux|Oracle Linux|Fedora)\b[\w ]{0,20} release (\d[\d.]*)/.exec(
      text,
    );
  if (release) return [['distribution', `${releaseIds[release[1]!]} ${release[2]}`]];
  // 3.10.0-514.el7.x86_64
  if (
    /^\d+\.\d+\.\d+[\w.+~-]*\s*$/.test(text) &&
    /(?:^|\s)uname(?:_-[ar]+)?(?:\s+-\w+)?$/.test(announcement(lines, at, { file: '' }) ?? '')
  ) {
    return [['kernel', text.trim()]];
  }
  return undefined;
}

const releaseIds: Readonly<Record<string, string>> = {
  'Red Hat Enterprise Linux': 'rhel',
  CentOS: 'centos',
  'Rocky Linux': 'rocky',
  AlmaLinux: 'almalinux',
  'Oracle Linux': 'ol',
  Fedora: 'fedora',
};

/**
 * /etc/os-release
 *
 *     NAME="Red Hat Enterprise Linux Server"
 *     ID="rhel"
 *     VERSION_ID="7.3"
 */
export const osReleaseReader: CounterReader = {
  format: 'facts',
  begins: (lines, at) => assignment(lines[at]) !== undefined && assignment(lines[at + 1]) !== undefined,
  read(lines, at, context) {
    const found = new Map<string, string>();
    let i = at;
    for (; i < lines.length; i++) {
      const pair = /^([A-Z][A-Z_]{1,40})=("?)(.{0,200}?)\2\s*$/.exec(lines[i]!.text.slice(0, 250));
      if (!pair) break;
      found.set(pair[1]!, pair[3]!);
    }
    const id = found.get('ID');
    const version = found.get('VERSION_ID');
    const value = id === undefined ? found.get('PRETTY_NAME') : version === undefined ? id : `${id} ${version}`;
    const facts = value === undefined ? [] : [readFact('distribution', value, context.file, lines[at]!)];
    return { end: i, counters: [], facts };
  },
};

function assignment(line: Line | undefined): string | undefined {
  return /^(NAME|ID|ID_LIKE|VERSION|VERSION_ID|VERSION_CODENAME|PRETTY_NAME|PLATFORM_ID|VARIANT|VARIANT_ID)=./.exec(
    line?.text.slice(0, 40) ?? '',
  )?.[1];
}

/**
 * /proc/uptime as the first line of a file of sections: the only clock that two snapshots share.
 *
 *     8.32 45.32
 *     == /proc/net/snmp
 */
export const uptimeReader: CounterReader = {
  format: 'proc-uptime',
  begins: (lines, at) =>
    /^\s*\d{1,12}\.\d\d \d{1,14}\.\d\d\s*$/.test(lines[at]!.text.slice(0, 60)) &&
    (headingText(lines[at - 1])?.includes('uptime') === true ||
      /^\s*== \/proc\//.test(lines[at + 1]?.text.slice(0, 20) ?? '')),
  read: (lines, at) => ({
    end: at + 1,
    counters: [{ name: 'uptime', value: Number.parseFloat(lines[at]!.text), unit: 'seconds', line: lines[at]!.number }],
  }),
};
