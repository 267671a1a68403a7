import { type Population, unknownPopulation } from '../../model/population.ts';
import type { Origin } from './counted.ts';

/**
 * Whose samples perf script shows: what the recording's command line asked for when the header has it, else what the
 * samples themselves prove. The idle task is only ever sampled when whole CPUs are.
 */
export function populationOf(origins: readonly Origin[], recordCommand: string | undefined): Population {
  const comms = [...new Set(origins.map(({ head }) => head.comm))];
  const alone = comms.length === 1 && comms[0] !== '' ? comms : [];
  const asked = recordCommand === undefined ? undefined : askedFor(recordCommand);
  if (asked) return { ...unknownPopulation, comms: alone, ...asked };
  const idle = origins.some(({ head }) => head.tid === 0 && head.comm === 'swapper');
  if (idle) return { ...unknownPopulation, scope: 'system', comms: alone };
  const pids = new Set(origins.map(({ head }) => head.pid));
  const [pid] = pids;
  if (pids.size === 1 && pid !== undefined) return { ...unknownPopulation, scope: 'process', comms: alone, ids: [pid] };
  return { ...unknownPopulation, comms: alone };
}

// -a  -ag   among the flags of perf record that take no value; `ls -la` may be the program recorded
const allCpus = /^-[BNPRTWadginqsv]*a[BNPRTWadginqsv]*$/;

/** What `-a`, `-C`, `-p` and `-t` of perf record say; undefined when none of them is there. */
function askedFor(command: string): Pick<Population, 'scope' | 'ids' | 'cpus'> | undefined {
  const words = command.split(/\s+/);
  // the program that was recorded, and its own options
  const end = words.indexOf('--');
  const options = end < 0 ? words : words.slice(0, end);
  const processes = optionValue(options, '-p', '--pid');
  if (processes) return { scope: 'process', ids: numbersOf(processes), cpus: [] };
  const threads = optionValue(options, '-t', '--tid');
  if (threads) return { scope: 'thread', ids: numbersOf(threads), cpus: [] };
  const cpus = optionValue(options, '-C', '--cpu');
  if (cpus) return { scope: 'cpu', ids: [], cpus: numbersOf(cpus) };
  const all = options.some((word) => word === '--all-cpus' || allCpus.test(word));
  if (all) return { scope: 'system', ids: [], cpus: [] };
  // a program to run, and nothing but that
  return end < 0 ? undefined : { scope: 'process', ids: [], cpus: [] };
}

function optionValue(words: readonly string[], short: string, long: string): string | undefined {
  for (const [i, word] of words.entries()) {
    if (word === short || word === long) return words[i + 1];
    if (word.startsWith(`${long}=`)) return word.slice(long.length + 1);
    if (word.startsWith(short) && /^\d/.test(word.slice(2))) return word.slice(2);
  }
  return undefined;
}

/** `8`, `0,2`, `0-3`: numbers named one by one or as a range of up to 1024. */
function numbersOf(list: string): number[] {
  const numbers: number[] = [];
  for (const part of list.split(',')) {
    const range = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(part);
    if (!range) continue;
    const first = Number(range[1]);
    const last = Math.min(Number(range[2] ?? first), first + 1024);
    for (let number = first; number <= last; number++) numbers.push(number);
  }
  return numbers;
}
