import { describe, expect, it } from 'vitest';
import { profileIn, readText } from './read.ts';

describe('the header of a table', () => {
  // C++ names make the column wider than the 1023 characters that perf pads its name to.
  it('that is narrower than its columns still names them', () => {
    const wide = 3600;
    const profile = profileIn(`# Samples: 23K of event 'cpu-clock'
#
# Overhead  ${'Symbol'.padEnd(1023)}  IPC   [IPC Coverage]
# ........  ${'.'.repeat(wide)}  ....................
#
     5.84%  ${'[k] _raw_spin_lock_bh'.padEnd(wide)}  -      -
     1.41%  ${'[.] __libc_recvfrom'.padEnd(wide)}  -      -
`);
    expect(profile.columns).toEqual(['Overhead', 'Symbol', 'IPC   [IPC Coverage]']);
    expect(profile.rows).toMatchObject([{ self: 5.84, key: '_raw_spin_lock_bh' }, { key: '__libc_recvfrom' }]);
  });

  it('without a row below it is a report in which nothing passed a filter', () => {
    const read = readText(`# comm: udp_sink
#
# Samples: 8K of event 'cpu-clock'
# Event count (approx.): 2007250000
#
# Overhead  Shared Object  Symbol
# ........  .............  ......
#
`);
    expect(read.profiles).toEqual([]);
    expect(read.unread).toMatchObject([{ looksLike: 'a perf report without rows' }]);
  });
});
