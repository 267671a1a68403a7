import { describe, expect, test } from 'vitest';
import { readTree } from '../../../src/formats/call-graph/read-tree.ts';
import { linesOf } from './tables.ts';

/** The tree as lines of `depth value name`, for tests that a reader can check by eye. */
function outline(text: string, layout: 'stdio' | 'tui' = 'stdio', at = 0): string[] {
  const read = readTree(linesOf(text), at, layout);
  if (!read) return [];
  const { tree } = read;
  const depth: number[] = [];
  return tree.name.map((name, node) => {
    const up = tree.parent[node]!;
    depth.push(up < 0 ? 0 : depth[up]! + 1);
    const value = Number.isNaN(tree.value[node]!) ? '' : ` ${tree.value[node]}`;
    return `${depth[node]}${value} ${name}`;
  });
}

const branched = ['0 lock_fn', '1 6.8 a', '2 b', '1 2.04 c', '2 d'];

describe('stdio', () => {
  test('branches hang by the column of their dashes', () => {
    const text = `            |          
            ---lock_fn
               |          
               |--6.80%--a
               |          b
               |          
                --2.04%--c
                          d

     8.62%  next row`;
    expect(outline(text)).toEqual(branched);
    expect(readTree(linesOf(text), 0, 'stdio')!.end).toBe(8);
  });

  test('blanks and bars at line ends are decoration', () => {
    expect(
      outline(
        '            |\n            ---lock_fn\n               |--6.80%--a\n                          b\n                --2.04%--c\n                          d',
      ),
    ).toEqual(branched);
    // An editor that cuts blanks makes separators without bars empty.
    expect(
      outline(
        '            ---lock_fn\n\n               |--6.80%--a\n               |          b\n\n                --2.04%--c\n                          d\n\nprose',
      ),
    ).toEqual(branched);
  });

  test('3.10: frames below the root stand one right of the branches', () => {
    const text = `             |
             --- main
                 udp_sendmsg
                |          
                |--94.12%-- udp_send_skb
                |          ip_output
                 --5.88%-- [...]
`;
    expect(outline(text)).toEqual(['0 main', '1 udp_sendmsg', '2 94.12 udp_send_skb', '3 ip_output', '2 5.88 [...]']);
    expect(readTree(linesOf(text), 0, 'stdio')!.tree.oldRoot).toBe(true);
  });

  test('several roots, counts, and odd names', () => {
    const text = `            |          
            |--30--operator new[]
            |          f(int (*)(int), char)
            |          |odd|
            |          main::{lambda(int)#1}::operator()
            |          0
            |          
             --9--net/http.(*Client).Do
                       a->b--c`;
    expect(outline(text)).toEqual([
      '0 30 operator new[]',
      '1 f(int (*)(int), char)',
      '2 |odd|',
      '3 main::{lambda(int)#1}::operator()',
      '4 0',
      '0 9 net/http.(*Client).Do',
      '1 a->b--c',
    ]);
    expect(readTree(linesOf(text), 0, 'stdio')!.tree.percent).toBe(false);
  });

  test('dashes that became typography, decimal commas', () => {
    expect(
      outline(
        '            |\n            —lock_fn\n               |–6,80%–a\n               |          b\n                –2.04%–c\n                          d',
      ),
    ).toEqual(branched);
  });

  test('what is no tree is left alone', () => {
    for (const text of [
      '',
      'prose',
      '     8.84%  udp-tx  [kernel]  [k] f',
      '# comment',
      '------------',
      '            |',
      '                 no entry >= 3.00%',
    ]) {
      expect(readTree(linesOf(text), 0, 'stdio'), text).toBeUndefined();
    }
  });

  test('thousands of levels need no stack', () => {
    const lines = ['            |'];
    for (let level = 0; level < 3000; level++) lines.push(`${' '.repeat(12 + 11 * level)}|--99.00%--f${level}`);
    const read = readTree(linesOf(lines.join('\n')), 0, 'stdio')!;
    expect(read.tree.parent.at(-1)).toBe(2998);
    expect(read.end).toBe(3001);
  });
});

describe('chains', () => {
  test('flat: a value on its line, an empty line between chains', () => {
    const text =
      '             5.20%\n                lock_fn\n                a\n\n             1.00%\n                lock_fn\n                0\n\n     6.40%  udpload  [k] next';
    expect(outline(text)).toEqual(['0 5.2 lock_fn', '1 a', '0 1 lock_fn', '1 0']);
    expect(readTree(linesOf(text), 0, 'stdio')!.end).toBe(7);
  });

  test('folded: percentages, counts, and the separator of -t', () => {
    expect(outline('6.80% main;__send;lock_fn\n2.04% lock_fn\n     8.62%  next')).toEqual([
      '0 6.8 main',
      '1 __send',
      '2 lock_fn',
      '0 2.04 lock_fn',
    ]);
    expect(outline('30 main;std::vector<a, b>::f;lock_fn')).toEqual([
      '0 30 main',
      '1 std::vector<a, b>::f',
      '2 lock_fn',
    ]);
    expect(outline(' 8.84%  |udp-tx |[k] lock_fn\n6.80% lock_fn|a|b', 'stdio', 1)).toEqual([
      '0 6.8 lock_fn',
      '1 a',
      '2 b',
    ]);
    expect(outline('12.02% udp-tx [kernel.kallsyms] [k] a_row')).toEqual([]);
  });
});

describe('lost indentation', () => {
  test('bars tell where a branch hangs', () => {
    const text =
      '|\n---main\n__send\n|\n--72.56%--enter\n|\n|--53.97%--sendto\n| __sys_sendto\n| |\n| --53.29%--udp_sendmsg\n| |\n| |--38.55%--send_skb\n| |\n| --12.47%--make_skb\n|\n--13.15%--exit_loop\nschedule';
    expect(outline(text)).toEqual([
      '0 main',
      '1 __send',
      '2 72.56 enter',
      '3 53.97 sendto',
      '4 __sys_sendto',
      '5 53.29 udp_sendmsg',
      '6 38.55 send_skb',
      '6 12.47 make_skb',
      '3 13.15 exit_loop',
      '4 schedule',
    ]);
    expect(readTree(linesOf(text), 0, 'stdio')!.tree.guessed).toBe(true);
  });

  test('without bars a branch goes where there is room for its value', () => {
    expect(outline('---lock_fn\n--6.80%--a\nb\n--2.04%--c\nd')).toEqual([
      '0 lock_fn',
      '1 6.8 a',
      '2 b',
      '3 2.04 c',
      '4 d',
    ]);
    expect(outline('---lock_fn\n--6.80%--a\nb\n--6.00%--b1\n--2.04%--c\nd')).toEqual([
      '0 lock_fn',
      '1 6.8 a',
      '2 b',
      '3 6 b1',
      '4 2.04 c',
      '5 d',
    ]);
    expect(outline('---lock_fn\n--2.04%--a\n--6.80%--c\nd')).toEqual(['0 lock_fn', '1 2.04 a', '1 6.8 c', '2 d']);
  });

  test('the browser: values and marks are left', () => {
    const text = '- lock_fn\n- 6.80% a\nb\n+ 2.04% c\n+ 99.76% 0.01% libc.so [.] next_row';
    expect(outline(text, 'tui')).toEqual(['0 lock_fn', '1 6.8 a', '2 b', '1 2.04 c']);
  });

  test('a single caller below the last row', () => {
    expect(outline('70.30% __GI___libc_recvmsg', 'tui')).toEqual(['0 70.3 __GI___libc_recvmsg']);
    expect(outline('70.30% of the samples are in it', 'tui')).toEqual([]);
    expect(outline('+ 70.44% 70.43% [kernel] [k] _raw_spin_lock_bh\nThanks', 'tui', 1)).toEqual([]);
  });
});

test('rows of a table without symbols are not chains of the row above', () => {
  expect(outline('12.50% swapper\n8.10% udp_sink\n1.00% ksoftirqd/3', 'stdio', 1)).toEqual([]);
  expect(outline('+ 12.50% swapper\n+ 8.10% udp_sink', 'tui', 1)).toEqual([]);
  expect(outline('- 33.79% el0_svc\n   - 33.43% do_el0_svc', 'tui', 1)).toEqual(['0 33.43 do_el0_svc']);
});

describe('the browser', () => {
  test('a line without a value continues the line above, wherever its mark stands', () => {
    const text = `   - lock_fn
      - 6.80% a
           b
         - b2
            + 5.00% e
              1.80% f
      + 2.04% c
-    8.62%  rx worker 0  [kernel.kallsyms]  [k] next`;
    expect(outline(text, 'tui')).toEqual(['0 lock_fn', '1 6.8 a', '2 b', '3 b2', '4 5 e', '4 1.8 f', '1 2.04 c']);
    const { tree, end } = readTree(linesOf(text), 0, 'tui')!;
    expect(tree.folded.map((node) => tree.name[node])).toEqual(['e', 'c']);
    expect(end).toBe(7);
  });

  test('a scroll bar is no part of a name', () => {
    expect(outline('     finish_task_switch            ▒\n     __schedule                    ◆', 'tui')).toEqual([
      '0 finish_task_switch',
      '1 __schedule',
    ]);
  });

  test('rows, prose and tips end a tree', () => {
    for (const next of [
      'Tip: To record every process',
      '',
      'Thanks,',
      '     so it is the lock that',
      '  -   8.84%        [kernel.kallsyms]',
      '+ 99% 0.01% x [k] f',
    ]) {
      expect(outline(`     lock_fn\n     a\n${next}`, 'tui').length, next).toBe(2);
    }
  });
});
