// What most readers of perf script do, to compare with: lines one by one, a pattern for each, an object of strings per
// stack. Prints the number of distinct stacks.   node scripts/bench-naive.js FILE
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

// udp_sink  1014 [002]  3157.422042:     250000 cpu-clock:
const eventLine = /^(\S.*?)\s+(\d+)\/?(\d+)?\s+(?:\[\d+\]\s+)?[\d.]+:\s+(?:(\d+)\s+)?(\S+):/;
// <tab>ffffffff82a3f1c4 udp_recvmsg+0x74 ([kernel.kallsyms])
const frameLine = /^\s*([0-9a-f]+)\s+(.+?)(?:\+0x[0-9a-f]+)?\s+\((.*)\)$/;

const counts = new Map();
let comm = '';
let frames = [];
const keep = () => {
  if (comm === '') return;
  const stack = [comm, ...frames.reverse()].join(';');
  counts.set(stack, (counts.get(stack) ?? 0) + 1);
  comm = '';
  frames = [];
};

for await (const line of createInterface({ input: createReadStream(process.argv[2]) })) {
  if (line.trim() === '') keep();
  else if (/^\s/.test(line) && frameLine.test(line)) frames.push(frameLine.exec(line)[2]);
  else if (eventLine.test(line.trim())) comm = eventLine.exec(line.trim())[1];
}
keep();
console.log(counts.size);
