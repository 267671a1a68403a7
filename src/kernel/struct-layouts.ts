import { compareNumbers, type Stream, versionNumbers } from './release.ts';
import type { KernelKnowledge } from './timeline.ts';

/** Where fields of a struct lie, by the kernels whose layout was read. Those in between and beside may have another. */
interface Layout {
  /** First and last series, both included. */
  readonly from: string;
  readonly until: string;
  /** `struct.field`: bytes into the struct, whose slab objects begin on a cache line. */
  readonly offsets: Readonly<Record<string, number>>;
  readonly source: string;
}

/**
 * x86-64 with IPv6, without debugging of locks. The offset of sk_forward_alloc in its line on 5.10 is that of sk_rmem_alloc
 * on 6.18: a layout says nothing about other kernels.
 */
export const layouts: readonly Layout[] = [
  {
    from: '5.10',
    until: '5.15',
    offsets: {
      'sock.sk_drops': 168,
      'sock.sk_receive_queue': 208,
      'sock.sk_receive_queue.lock': 228,
      'sock.sk_rmem_alloc': 232,
      'sock.sk_forward_alloc': 256,
    },
    source: 'include/net/sock.h of 5.10.13 and 5.15.100, counted',
  },
  {
    from: '6.1',
    until: '6.1',
    offsets: {
      'sock.sk_drops': 184,
      'sock.sk_receive_queue': 216,
      'sock.sk_receive_queue.lock': 236,
      'sock.sk_rmem_alloc': 240,
      'sock.sk_forward_alloc': 264,
      'udp_sock.reader_queue': 1088,
      'udp_sock.forward_deficit': 1112,
    },
    source: 'BTF of Debian 6.1.176',
  },
  {
    from: '6.12',
    until: '6.18',
    offsets: {
      'sock.sk_drops': 136,
      'sock.sk_receive_queue': 168,
      'sock.sk_receive_queue.lock': 188,
      'sock.sk_rmem_alloc': 192,
      'sock.sk_forward_alloc': 356,
      // 1088 and 1112 on 6.12: the same places in their line.
      'udp_sock.reader_queue': 1152,
      'udp_sock.forward_deficit': 1176,
    },
    source: 'BTF of Debian 6.12.117 and of a 6.18.44',
  },
];

/** Streams that build the structs of the release they are based on; enterprise kernels move fields about. */
const asMainline: ReadonlySet<Stream> = new Set(['mainline', 'debian', 'ubuntu', 'fedora', 'flatcar']);

/** The layout of the kernel at hand, where that was read. */
export function layoutOf({ release, inferred }: KernelKnowledge): Layout | undefined {
  if (release) return asMainline.has(release.stream) ? spanning(release.mainline, release.mainline) : undefined;
  if (!inferred?.from || !inferred.until || inferred.contradiction || inferred.hint) return undefined;
  return spanning(versionNumbers(inferred.from), versionNumbers(inferred.until));
}

function spanning(from: readonly number[], until: readonly number[]): Layout | undefined {
  const series = (version: readonly number[]): number[] => version.slice(0, 2);
  return layouts.find(
    (one) =>
      compareNumbers(series(from), versionNumbers(one.from)) >= 0 &&
      compareNumbers(series(until), versionNumbers(one.until)) <= 0,
  );
}
