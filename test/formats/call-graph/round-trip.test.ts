import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flat, folded, grow, type Stack, stdio, styles, tui } from './render.ts';
import { linesOf, listStacks, readTable } from './tables.ts';

const leaf = 'lock_fn';

/** Stacks of one row, outermost frame first, all ending in the row's symbol; no two alike. */
function stacksArbitrary(inclusiveEnds: boolean): fc.Arbitrary<Stack[]> {
  const frame = fc.constantFrom(
    'main',
    'start_thread',
    'do_x',
    'f|g',
    '|odd',
    'operator new',
    'a->b',
    'net/http.(*C).Do',
  );
  const stack = fc.record({
    frames: fc.array(frame, { maxLength: 9 }),
    share: fc.integer({ min: 60, max: 900 }).map((hundredths) => hundredths / 100),
  });
  return fc.array(stack, { minLength: 1, maxLength: 8 }).map((stacks) => {
    const chosen = new Map<string, Stack>();
    for (const { frames, share } of stacks) {
      // The parser tells a tree's order by where the row's symbol stands: at least one caller each.
      const full = ['root_fn', ...frames, leaf];
      const key = full.join('\n');
      const clash = [...chosen.values()].some((other) => nested(full, other.frames));
      if (!chosen.has(key) && (inclusiveEnds || !clash)) chosen.set(key, { frames: full, share });
    }
    return [...chosen.values()];
  });
}

/** One stack is the inner or outer end of the other: then something ends within a tree. */
function nested(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const inner = long.slice(long.length - short.length).join('\n') === short.join('\n');
  return inner || long.slice(0, short.length - 1).join('\n') === short.slice(0, -1).join('\n');
}

function table(stacks: readonly Stack[], tree: string[], mark = ' '): string {
  const share = stacks.reduce((sum, stack) => sum + stack.share, 0);
  const row = `${mark}${share.toFixed(2).padStart(8)}%  udp-tx  [kernel.kallsyms]  [k] ${leaf}`;
  const head = ['# Samples: 10000x of event', '# Overhead  Command  Shared Object  Symbol', '#'];
  return [...head, row, ...tree].join('\n');
}

function reversed(stacks: readonly Stack[]): Stack[] {
  return stacks.map(({ frames, share }) => ({ frames: [...frames].reverse(), share }));
}

function expected(stacks: readonly Stack[]): Record<string, number> {
  return Object.fromEntries(stacks.map(({ frames, share }) => [frames.join(';'), share]));
}

function expectSame(got: Record<string, number>, stacks: readonly Stack[], tolerance: number): void {
  const want = expected(stacks);
  expect(Object.keys(got).sort()).toEqual(Object.keys(want).sort());
  for (const [path, share] of Object.entries(want)) expect(Math.abs(got[path]! - share)).toBeLessThan(tolerance);
}

describe('stacks printed by perf and read back are the same', () => {
  for (const name of ['4.10', '4.4', '3.18'] as const) {
    test(`stdio ${name}, callee order`, () => {
      fc.assert(
        fc.property(stacksArbitrary(false), (stacks) => {
          const text = table(stacks, stdio(grow(reversed(stacks)), styles[name]));
          expectSame(listStacks(readTable(linesOf(text), 'stdio').stacks), stacks, 0.02);
        }),
      );
    });
    test(`stdio ${name}, caller order`, () => {
      fc.assert(
        fc.property(stacksArbitrary(false), (stacks) => {
          const text = table(stacks, stdio(grow(stacks), styles[name]));
          expectSame(listStacks(readTable(linesOf(text), 'stdio').stacks), stacks, 0.02);
        }),
      );
    });
  }

  for (const name of ['3.18 fractal', '4.10 fractal'] as const) {
    test(`stdio ${name}`, () => {
      fc.assert(
        fc.property(stacksArbitrary(false), fc.boolean(), (stacks, caller) => {
          const text = table(stacks, stdio(grow(caller ? stacks : reversed(stacks)), styles[name]));
          expectSame(listStacks(readTable(linesOf(text), 'stdio').stacks), stacks, 0.1);
        }),
      );
    });
  }

  test('the browser', () => {
    fc.assert(
      fc.property(stacksArbitrary(false), fc.boolean(), (stacks, caller) => {
        const plain = stacks.map(({ frames, share }) => ({
          frames: frames.map((frame) => frame.replaceAll(/[|]/g, '_')),
          share,
        }));
        const merged = grow(caller ? plain : reversed(plain));
        const text = table(plain, tui(merged), '-');
        const want: Record<string, number> = {};
        for (const { frames, share } of plain) want[frames.join(';')] = (want[frames.join(';')] ?? 0) + share;
        const got = listStacks(readTable(linesOf(text), 'tui').stacks);
        for (const [path, share] of Object.entries(want)) expect(Math.abs(got[path]! - share)).toBeLessThan(0.02);
      }),
    );
  });

  test('folded chains and flat chains', () => {
    fc.assert(
      fc.property(stacksArbitrary(false), fc.boolean(), (stacks, caller) => {
        const chains = caller ? stacks : reversed(stacks);
        for (const tree of [folded(chains), flat(grow(chains), true), flat(grow(chains), false)]) {
          expectSame(listStacks(readTable(linesOf(table(stacks, tree)), 'stdio').stacks), stacks, 0.02);
        }
      }),
    );
  });

  test('flat chains that begin alike do not count twice', () => {
    fc.assert(
      fc.property(stacksArbitrary(true), (stacks) => {
        const text = table(stacks, flat(grow(reversed(stacks)), true));
        const got = listStacks(readTable(linesOf(text), 'stdio').stacks);
        const sum = Object.values(got).reduce((total, share) => total + share, 0);
        expect(sum).toBeCloseTo(
          stacks.reduce((total, { share }) => total + share, 0),
          1,
        );
      }),
    );
  });
});
