import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folded } from '../../../src/formats/folded/format.ts';
import { createFoldedReader } from '../../../src/formats/folded/reader.ts';
import { pathOf } from '../../../src/model/call-tree.ts';
import type { Profile } from '../../../src/model/profile.ts';
import { describeShared, sharedFolder } from '../../support/shared.ts';
import { onlyProfile, profiles } from '../perf-script/support.ts';

function readFolded(text: string | Uint8Array, size = 1 << 20) {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const reader = createFoldedReader('folded.txt');
  for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
  return reader.end();
}

/** Each path of the tree that samples end in, with its share of `whole`: `comm;f;g` to weight. */
function weights(profile: Profile): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { comm, tree } of profile.stacks) {
    for (const [node, share] of tree.self.entries()) {
      if (share === 0) continue;
      const path = [...(comm === undefined ? [] : [comm]), ...pathOf(tree, node)].join(';');
      found[path] = Math.round((share * profile.eventCount!) / 10) / 10;
    }
  }
  return found;
}

describe('folded stacks', () => {
  it('begin with the command and end with the innermost frame', () => {
    const profile = onlyProfile(readFolded('udp_sink;main;recv;udp_recvmsg 30\nudp_sink;main 10\nswapper 60\n'));
    expect(weights(profile)).toEqual({ 'udp_sink;main;recv;udp_recvmsg': 30, 'udp_sink;main': 10, swapper: 60 });
    expect(profile.rows.find(({ symbol }) => symbol === 'main')).toMatchObject({
      comm: 'udp_sink',
      self: 10,
      total: 40,
      line: 2,
    });
    expect(profile.population.scope).toBe('system');
  });

  it('may begin with functions', () => {
    const text = '_start;main;recv;udp_recvmsg 30\nret_from_fork;kthread;worker 70\n';
    const profile = onlyProfile(readFolded(text));
    expect(profile.stacks).toHaveLength(1);
    expect(weights(profile)).toEqual({ '_start;main;recv;udp_recvmsg': 30, 'ret_from_fork;kthread;worker': 70 });
    expect(profile.notes[0]!.text).toContain('functions');
  });

  it('know the kernel by suffix or by the mark between kernel and user', () => {
    const suffixed = onlyProfile(readFolded('a;main;f_[i];recv_[k];udp_recvmsg_[k] 3\nb;x_[j] 1\n'));
    expect(suffixed.rows.map(({ symbol, mark }) => [symbol, mark])).toEqual([
      ['udp_recvmsg', 'k'],
      ['x', '.'],
      ['main', '.'],
      ['f', undefined],
      ['recv', 'k'],
    ]);
    const marked = onlyProfile(readFolded('a;main;--;recv;udp_recvmsg 3\n'));
    expect(weights(marked)).toEqual({ 'a;main;recv;udp_recvmsg': 3 });
    expect(marked.rows.filter(({ mark }) => mark === 'k').map(({ symbol }) => symbol)).toEqual(['udp_recvmsg', 'recv']);
  });

  it('take ids off the commands', () => {
    const profile = onlyProfile(readFolded('rx-5/6;f 1\nrx-5/7;f 1\nrx_worker-?/0;f 2\n'));
    expect(profile.stacks.map(({ comm }) => comm)).toEqual(['rx', 'rx_worker']);
    expect(profile.rows).toMatchObject([
      { comm: 'rx', self: 50, total: 50 },
      { comm: 'rx_worker', self: 50 },
    ]);
    expect(profile.threads).toEqual({ rx: 2 });
  });

  it('are split at the last blank and may weigh decimals', () => {
    const profile = onlyProfile(readFolded('a;operator new(unsigned long) 1.5\na;std::function<int (int)> 2\n'));
    expect(weights(profile)).toEqual({ 'a;operator new': 1.5, 'a;std::function<int (int)>': 2 });
    expect(profile.eventCount).toBe(3.5);
  });

  it('may be two profiles in one', () => {
    const found = profiles(readFolded('a;f 1 3\na;g 1 1\n'));
    expect(found.map(({ member }) => member)).toEqual([
      { index: 0, of: 2, name: 'before' },
      { index: 1, of: 2, name: 'after' },
    ]);
    expect(found.map(({ rows }) => rows.find(({ symbol }) => symbol === 'f')!.self)).toEqual([50, 75]);
  });

  it("may have the count first, as perf report's chains", () => {
    const caller = onlyProfile(readFolded('30 _start;main;udp_recvmsg\n70 _start;main\n'));
    expect(weights(caller)).toEqual({ '_start;main;udp_recvmsg': 30, '_start;main': 70 });
    const callee = onlyProfile(readFolded('30.00% udp_recvmsg;main;_start\n70.00% main;_start\n'));
    expect(weights(callee)).toEqual({ '_start;main;udp_recvmsg': 30, '_start;main': 70 });
  });

  it("say when a name's own ';' may have cut it", () => {
    const result = readFolded('a;f(int;g) 1\n');
    expect(result.notes).toMatchObject([{ kind: 'trouble', line: 1 }]);
    expect(weights(onlyProfile(readFolded('a;Lio/Loop;::run 1\na;b 1\n')))).toEqual({
      'a;Lio/Loop;::run': 1,
      'a;b': 1,
    });
  });

  it("know systemd's helpers as commands", () => {
    const profile = onlyProfile(readFolded('(udev-worker);main;f 1\nsink;main;udp_recvmsg 3\n'));
    expect(profile.rows.map(({ comm }) => comm)).toEqual(['sink', '(udev-worker)', 'sink', '(udev-worker)']);
  });

  it('may say how much of the whole they do not show', () => {
    const text = '[...] 50\nsink;[...];udp_recvmsg 20\nsink;main;copyout 30\n';
    const profile = onlyProfile(readFolded(text));
    expect(profile.eventCount).toBe(100);
    expect(profile.population.comms).toEqual([]);
    expect(weights(profile)).toEqual({ 'sink;[...];udp_recvmsg': 20, 'sink;main;copyout': 30 });
    expect(profile.rows.map(({ symbol, self, comm }) => [symbol, self, comm])).toEqual([
      ['copyout', 30, 'sink'],
      ['udp_recvmsg', 20, 'sink'],
      ['main', 0, 'sink'],
    ]);
    const lines = text.split('\n').map((line, i) => ({ text: line, number: i + 1 }));
    expect(folded.starts(lines, 0)).toBe(true);
    expect(folded.starts([{ text: '[...] 50', number: 1 }], 0)).toBe(false);
  });

  it('say what they are not', () => {
    const result = readFolded('a;f 1\nno stack at all\na;g 1\n');
    expect(result.unread).toMatchObject([{ firstLine: 2, lastLine: 2 }]);
  });
});

describe('any folded text', () => {
  const name = fc.constantFrom('main', 'udp_recvmsg', 'operator new', 'f<int, g>', '[unknown]', 'a::b');
  const stack = fc.record({
    comm: fc.constantFrom('sink', 'rx_worker_0', 'java', 'x'),
    frames: fc.array(name, { maxLength: 6 }),
    count: fc.integer({ min: 1, max: 1e9 }),
  });

  it('keeps the weight of every stack, however the bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.array(stack, { minLength: 1 }),
        fc.integer({ min: 1, max: 100 }),
        fc.boolean(),
        (stacks, size, crlf) => {
          const end = crlf ? '\r\n' : '\n';
          const text = stacks
            .map(({ comm, frames, count }) => `${[comm, ...frames].join(';')} ${count}${end}`)
            .join('');
          const profile = onlyProfile(readFolded(text, size));
          const expected: Record<string, number> = {};
          for (const { comm, frames, count } of stacks) {
            const path = [comm, ...frames].join(';');
            expected[path] = (expected[path] ?? 0) + count;
          }
          const found = weights(profile);
          expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
          for (const [path, count] of Object.entries(expected)) expect(found[path]! / count).toBeCloseTo(1, 6);
        },
      ),
    );
  });

  it('never throws', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(';', ' 1', '\n', ';;', ' 1.5\n', '_[k]', '-', '%'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 50 }), fc.integer({ min: 1, max: 50 }), (pieces, size) => {
        const text = pieces.join('');
        expect(readFolded(text, size)).toEqual(readFolded(text));
        const lines = text.split('\n').map((line, i) => ({ text: line, number: i + 1 }));
        for (let at = 0; at < lines.length; at++) {
          if (folded.starts(lines, at)) expect(folded.read(lines, at, { file: 'x' }).end).toBeGreaterThan(at);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describeShared('perf-samples', 'real folded stacks', () => {
  it.each([
    'folded-cxx.txt',
    'folded-stackcollapse-6.1.txt',
    'folded-stackcollapse-all.txt',
    'script-6.1-stackcollapse-py.txt',
  ])('%s', (name) => {
    const text = readFileSync(sharedFolder('perf-samples', name), 'utf8');
    const lines = text.trimEnd().split('\n');
    const result = readFolded(text);
    const profile = onlyProfile(result);
    expect(result.unread).toEqual([]);
    const sum = lines.reduce((total, line) => total + Number(line.slice(line.lastIndexOf(' '))), 0);
    expect(profile.eventCount).toBe(sum);
    expect(profile.rows.reduce((total, { self }) => total + self!, 0)).toBeCloseTo(100, 6);
    const comms = new Set(lines.map((line) => line.split(';')[0]!.replace(/-(\d+|\?)\/\d+$/, '')));
    expect(new Set(profile.stacks.map(({ comm }) => comm))).toEqual(comms);
    const asLines = lines.map((line, i) => ({ text: line, number: i + 1 }));
    const section = folded.read(asLines, 0, { file: 'folded.txt' });
    expect(folded.starts(asLines, 0)).toBe(true);
    expect(section.captures).toEqual(result.captures);
    expect(section.end).toBe(lines.length);
  });

  it('one recording folded by period and by count has the same stacks', () => {
    const read = (name: string) => onlyProfile(readFolded(readFileSync(sharedFolder('perf-samples', name), 'utf8')));
    const share = ({ rows }: Profile) => rows.find(({ symbol }) => symbol === '__libc_recv')!.total!;
    // equal periods, so that shares are equal too; `rx worker N` is one comm in the one and two in the other
    const byPeriod = read('folded-stackcollapse-6.1.txt').rows.filter(({ symbol }) => symbol === 'udp_recvmsg');
    const byCount = read('script-6.1-stackcollapse-py.txt').rows.filter(({ symbol }) => symbol === 'udp_recvmsg');
    const total = (rows: Profile['rows']) => rows.reduce((sum, row) => sum + row.total!, 0);
    expect(total(byCount)).toBeCloseTo(total(byPeriod), 6);
    expect(share(read('folded-stackcollapse-6.1.txt'))).toBeGreaterThan(0);
  });
});
