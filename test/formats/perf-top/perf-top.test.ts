import { describe, expect, it } from 'vitest';
import { profileIn, readText } from '../perf-report/read.ts';

const rule = '-'.repeat(79);
const head = (rate: number, target: string) =>
  `   PerfTop:    ${rate} irqs/sec  kernel:94.1%  exact:  0.0% lost: 3/0 drop: 0/0 [4000Hz cpu-clock],  (${target})\n${rule}\n`;

describe('perf top --stdio', () => {
  it('reads event, losses and target above the rows', () => {
    const profile = profileIn(`${head(1065, 'all, CPU: 8')}
    44.13%  [kernel]       [k] finish_task_switch.isra.0
     2.07%  libc.so.6      [.] __send`);
    expect(profile).toMatchObject({ format: 'perf-top', event: 'cpu-clock', lost: 3, firstLine: 1, truncated: true });
    expect(profile.population).toMatchObject({ scope: 'cpu', cpus: [8] });
    expect(profile.rows).toHaveLength(2);
  });

  it('takes the last complete refresh and drops one that the text cuts', () => {
    const rows = (share: number) =>
      ['a_1', 'b_2', 'c_3', 'd_4'].map((name, i) => `    ${(share - i).toFixed(2)}%  [kernel]  [k] ${name}`).join('\n');
    const text = [
      head(0, 'all, 2 CPUs'),
      `${head(9, 'all, 2 CPUs')}${rows(40)}`,
      `${head(9, 'all, 2 CPUs')}${rows(50)}`,
    ];
    const cut = `${head(9, 'all, 2 CPUs')}    60.00%  [kernel]  [k] a_1`;
    expect(profileIn([...text, cut].join('\n')).rows[0]).toMatchObject({ self: 50 });
  });

  it('takes refreshes with the menu of keys between them as one capture', () => {
    const menu = '\nMapped keys:\n\t[d]     display refresh delay.             \t(2)\n\t[qQ]    quit.\n\n';
    const prompt = 'Enter selection, or unmapped key to continue: \x1b[H\x1b[2J\n';
    const rows = (share: number) => `    ${share}.00%  [kernel]  [k] a_1\n     2.07%  libc.so.6  [.] __send\n`;
    const frames = [head(0, 'all'), head(9, 'all') + rows(40), head(9, 'all') + rows(50)];
    const read = readText(frames.join(menu + prompt));
    expect(read.unread).toEqual([]);
    expect(read.profiles).toMatchObject([{ rows: [{ self: 50 }, { self: 2.07 }] }]);
  });

  it('reads a head that the mail program broke', () => {
    const profile = profileIn(`   PerfTop:    2730 irqs/sec  kernel:100.0%  exact: 100.0% lost: 0/0
drop: 0/0 [4000Hz cycles],  (target_pid: 812)
${rule}

    45.26%  [kernel]                            [k] i40e_clean_rx_irq`);
    expect(profile).toMatchObject({ event: 'cycles', population: { scope: 'process', ids: [812] } });
  });

  it('frames with prose between them are two measurements', () => {
    const { profiles } = readText(`${head(9, 'all, 2 CPUs')}    60.00%  [kernel]  [k] a_1

with the patch applied this became

${head(9, 'all, 2 CPUs')}    40.00%  [kernel]  [k] a_1`);
    expect(profiles.map(({ rows }) => rows[0]!.self)).toEqual([60, 40]);
  });

  it('reads the columns of perf top before 3.1', () => {
    const profile = profileIn(`   PerfTop:     181 irqs/sec  kernel:72.4% (target_pid: 10421)
${rule}
             samples  pcnt function             DSO
             _______ _____ ____________________ ___________________

              270.00 15.8% __d_lookup           [kernel.kallsyms]
              145.00  8.5% __GI___strcoll_l     /lib/libc-2.12.1.so`);
    expect(profile.rows[1]).toMatchObject({
      samples: 145,
      self: 8.5,
      symbol: '__GI___strcoll_l',
      dso: '/lib/libc-2.12.1.so',
    });
  });

  it('a frame before the first samples is named, not read', () => {
    const { profiles, unread } = readText(head(0, 'all, 2 CPUs'));
    expect(profiles).toEqual([]);
    expect(unread).toHaveLength(1);
  });
});
