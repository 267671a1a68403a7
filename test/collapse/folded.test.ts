import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Chosen, choose } from '../../src/collapse/choose.ts';
import { readCase } from '../../src/formats/read-case.ts';
import { foldedText } from '../../src/report/stacks/folded.ts';

const name = fc.stringMatching(/^[a-z_]{1,12}(?:\.isra\.0|::run\(int, char\)| \[clone\])?$/);
const stack = fc.record({
  comm: fc.constantFrom('sink', 'rx_worker_1', 'swapper'),
  frames: fc.array(name, { minLength: 1, maxLength: 8 }),
  count: fc.integer({ min: 1, max: 2 ** 40 }),
});

test('folded stacks come out sorted, each once, with the same sums', () => {
  fc.assert(
    fc.property(fc.array(stack, { minLength: 2, maxLength: 60 }), (stacks) => {
      const sums = new Map<string, number>();
      let text = '';
      for (const { comm, frames, count } of stacks) {
        const line = [comm, ...frames].join(';');
        sums.set(line, (sums.get(line) ?? 0) + count);
        text += `${line} ${count}\n`;
      }
      const chosen = choose(readCase([{ name: 'a', bytes: new TextEncoder().encode(text) }]), { room: 'event' });
      const expected = [...sums.keys()].sort().map((line) => `${line} ${sums.get(line)}\n`);
      expect(foldedText((chosen as Chosen).collapsed[0]!)).toBe(expected.join(''));
    }),
  );
});
