import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demangle } from '../../../src/formats/perf-data/demangle/demangle.ts';
import { fixture } from '../../support/shared.ts';

/** Mangled names of libraries, each with what cplus_demangle of binutils 2.40 makes of it without flags: `c++filt -p -i`. */
const pairs = readFileSync(fixture('perf-data', 'names.txt'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)] as const);

const hasFilter = spawnSync('c++filt', ['--version']).status === 0 && spawnSync('nm', ['--version']).status === 0;

describe('names of C++ and Rust', () => {
  it('are those of binutils', () => {
    for (const [mangled, name] of pairs) expect(demangle(mangled)).toBe(name);
  });

  it('stay as they are when they are none', () => {
    for (const name of ['main', '_Z', '_ZN', '_R', '_RNvC', '_ZN3fo', '_Z1fIi', 'caml_main', '_start', '']) {
      expect(demangle(name)).toBe(name);
    }
  });

  it.skipIf(!hasFilter)(
    hasFilter ? 'of this Node are all those of c++filt' : 'of this Node (skipped: there is no c++filt or nm)',
    () => {
      const listed = spawnSync('nm', ['-D', process.execPath], { maxBuffer: 1 << 28 }).stdout.toString();
      const names = [...new Set(listed.match(/\b_[RZ]\w+/g) ?? [])].slice(0, 20_000);
      const printed = spawnSync('c++filt', ['-p', '-i'], { input: names.join('\n'), maxBuffer: 1 << 28 }).stdout;
      const expected = printed.toString().split('\n');
      expect(names.filter((name, i) => demangle(name) !== expected[i])).toEqual([]);
    },
  );

  it('never throw, never hang, however they are spoilt', () => {
    const letters = fc.constantFrom(
      ...'STIJEKNLXZDpvciPRO_0123456789sr'.split(''),
      '3foo',
      'S_',
      'T_',
      'Dp',
      'Ul',
      'E_',
      'B_',
    );
    const any = fc.tuple(fc.constantFrom('_Z', '_ZN', '_R', '_RNv', '_RI'), fc.array(letters, { maxLength: 40 }));
    const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
    const spoilt = fc.tuple(fc.constantFrom(...pairs), fc.array(fc.tuple(place, letters), { maxLength: 6 }));
    fc.assert(
      fc.property(any, spoilt, ([start, rest], [[name], changes]) => {
        let text = name;
        for (const [share, letter] of changes) {
          const at = Math.floor(share * text.length);
          text = text.slice(0, at) + letter + text.slice(at + 1);
        }
        for (const one of [start + rest.join(''), text]) expect(demangle(one).length).toBeLessThan(1 << 17);
      }),
      { numRuns: 3000 },
    );
  });

  it('that double with every letter stay as they are', () => {
    const pairsOfPairs = Array.from({ length: 60 }, (_, i) => `St4pairI${i === 0 ? 'ii' : 'S0_S0_'}E`).join('');
    expect(demangle(`_Z1f${pairsOfPairs}`).length).toBeLessThan(1 << 17);
    const doubled = `_Z1gI${Array.from({ length: 40 }, (_, i) => (i === 0 ? '1AIiiE' : `1AIS${(i - 1).toString(36).toUpperCase()}_S${(i - 1).toString(36).toUpperCase()}_E`)).join('')}Evv`;
    expect(demangle(doubled).length).toBeLessThan(1 << 17);
  });
});
