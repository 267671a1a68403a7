import { readFileSync } from 'node:fs';
import { compare, type Subject } from '../../src/compare/compare.ts';
import type { ChangeState, Comparison, Step } from '../../src/compare/comparison.ts';
import { diagnose } from '../../src/engine/diagnose.ts';
import { readCase } from '../../src/formats/read-case.ts';
import { fixture } from '../support/shared.ts';

/** A subject read from texts, by file name. */
export function subject(name: string, texts: Readonly<Record<string, string>>): Subject {
  const inputs = Object.entries(texts).map(([file, text]) => ({ name: file, bytes: new TextEncoder().encode(text) }));
  const kase = readCase(inputs);
  return { name, case: kase, diagnosis: diagnose(kase) };
}

export function fromFile(name: string, path: string): Subject {
  return subject(name, { [path.replace(/^.*\//, '')]: readFileSync(path, 'utf8') });
}

/** The four flat listings of the article, under the names it gives the kernels. */
export function articleHistory(): Comparison {
  const listings = { 'RHEL 7.3': 'rhel73-flat', 'RHEL 7.4': 'rhel74-flat', '4.11': 'v411-flat', '4.13': 'v413-flat' };
  return compare(Object.entries(listings).map(([name, file]) => fromFile(name, fixture('article', `${file}.txt`))));
}

export interface ReportOptions {
  readonly samples?: number;
  readonly event?: string;
  readonly comm?: string;
  /** Lines of the header, such as `# cmdline : ...`. */
  readonly header?: readonly string[];
}

/** Work of a healthy reader, of which no part is large. */
const healthy = [
  '__skb_recv_udp',
  'skb_copy_datagram_iter',
  'copy_user_generic_unrolled',
  'kmem_cache_free',
  'sock_recvmsg',
  'inet_recvmsg',
  '___sys_recvmsg',
  'import_iovec',
  'security_socket_recvmsg',
  'aa_sk_perm',
  'fput',
  'skb_release_data',
  'skb_release_head_state',
  '__check_object_size',
];

/** A flat `perf report` of a receiver: shares by symbol, the rest spread over what a healthy reader does. */
export function report(shares: Readonly<Record<string, number>>, options: ReportOptions = {}): string {
  const { samples = 20000, event = 'cycles', comm = 'udp_sink', header = [] } = options;
  const all = { ...shares, udp_recvmsg: shares.udp_recvmsg ?? 4 };
  const left = 100 - Object.values(all).reduce((sum, share) => sum + share, 0);
  const rows = Object.entries(all).map(([symbol, share]) => ({ symbol, share }));
  const rest = healthy.filter((symbol) => !(symbol in all));
  for (const symbol of rest) rows.push({ symbol, share: left / rest.length });
  rows.sort((a, b) => b.share - a.share);
  return [
    ...header,
    `# Samples: ${samples}  of event '${event}'`,
    `# Event count (approx.): ${samples * 1_000_003}`,
    '#',
    '# Overhead  Command   Shared Object      Symbol',
    '# ........  ........  .................  ......................',
    '#',
    ...rows.map(
      ({ symbol, share }) => `    ${share.toFixed(2).padStart(5)}%  ${comm}  [kernel.kallsyms]  [k] ${symbol}`,
    ),
    '',
  ].join('\n');
}

export function step(before: Subject, after: Subject): Step {
  return compare([before, after]).steps[0]!;
}

export function stateOf({ findings }: Step, id: string): ChangeState | undefined {
  return findings.find((finding) => finding.id === id)?.state;
}
