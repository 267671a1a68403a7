import { describe, expect, it } from 'vitest';
import { changeById } from '../../src/kernel/change-by-id.ts';
import { changes } from '../../src/kernel/changes.ts';
import { inferKernel } from '../../src/kernel/infer.ts';
import { parseRelease } from '../../src/kernel/release.ts';
import { hasChange, whereFixed } from '../../src/kernel/timeline.ts';

const has = (release: string, id: string) => hasChange({ release: parseRelease(release)! }, id);

describe('a release holds a change', () => {
  it.each([
    ['3.10.0-514.26.2.el7', 'udp-own-accounting', 'no'],
    ['3.10.0-693.el7', 'udp-own-accounting', 'yes'],
    ['3.10.0-862.el7', 'udp-own-accounting', 'yes'],
    ['3.10.0-957.el7', 'udp-batched-release', 'no'],
    ['3.10.0-1062.el7', 'udp-reader-queue', 'no'],
    ['3.10.0-1127.el7', 'skb-condense', 'yes'],
    ['3.10.0-514.el7', 'skb-condense', 'no'],
    ['3.10.0-693.el7', 'skb-condense', 'unknown'],
    ['3.10.0-1160.el7', 'udp-busylock', 'no'],
    ['3.10.0-1160.el7', 'udp-4tuple-hash', 'no'],
    ['RHEL 7', 'udp-own-accounting', 'unknown'],
    ['RHEL 7', 'udp-batched-release', 'no'],
    ['4.11.0-44.el7a', 'udp-batched-release', 'yes'],
    ['4.11.0-44.el7a', 'udp-reader-queue', 'no'],
    ['4.14.0-115.el7a', 'udp-reader-queue', 'yes'],
    ['4.9.45', 'udp-own-accounting', 'no'],
    ['4.10', 'udp-own-accounting', 'yes'],
    ['4.10-rc1', 'udp-own-accounting', 'yes'],
    ['4.12.14', 'udp-reader-queue', 'no'],
    ['4.13', 'udp-reader-queue', 'yes'],
    ['6.17.9', 'udp-per-numa-queues', 'no'],
    ['6.18', 'udp-per-numa-queues', 'yes'],
    ['4.18.0-80.el8', 'udp-reader-queue', 'yes'],
    ['4.18.0-147.el8', 'udp-hash2-always', 'no'],
    ['4.18.0-193.el8', 'udp-hash2-always', 'unknown'],
    ['4.18.0-240.el8', 'udp-hash2-always', 'yes'],
    ['4.18.0-240.el8', 'udp-gro', 'no'],
    ['4.18.0-348.2.1.el8_5', 'udp-gro', 'yes'],
    ['4.18.0-348.el8', 'udp-forward-threshold', 'no'],
    ['4.18.0-553.el8_10', 'udp-per-numa-queues', 'no'],
    ['RHEL 9.1', 'udp-forward-threshold', 'no'],
    ['RHEL 9.2', 'udp-forward-threshold', 'yes'],
    ['5.14.0-611.el9_7', 'udp-per-numa-queues', 'unknown'],
    ['5.15.0-91-generic', 'udp-gro', 'yes'],
    ['5.15.0-91-generic', 'udp-4tuple-hash', 'no'],
    ['Ubuntu 22.04', 'udp-4tuple-hash', 'unknown'],
    ['Ubuntu 22.04', 'udp-gro', 'yes'],
    ['SLES 12 SP5', 'udp-reader-queue', 'unknown'],
    ['SLES 12 SP5', 'udp-batched-release', 'yes'],
    ['6.6.102-5.an23', 'udp-4tuple-hash', 'unknown'],
    ['no kernel at all 4.13', 'no-such-change', 'unknown'],
  ])('%s, %s: %s', (release, id, expected) => {
    expect(has(release, id)).toBe(expected);
  });

  it('long-term series take fixes over', () => {
    expect(has('6.6.14', 'udp-busy-poll-fix')).toBe('no');
    expect(has('6.6.15', 'udp-busy-poll-fix')).toBe('yes');
    expect(has('6.1.75', 'udp-busy-poll-fix')).toBe('no');
    expect(has('6.1.90', 'udp-busy-poll-fix')).toBe('yes');
    expect(has('5.15.140', 'udp-busy-poll-fix')).toBe('unknown');
    expect(has('6.1.92', 'compute-score-inlined')).toBe('no');
    expect(has('6.1.93', 'compute-score-inlined')).toBe('yes');
    expect(has('6.12.90', 'compute-score-always-inline')).toBe('no');
    expect(has('6.12.91', 'compute-score-always-inline')).toBe('yes');
    expect(has('5.10.218', 'compute-score-inlined')).toBe('no');
    expect(has('5.10.219', 'compute-score-inlined')).toBe('yes');
    expect(has('6.5', 'compute-score-inlined')).toBe('no');
    expect(has('6.5.2', 'reuseport-rescore')).toBe('no');
    expect(has('6.5.13', 'reuseport-rescore')).toBe('yes');
    expect(has('6.1.53', 'reuseport-rescore')).toBe('yes');
    expect(has('6.18.9', 'compute-score-always-inline')).toBe('no');
    expect(has('6.18.33', 'compute-score-always-inline')).toBe('yes');
    expect(has('7.0.5', 'compute-score-always-inline')).toBe('unknown');
    expect(has('7.1', 'compute-score-always-inline')).toBe('yes');
    expect(has('5.15.0-91-generic', 'compute-score-inlined')).toBe('unknown');
  });

  it('what was taken back is not there afterwards', () => {
    const id = 'udp-bulk-free-when-empty';
    expect(has('4.14.300', id)).toBe('no');
    expect(has('4.19.99', id)).toBe('yes');
    expect(has('4.19.100', id)).toBe('no');
    expect(has('5.4.15', id)).toBe('yes');
    expect(has('5.4.16', id)).toBe('no');
    expect(has('5.5', id)).toBe('no');
    expect(has('4.18.0-147.el8', id)).toBe('yes');
    expect(has('4.18.0-240.el8', id)).toBe('no');
    expect(has('6.11', 'udp-skip-data-ready')).toBe('yes');
    expect(has('6.12.4', 'udp-skip-data-ready')).toBe('yes');
    expect(has('6.12.5', 'udp-skip-data-ready')).toBe('no');
    expect(has('6.13', 'udp-skip-data-ready')).toBe('no');
    expect(has('6.18', 'group-backlog-receive-queue')).toBe('no');
  });
});

describe('symbols and release together', () => {
  it('the range of the symbols answers when no release is known, and says when it cannot', () => {
    const inferred = inferKernel(['entry_SYSCALL_64_fastpath', 'page_frag_free', 'free_hot_cold_page'])!;
    expect(hasChange({ inferred }, 'udp-own-accounting')).toBe('yes');
    expect(hasChange({ inferred }, 'udp-reader-queue')).toBe('unknown');
    expect(hasChange({ inferred }, 'udp-gro')).toBe('no');
    expect(hasChange({}, 'udp-gro')).toBe('unknown');
  });

  it('one symbol alone dates nothing, but proves the change it came with', () => {
    const weak = inferKernel(['do_syscall_64'])!;
    expect(weak.hint).toBe(true);
    expect(hasChange({ inferred: weak }, 'reuseport-fast')).toBe('unknown');
    const proof = inferKernel(['udp_rmem_release'])!;
    expect(hasChange({ inferred: proof }, 'udp-own-accounting')).toBe('yes');
  });

  it('an RHEL kernel built under a mainline name is judged by its symbols', () => {
    const release = parseRelease('3.10.0')!;
    const inferred = inferKernel(['system_call_fastpath', 'fget_light', 'udp_rmem_release', 'skb_consume_udp'])!;
    expect(hasChange({ release, inferred }, 'udp-own-accounting')).toBe('yes');
    expect(hasChange({ release, inferred }, 'udp-batched-release')).toBe('no');
    expect(hasChange({ release, inferred }, 'udp-reader-queue')).toBe('no');
  });
});

describe('what decides', () => {
  it('a release outweighs a symbol that is only rarely seen with newer code', () => {
    const inferred = inferKernel(['lock_sock_fast', 'sock_rfree', 'udp_recvmsg', 'do_syscall_64'])!;
    expect(inferred.lacks).toContain('udp-own-accounting');
    expect(hasChange({ inferred }, 'udp-own-accounting')).toBe('no');
    expect(hasChange({ release: parseRelease('5.15.0-91-generic')!, inferred }, 'udp-own-accounting')).toBe('yes');
  });

  it('symbols narrow down a release that names only the major version', () => {
    const release = parseRelease('RHEL 7')!;
    const old = inferKernel(['system_call_fastpath', 'skb_free_datagram_locked'])!;
    expect(hasChange({ release, inferred: old }, 'reuseport-fast')).toBe('no');
    const newer = inferKernel(['system_call_fastpath', 'udp_rmem_release'])!;
    expect(hasChange({ release, inferred: newer }, 'udp-own-accounting')).toBe('yes');
    expect(hasChange({ release, inferred: newer }, 'reuseport-fast')).toBe('unknown');
  });
});

describe('the timeline', () => {
  it('says where a change is', () => {
    expect(whereFixed('udp-own-accounting')).toBe('mainline 4.10, RHEL 7.4 (3.10.0-693)');
    expect(whereFixed('udp-batched-release')).toBe('mainline 4.10, RHEL 8; not in RHEL 7');
    expect(whereFixed('udp-reader-queue')).toBe('mainline 4.13, RHEL 8; not in RHEL 7');
    expect(whereFixed('udp-gro')).toBe('mainline 5.0, RHEL 8.5 (4.18.0-348) or earlier; not in RHEL 7');
    expect(whereFixed('udp-per-numa-queues')).toBe('mainline 6.18');
    expect(whereFixed('compute-score-inlined')).toBe('mainline 6.10, 5.10.219, 6.1.93, 6.8.12, RHEL 10');
    expect(whereFixed('udp-skip-data-ready')).toContain('taken back in 6.13');
    expect(whereFixed('no-such-change')).toBe('not known');
  });

  it('is in order, each change once, each with a source', () => {
    const ids = changes.map((change) => change.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const change of changes) {
      expect(change.id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
      expect(change.source.length).toBeGreaterThan(0);
      expect(parseRelease(change.mainline), change.id).toBeDefined();
      if (change.commits.length === 0) expect(change.unverified ?? change.source.join(), change.id).not.toBe('');
      expect(changeById(change.id)).toBe(change);
      for (const state of Object.values(change.streams ?? {})) {
        const releases = typeof state === 'string' ? [state] : [state.absent, state.present, state.gone];
        for (const release of releases) {
          if (release === undefined || release === 'never' || release === 'base') continue;
          expect(parseRelease(release)?.stream, `${change.id}: ${release}`).toMatch(/^rhel/);
        }
      }
    }
  });

  it('a symbol does not prove a change and its absence', () => {
    for (const change of changes) {
      for (const symbol of change.shows ?? []) expect(change.lacks ?? []).not.toContain(symbol);
    }
  });
});
