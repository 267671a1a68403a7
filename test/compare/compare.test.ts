import { describe, expect, test } from 'vitest';
import { compare } from '../../src/compare/compare.ts';
import { successors } from '../../src/compare/successors.ts';
import { rules } from '../../src/rules/index.ts';
import { fixture } from '../support/shared.ts';
import { articleHistory, fromFile, report, stateOf, step, subject } from './cases.ts';

describe("the article's history", () => {
  const comparison = articleHistory();

  test('names one culprit after the other', () => {
    expect(comparison.inputs.map(({ culprit }) => culprit)).toEqual([
      'socket-lock',
      'rmem-alloc-cache-miss',
      'receive-queue-lock',
      'page-frag-free',
    ]);
  });

  test('resolves one at each step', () => {
    expect(
      comparison.steps.map((one) => one.findings.filter(({ state }) => state === 'resolved').map(({ id }) => id)),
    ).toEqual([['socket-lock'], ['rmem-alloc-cache-miss'], ['receive-queue-lock']]);
    expect(comparison.steps.map(({ outcome }) => outcome)).toEqual(['better', 'better', 'better']);
  });

  test('says where the cost went, and what only became visible', () => {
    const [first, , third] = comparison.steps;
    const moved = first!.findings.filter(({ state }) => state === 'moved');
    expect(moved.map(({ id, movedFrom }) => [id, movedFrom])).toEqual([
      ['rmem-alloc-cache-miss', 'socket-lock'],
      ['receive-queue-lock', 'socket-lock'],
    ]);
    expect(stateOf(first!, 'page-frag-free')).toBe('same');
    expect(first!.findings.find(({ id }) => id === 'page-frag-free')).toMatchObject({ expected: 10.5 });
    expect(stateOf(third!, 'page-frag-free')).toBe('same');
  });

  test('is one table with a cell for each kernel', () => {
    const row = comparison.history.find(({ id }) => id === 'page-frag-free');
    expect(row?.cells.map(({ found, share }) => [found, share])).toEqual([
      ['no', undefined],
      ['yes', 11],
      ['yes', 5.58],
      ['culprit', 7.83],
    ]);
  });

  test('backwards, the regression is seen', () => {
    const back = step(
      fromFile('4.13', fixture('article', 'v413-flat.txt')),
      fromFile('RHEL 7.3', fixture('article', 'rhel73-flat.txt')),
    );
    expect(stateOf(back, 'socket-lock')).toBe('new');
    expect(back.outcome).toBe('worse');
  });

  test('a listing against itself changes nothing', () => {
    for (const name of ['rhel73-flat', 'rhel74-flat', 'v411-flat', 'v413-flat']) {
      const one = fromFile('a', fixture('article', `${name}.txt`));
      const { findings, outcome, symbols } = step(one, { ...one, name: 'b' });
      expect(findings.map(({ state }) => state)).toEqual(findings.map(() => 'same'));
      expect(outcome).toBe('same');
      expect(symbols.flatMap(({ rose, fell }) => [...rose, ...fell])).toEqual([]);
    }
  });
});

describe('noise', () => {
  const rmem = (share: number, samples: number, file = 'a.txt') =>
    subject(file, { [file]: report({ udp_rmem_release: share }, { samples }) });

  test.each([
    // 2 sigma of 20 % against 20 % is 8.0 points at 200 samples, 0.8 at 20,000.
    ['few samples: 4 points are chance', 20, 200, 24, 200, 'same'],
    ['many samples: 4 points are more', 20, 20000, 24, 20000, 'worse'],
    ['many samples: 4 points less', 24, 20000, 20, 20000, 'improved'],
    ['more samples than chance needs: less than half a point is nothing', 20, 5_000_000, 20.4, 5_000_000, 'same'],
    ['30 samples cannot tell 10 % from 20 %', 20, 30, 10, 30, 'inconclusive'],
  ])('%s', (_name, before, samplesBefore, after, samplesAfter, state) => {
    const changed = step(rmem(before, samplesBefore), rmem(after, samplesAfter, 'b.txt'));
    expect(stateOf(changed, 'rmem-alloc-cache-miss')).toBe(state);
  });

  test('a threshold crossed by chance is neither new nor resolved', () => {
    const [below, above] = [rmem(7.8, 2000), rmem(8.3, 2000, 'b.txt')];
    expect(stateOf(step(below, above), 'rmem-alloc-cache-miss')).toBe('inconclusive');
    expect(stateOf(step(above, below), 'rmem-alloc-cache-miss')).toBe('inconclusive');
    expect(step(below, above).outcome).toBe('inconclusive');
  });

  test('what was not there is new', () => {
    expect(stateOf(step(rmem(0.3, 20000), rmem(25, 20000, 'b.txt')), 'rmem-alloc-cache-miss')).toBe('new');
  });

  test('a share that only grew because another went is the same', () => {
    const before = subject('a', { 'a.txt': report({ udp_rmem_release: 40, page_frag_free: 6, skb_release_data: 3 }) });
    const after = subject('b', { 'b.txt': report({ udp_rmem_release: 1, page_frag_free: 9.9, skb_release_data: 5 }) });
    const changed = step(before, after);
    expect(stateOf(changed, 'rmem-alloc-cache-miss')).toBe('resolved');
    expect(stateOf(changed, 'page-frag-free')).toBe('same');
    expect(changed.outcome).toBe('better');
  });

  test('a share that grew more than that is worse', () => {
    const before = subject('a', { 'a.txt': report({ udp_rmem_release: 40, page_frag_free: 6, skb_release_data: 3 }) });
    const after = subject('b', { 'b.txt': report({ udp_rmem_release: 1, page_frag_free: 20, skb_release_data: 5 }) });
    expect(stateOf(step(before, after), 'page-frag-free')).toBe('worse');
    expect(step(before, after).outcome).toBe('mixed');
  });

  test('sample counts that are not known are said to be assumed', () => {
    const [first] = articleHistory().steps;
    expect(first?.populations[0]?.assumed.join('; ')).toContain('neither text says how many samples it shows');
    expect(first?.populations[0]?.before.samples).toBeUndefined();
  });
});

describe('what cannot be compared', () => {
  const shares = { udp_rmem_release: 20 };
  const plain = subject('a', { 'a.txt': report(shares) });

  test('different events', () => {
    const other = subject('b', { 'b.txt': report({ udp_rmem_release: 30 }, { event: 'cpu-clock' }) });
    const { outcome, refused, findings, stages } = step(plain, other);
    expect(outcome).toBe('refused');
    expect(refused).toEqual(['different events: cycles before, cpu-clock after']);
    const finding = findings.find(({ id }) => id === 'rmem-alloc-cache-miss');
    expect(finding).toMatchObject({ state: 'refused', before: { found: 'culprit' }, after: { found: 'culprit' } });
    expect(finding?.before.share).toBeCloseTo(20, 0);
    expect(finding?.after.share).toBeCloseTo(30, 0);
    expect(finding).not.toHaveProperty('difference');
    expect(stages).toEqual([]);
  });

  test.each(['cycles:ppp', 'cpu-cycles', 'cpu_core/cycles/P'])('%s is the same event as cycles', (event) => {
    const other = subject('b', { 'b.txt': report(shares, { event }) });
    expect(stateOf(step(plain, other), 'rmem-alloc-cache-miss')).toBe('same');
  });

  test('kernel mode only against all', () => {
    const other = subject('b', { 'b.txt': report(shares, { event: 'cycles:k' }) });
    expect(step(plain, other).refused).toEqual(['different modes were sampled: cycles before, cycles:k after']);
  });

  test('different programs', () => {
    const other = subject('b', { 'b.txt': report(shares, { comm: 'named   ' }) });
    expect(step(plain, other).refused).toEqual(['different programs: udp_sink before, named after']);
  });

  test('threads of one pool are one program', () => {
    const one = subject('a', { 'a.txt': report(shares, { comm: 'worker-1' }) });
    const other = subject('b', { 'b.txt': report(shares, { comm: 'worker-7' }) });
    expect(step(one, other).refused).toEqual([]);
  });

  test('nothing was read', () => {
    const nothing = subject('empty', { 'b.txt': 'nothing here\n' });
    const { outcome, refused, summary } = step(plain, nothing);
    expect({ outcome, refused }).toEqual({ outcome: 'refused', refused: ['nothing in empty is perf output'] });
    expect(summary).toBe('Not compared: nothing in empty is perf output.');
  });

  test('a finding that the other text cannot show is neither resolved nor new', () => {
    const drops = [
      'Udp: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors',
      'Udp: 900000 0 100000 5 100000 0',
    ].join('\n');
    const withCounters = subject('b', { 'b.txt': report(shares), 'snmp.txt': drops });
    const { findings } = step(plain, withCounters);
    for (const { state, before } of findings) if (before.found === 'unknown') expect(state).toBe('inconclusive');
    expect(findings.map(({ state }) => state)).not.toContain('new');
  });
});

test('known successors are causes that exist', () => {
  const ids = new Set(rules.map(({ id }) => id));
  for (const { from, to } of successors) expect([ids.has(from), ids.has(to), from === to]).toEqual([true, true, false]);
});

test('the same subjects give the same comparison, and none is changed', () => {
  expect(articleHistory()).toEqual(articleHistory());
  const one = Object.freeze(fromFile('a', fixture('article', 'rhel73-flat.txt')));
  expect(compare([one, one])).toEqual(compare([one, one]));
});
