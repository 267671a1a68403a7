import { expect, it } from 'vitest';
import { readCase } from '../../src/formats/read-case.ts';

it('a text of very many sections is read, however few of them tell anything', () => {
  const frame = '   PerfTop:    0 irqs/sec  kernel: 0.0%  exact: 0.0% [4000Hz cpu-clock],  (all, 2 CPUs)\n-----\n\n';
  const text = `${frame}and then\n`.repeat(150_000);
  const { unread } = readCase([{ name: 'top.txt', bytes: new TextEncoder().encode(text) }]);
  expect(unread.length).toBeGreaterThan(140_000);
});
