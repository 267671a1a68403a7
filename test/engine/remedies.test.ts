import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applyRemedy } from '../../src/engine/apply-remedy.ts';
import { diagnose } from '../../src/engine/diagnose.ts';
import { readCase } from '../../src/formats/read-case.ts';
import { parseRelease } from '../../src/kernel/release.ts';
import { findRemedy } from '../../src/rules/remedies/index.ts';
import { fixture } from '../support/shared.ts';

function applies(id: string, release: string): string {
  const kernel = { release: parseRelease(release)! };
  const { applies, because } = applyRemedy(findRemedy(id)!, kernel);
  return `${applies}: ${because}`;
}

describe('a remedy on three kernels', () => {
  const rhel79 = '3.10.0-1160.el7.x86_64';
  const jammy = '5.15.0-91-generic';

  it('the reader queue came with 4.13: never to RHEL 7, long ago to the others', () => {
    expect(applies('kernel-reader-queue', rhel79)).toMatch(/^not available: .*mainline 4\.13/);
    expect(applies('kernel-reader-queue', jammy)).toMatch(/^already there: /);
    expect(applies('kernel-reader-queue', '6.18.3')).toMatch(/^already there: /);
  });

  it('the deferred free came with 6.18', () => {
    expect(applies('kernel-deferred-free', rhel79)).toMatch(/^not available: /);
    expect(applies('kernel-deferred-free', jammy)).toMatch(
      /^applies: mainline 6\.18; .*5\.15\.0-91-generic.* lacks it/,
    );
    expect(applies('kernel-deferred-free', '6.18.3')).toMatch(/^already there: /);
  });

  it('memory accounting of its own is in RHEL 7.4 and later', () => {
    expect(applies('kernel-own-accounting', '3.10.0-514.el7.x86_64')).toMatch(/^applies: .*RHEL 7\.4 \(3\.10\.0-693\)/);
    expect(applies('kernel-own-accounting', rhel79)).toMatch(/^already there: /);
  });

  it('UDP_GRO needs 5.0', () => {
    expect(applies('udp-gro', rhel79)).toMatch(/^not available: needs /);
    expect(applies('udp-gro', jammy)).toMatch(/^applies/);
  });
});

describe('a knob that a kernel took away', () => {
  it('is offered before, refused after, and in doubt where nothing is known of the kernel', () => {
    expect(applies('slab-cpu-partial', '6.12.3')).toBe('applies: any kernel');
    expect(applies('slab-cpu-partial', '7.0.1')).toMatch(/^not available: taken away by "slab: .*mainline 7\.0/);
    const { applies: unsure, because } = applyRemedy(findRemedy('slab-cpu-partial')!, {});
    expect(`${unsure}: ${because}`).toMatch(/^unknown: the kernel is older than "slab: .*mainline 7\.0/);
  });

  it('GRO of veth needs no XDP program from 5.13 on', () => {
    expect(applies('veth-gro', '5.10.0')).toMatch(/^not available: needs /);
    expect(applies('veth-gro', '5.15.0-91-generic')).toMatch(/^applies: /);
  });
});

describe('a remedy that the text shows to be of no use', () => {
  const remedies = (path: string) => {
    const name = 'report.txt';
    const [first] = diagnose(readCase([{ name, bytes: readFileSync(fixture(path)) }])).findings;
    return new Map(first!.remedies.map(({ id, applies, because }) => [id, `${applies}: ${because}`]));
  };

  it('is refused with what shows it: a reader on io_uring is not told to call recvmmsg', () => {
    const ofRings = remedies('rules/io-uring-rearm/explained-by-shared-socket-many-readers--rings-of-threads.txt');
    expect(ofRings.get('recvmmsg')).toMatch(/^not available: the reader receives through io_uring: .*report\.txt:\d+$/);
  });

  it('or not named at all where it is for others: waits of io_uring for who calls recvmsg', () => {
    const storm = remedies('rules/wakeup-storm/fires-one-wake-per-datagram.txt');
    expect([...storm.keys()]).not.toContain('io-uring-min-wait');
    expect(storm.get('recvmmsg')).toMatch(/^applies/);
  });
});

describe('a remedy on a kernel that nothing is known of', () => {
  const because = (id: string) => {
    const { applies, because } = applyRemedy(findRemedy(id)!, {});
    return `${applies}: ${because}`;
  };

  it('applies when all kernels in use have what it needs', () => {
    expect(because('reuseport-sharding')).toBe('applies: since mainline 3.9, RHEL 7');
    expect(because('threaded-napi')).toMatch(/^unknown: needs /);
  });
});

describe('the remedies of one finding', () => {
  const bytes = readFileSync(fixture('article', 'v413-flat.txt'));
  const first = (kernel: string) =>
    diagnose(readCase([{ name: 'v413-flat.txt', bytes }]), { kernel }).findings[0]!.remedies[0]!.id;

  it('begin with what helps on the kernel at hand', () => {
    expect(first('5.15.0-91-generic')).toBe('kernel-deferred-free');
    expect(first('3.10.0-1160.el7.x86_64')).toBe('reader-near-nic');
    expect(first('6.18.3')).toBe('reader-near-nic');
  });
});
