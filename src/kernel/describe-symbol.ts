import { placed } from './placed-symbols.ts';
import type { Side, Stage } from './stages.ts';
import type { Role, SymbolInfo } from './symbol-info.ts';

/** The place of a function by its name, the part of the kernel it is of, and its role there. */
export function describe(name: string, detail: string, role: Role, meaning: string): SymbolInfo {
  const place = placed(name);
  const stage = place?.stage ?? stageOf(detail, role);
  const side = place ? place.side : sideOf(detail, role, stage);
  return { stage, detail, role, ...(side && { side }), meaning };
}

function stageOf(detail: string, role: Role): Stage {
  const stage = stageOfDetail[detail];
  if (stage === undefined) return 'other';
  return typeof stage === 'string' ? stage : (stage[role] ?? stage.else);
}

type ByRole = { readonly else: Stage } & { readonly [role in Role]?: Stage };

const memory: ByRole = { else: 'allocation', free: 'free' };

/** Parts of the kernel by stage; what is not here is `other`: not the receive path, or not told by its name. */
const stageOfDetail: Readonly<Record<string, Stage | ByRole>> = {
  irq: { else: 'driver', wakeup: 'wakeup' },
  softirq: { else: 'driver', lock: 'other' },
  'busy-poll': 'driver',
  'driver-rx': { else: 'driver', alloc: 'allocation' },
  'rps-backlog': 'driver',
  'iommu-dma': { else: 'driver', alloc: 'allocation' },
  l2: 'ip',
  alloc: memory,
  'page-alloc': memory,
  slab: memory,
  'skb-free': { else: 'free', other: 'free' },
  gro: 'gro',
  'netif-rx': 'ip',
  'flow-hash': 'ip',
  tap: 'netfilter',
  'xdp-tc': 'netfilter',
  netfilter: 'netfilter',
  'ip-rcv': 'ip',
  route: 'ip',
  defrag: 'ip',
  forward: 'ip',
  tunnel: 'ip',
  'udp-lookup': 'lookup',
  'udp-enqueue': { else: 'enqueue', filter: 'netfilter' },
  accounting: 'release',
  checksum: 'copy',
  wakeup: 'wakeup',
  sched: { else: 'wakeup', accounting: 'other' },
  'epoll-poll': { else: 'syscall', wakeup: 'wakeup' },
  syscall: 'syscall',
  'lsm-audit': 'security',
  'udp-dequeue': { else: 'dequeue', wakeup: 'wakeup' },
  copy: 'copy',
  idle: { else: 'idle', other: 'idle' },
  user: 'application',
};

function sideOf(detail: string, role: Role, stage: Stage): Side | undefined {
  if (stage === 'other') return undefined;
  if (detail === 'alloc') return role === 'alloc' ? 'producer' : undefined;
  return sideOfDetail[detail];
}

const sideOfDetail: Readonly<Record<string, Side>> = {
  irq: 'producer',
  softirq: 'producer',
  'busy-poll': 'reader',
  'driver-rx': 'producer',
  'rps-backlog': 'producer',
  'iommu-dma': 'producer',
  l2: 'producer',
  gro: 'producer',
  'netif-rx': 'producer',
  'flow-hash': 'producer',
  tap: 'producer',
  'xdp-tc': 'producer',
  netfilter: 'producer',
  'ip-rcv': 'producer',
  route: 'producer',
  defrag: 'producer',
  forward: 'producer',
  tunnel: 'producer',
  'udp-lookup': 'producer',
  'udp-enqueue': 'producer',
  wakeup: 'producer',
  'udp-dequeue': 'reader',
};
