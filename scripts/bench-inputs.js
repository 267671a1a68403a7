// Large inputs for scripts/bench.js: the same bytes for the same size, on every machine, as perf 6 prints them.
import { closeSync, openSync, writeSync } from 'node:fs';
import { drawStack, randomOf } from './bench-stacks.js';

/** Text of perf script. */
function* scriptSamples() {
  const random = randomOf(1);
  for (let time = 3157; ; time += 0.00005) {
    const { program, user, kernel } = drawStack(random);
    const { comm, object } = program;
    const cpu = String(random(64)).padStart(3, '0');
    let text = `${comm.padStart(16)} ${String(1000 + random(400)).padStart(7)} [${cpu}] ${time.toFixed(6)}:     250000 cpu-clock: \n`;
    for (const [depth, name] of kernel.toReversed().entries()) {
      // A caller is always left at the same instruction; samples are taken anywhere.
      const offset = depth === 0 ? 1 + 7 * random(4) : 16 + name.length * 7;
      text += `\t${(0xffffffff82000000n + BigInt(name.length * 40503 + offset)).toString(16)} ${name}+0x${offset.toString(16)} ([kernel.kallsyms])\n`;
    }
    for (const [depth, name] of user.toReversed().entries()) {
      const offset = depth === 0 && kernel.length === 0 ? 7 * random(4) : name.length * 23;
      text += `\t${(0x7f2000000n + BigInt(name.length * 977 + offset)).toString(16).padStart(16)} ${name}+0x${offset.toString(16)} (${object})\n`;
    }
    yield `${text}\n`;
  }
}

const header =
  "# To display the perf.data header info, please use --header/--header-only options.\n#\n#\n# Total Lost Samples: 0\n#\n# Samples: 980K of event 'cpu-clock'\n# Event count (approx.): 245000000000\n#\n# Children      Self  Command          Shared Object             Symbol\n# ........  ........  ...............  ........................  ....................................\n#\n";

/** Samples that each task of a report has: what perf leaves of a flood's variety when it has counted them. */
const samplesOfTask = 12_000;

/**
 * Text of `perf report --children -g caller --percent-limit 0`: a row per task and function with all it called, so that a
 * stack is printed once for each of its frames, and with all callers of its own samples. Tasks come until there is enough.
 */
function* reportPieces(bytes) {
  yield header;
  const random = randomOf(2);
  const tasks = [];
  for (let size = 0; size < bytes; ) {
    const task = new Map();
    const number = tasks.push(task);
    for (let i = 0; i < samplesOfTask; i++) add(task, drawStack(random), number);
    for (const row of task.values()) {
      row.text = textOf(row);
      size += row.text.length;
    }
  }
  const whole = tasks.length * samplesOfTask;
  const rows = tasks.flatMap((task) => [...task.values()]);
  rows.sort((a, b) => b.count - a.count);
  for (const { comm, object, mark, name, count, self, text } of rows) {
    const cells = [percent(count, whole).padStart(9), percent(self, whole).padStart(9), ` ${comm.padEnd(15)}`];
    const shares = text.replace(/\0(\d+)\0/g, (_, count) => percent(Number(count), whole));
    yield `${cells.join(' ')}  ${object.padEnd(24)}  [${mark}] ${name}\n${shares}\n`;
  }
}

function percent(count, whole) {
  return `${((100 * count) / whole).toFixed(2)}%`;
}

/** Counts a stack in the row of each of its functions. */
function add(rows, { program, user, kernel }, number) {
  const frames = [...user, ...kernel];
  const comm = `${program.comm.slice(0, 12)}${number}`;
  const seen = new Set();
  for (const [depth, name] of frames.entries()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const key = `${comm}\0${name}`;
    let row = rows.get(key);
    if (!row) {
      const inKernel = depth >= user.length;
      const object = inKernel ? '[kernel.kallsyms]' : program.object;
      row = { comm, object, mark: inKernel ? 'k' : '.', name, count: 0, self: 0, callees: new Map() };
      rows.set(key, row);
    }
    const isOwn = frames.at(-1) === name;
    row.count++;
    if (isOwn) row.self++;
    let node = row;
    for (const callee of isOwn ? frames : frames.slice(depth)) {
      let next = node.callees.get(callee);
      if (!next) {
        next = { name: callee, count: 0, callees: new Map() };
        node.callees.set(callee, next);
      }
      next.count++;
      node = next;
    }
  }
}

/** The tree below a row. Counts stand between NUL characters until it is known what they are parts of. */
function textOf(row) {
  const margin = '            ';
  const lines = [];
  if (row.callees.size > 1) below(row, margin, lines);
  else {
    const [root] = row.callees.values();
    lines.push(`${margin}|`, `${margin}---${root.name}`);
    below(chain(root, `${margin}   `, lines), `${margin}   `, lines);
  }
  return `${lines.join('\n')}\n`;
}

/** Frames with one callee that all of their samples are in stand below each other. */
function chain(node, margin, lines) {
  let at = node;
  while (at.callees.size === 1) {
    const [next] = at.callees.values();
    if (next.count !== at.count) break;
    lines.push(`${margin}${next.name}`);
    at = next;
  }
  return at;
}

function below({ callees }, margin, lines) {
  const sorted = [...callees.values()].sort((a, b) => b.count - a.count);
  for (const [i, callee] of sorted.entries()) {
    const isLast = i === sorted.length - 1;
    lines.push(`${margin}|          `, `${margin}${isLast ? ' --' : '|--'}\0${callee.count}\0--${callee.name}`);
    const inner = `${margin}${isLast ? ' ' : '|'}          `;
    below(chain(callee, inner, lines), inner, lines);
  }
}

/** Writes a text of about so many megabytes (10^6 bytes). */
export function writeInput(file, kind, megabytes) {
  const bytes = megabytes * 1e6;
  const handle = openSync(file, 'w');
  let written = 0;
  let chunk = '';
  for (const piece of kind === 'script' ? scriptSamples() : reportPieces(bytes)) {
    chunk += piece;
    if (chunk.length < 1 << 20 && written + chunk.length < bytes) continue;
    written += writeSync(handle, chunk);
    chunk = '';
    if (kind === 'script' && written >= bytes) break;
  }
  writeSync(handle, chunk);
  closeSync(handle);
}
