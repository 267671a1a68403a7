import { describe, expect, test } from 'vitest';
import { linesOf, listStacks, readTable } from './tables.ts';

const flatHead = '# Overhead  Command  Shared Object  Symbol';
const childrenHead = '# Children  Self  Command  Shared Object  Symbol';

describe('tables without Children', () => {
  test('what the tree leaves out of a row stays with the frames that are known', () => {
    const text = `${flatHead}
    10.00%  udp-tx  [kernel]  [k] lock_fn
            |
            ---lock_fn
               |
                --8.00%--a
                          b
                          |
                           --5.00%--main

     3.00%  udp-tx  [kernel]  [k] other_fn`;
    const { stacks } = readTable(linesOf(text), 'stdio');
    expect(listStacks(stacks)).toEqual({
      'main;b;a;lock_fn': 5,
      '[...];b;a;lock_fn': 3,
      '[...];lock_fn': 2,
      '[...];other_fn': 3,
    });
    expect(stacks.map((set) => [set.basis, set.row])).toEqual([
      ['self', 0],
      ['self', 1],
    ]);
  });

  test('caller order: the unknown part lies between the known callers and the symbol', () => {
    const text = `${flatHead}
    10.00%  udp-tx  [kernel]  [k] lock_fn
            |
             --9.00%--main
                       a
                       |
                        --6.00%--b
                                  lock_fn
`;
    expect(listStacks(readTable(linesOf(text), 'stdio').stacks)).toEqual({
      'main;a;b;lock_fn': 6,
      'main;a;[...];lock_fn': 3,
      '[...];lock_fn': 1,
    });
  });

  test('a folded branch has callers that the screen does not show', () => {
    const text = `  Overhead  Command  Shared Object  Symbol
-   10.00%  udp-tx  [kernel]  [k] lock_fn
   - lock_fn
      + 6.00% a
        4.00% b`;
    expect(listStacks(readTable(linesOf(text), 'tui').stacks)).toEqual({ '[...];a;lock_fn': 6, 'b;lock_fn': 4 });
  });

  test('fractal values are shares of their parent, and [...] is what was pruned', () => {
    const text = `${flatHead}
    20.00%  udp-tx  [kernel]  [k] lock_fn
            |
            --- lock_fn
               |
               |--75.00%-- a
               |          |
               |          |--90.00%-- b
               |           --10.00%-- [...]
                --25.00%-- c
`;
    expect(listStacks(readTable(linesOf(text), 'stdio').stacks)).toEqual({
      'b;a;lock_fn': 13.5,
      '[...];a;lock_fn': 1.5,
      'c;lock_fn': 5,
    });
  });

  test('where perf leaves the symbol out of its own tree, it is put back', () => {
    const text = `# Overhead  Symbol
    10.00%  [k] lock_fn
            |
            ---__sys_sendto
               do_syscall_64
               entry_SYSCALL_64_after_hwframe
`;
    expect(listStacks(readTable(linesOf(text), 'stdio').stacks)).toEqual({
      'entry_SYSCALL_64_after_hwframe;do_syscall_64;__sys_sendto;lock_fn': 10,
    });
  });

  test('names are compared without what compilers and perf add', () => {
    const text = `${flatHead}
    10.00%  udp-tx  [kernel]  [k] lock_fn.isra.0
            |
            ---lock_fn.isra.0 +147
               a::b(int) (inlined)
               main main.c:17
               0x13bf
`;
    expect(listStacks(readTable(linesOf(text), 'stdio').stacks)).toEqual({ '0x13bf;main;a::b;lock_fn': 10 });
  });

  test('every frame keeps its line', () => {
    const text = `${flatHead}\n    10.00%  udp-tx  [kernel]  [k] lock_fn\n            |\n            ---lock_fn\n               a\n               main\n`;
    const { tree } = readTable(linesOf(text), 'stdio').stacks[0]!;
    expect(Array.from(tree.symbol.slice(1)).map((id, i) => [tree.symbols[id], tree.line[i + 1]])).toEqual([
      ['main', 6],
      ['a', 5],
      ['lock_fn', 4],
    ]);
  });
});

describe('tables with Children', () => {
  test("caller order: callees and the row's own stacks are told apart", () => {
    const text = `${childrenHead}
    60.00%    10.00%  udp-tx  [kernel]  [k] udp_sendmsg
            |
            |--50.00%--udp_sendmsg
            |          |
            |           --40.00%--ip_output
            |
             --9.00%--main
                       __send
                       udp_sendmsg
`;
    const { stacks } = readTable(linesOf(text), 'stdio');
    expect(listStacks(stacks, 'callees')).toEqual({ udp_sendmsg: 20, 'udp_sendmsg;ip_output': 40 });
    expect(listStacks(stacks, 'self')).toEqual({ 'main;__send;udp_sendmsg': 9, '[...];udp_sendmsg': 1 });
  });

  test('caller order: what a function called is kept once, unless its own row shows more', () => {
    const table = (sendto: string, callees: string) => `${childrenHead}
    60.00%     0.00%  udp-tx  [kernel]  [k] __sys_sendto
            |
            ---__sys_sendto
               |
                --${sendto}--udp_sendmsg
                          |
                           --40.00%--ip_output

    50.00%     1.00%  udp-tx  [kernel]  [k] udp_sendmsg
            |
            |--1.00%--main
            |          __sys_sendto
            |          udp_sendmsg
            |
             --49.00%--udp_sendmsg
                       |
                       |--40.00%--ip_output
${callees}
`;
    const roots = (text: string) => {
      const sets = readTable(linesOf(text), 'stdio').stacks.filter(({ basis }) => basis === 'callees');
      return sets.map(({ tree }) => tree.symbols[tree.symbol[1]!]);
    };
    const last = '                       |';
    expect(roots(table('50.00%', last))).toEqual(['__sys_sendto']);
    // Called by others too; and cut off in the tree of its caller.
    expect(roots(table('45.00%', last))).toEqual(['__sys_sendto', 'udp_sendmsg']);
    const more = `${last}\n                        --9.00%--udp_send_skb`;
    expect(roots(table('50.00%', more))).toEqual(['__sys_sendto', 'udp_sendmsg']);
    expect(listStacks(readTable(linesOf(table('50.00%', last)), 'stdio').stacks, 'self')).toEqual({
      'main;__sys_sendto;udp_sendmsg': 1,
    });
  });

  test('callee order (perf 3.18): stacks are inclusive, those of leaf functions their own', () => {
    const text = `${childrenHead}
    60.00%    10.00%  udp-tx  [kernel]  [k] __sys_sendto
            |
            --- __sys_sendto
                do_syscall_64
                main

    20.00%    20.00%  udp-tx  [kernel]  [k] lock_fn
            |
            --- lock_fn
                __sys_sendto
                do_syscall_64
                main
`;
    const { stacks } = readTable(linesOf(text), 'stdio');
    expect(listStacks(stacks, 'callers')).toEqual({ 'main;do_syscall_64;__sys_sendto': 60 });
    expect(listStacks(stacks, 'self')).toEqual({
      '[...];__sys_sendto': 10,
      'main;do_syscall_64;__sys_sendto;lock_fn': 20,
    });
  });

  test("the article's stray caller below the last row", () => {
    const text = `  Children  Self  Shared Object  Symbol
+   75.08%     4.29%  [kernel]  [k] lock_sock_fast
+   70.44%    70.43%  [kernel]  [k] _raw_spin_lock_bh
70.30% __GI___libc_recvmsg`;
    expect(listStacks(readTable(linesOf(text), 'tui').stacks)).toEqual({
      '[...];lock_sock_fast': 4.29,
      '__GI___libc_recvmsg;[...];_raw_spin_lock_bh': 70.3,
      '[...];_raw_spin_lock_bh': 0.14,
    });
  });

  test('perf top: numbers that do not fit are made to fit their row', () => {
    const text = `  Children      Self  Shared O  Symbol
-   92.00%     2.00%  [kernel]   [k] do_syscall_64
   - 124.00% do_syscall_64
      - 60.00% __x64_sys_sendto
           70.00% udp_sendmsg`;
    const callees = listStacks(readTable(linesOf(text), 'tui', true).stacks, 'callees');
    expect(Object.values(callees).reduce((sum, share) => sum + share, 0)).toBeCloseTo(92, 1);
    expect(callees['do_syscall_64;__x64_sys_sendto;udp_sendmsg']).toBeCloseTo(70 * (92 / 124), 1);
  });
});
