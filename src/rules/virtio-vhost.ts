import { defineRule } from './rule.ts';

export default defineRule({
  id: 'virtio-vhost',
  title: 'vhost copies packets for guests',
  says: 'One vhost thread per queue copies each packet between the host and its guest; a full one limits that queue, whatever the guest does.',
  stage: 'driver',
  side: 'any',
  nature: 'circumstance',
  thresholds: {
    thread: { value: 10, because: 'a tenth of the busy samples is a vhost thread that works' },
    primitive: { value: 8, because: 'without callers and commands only part of its work carries its name' },
  },
  cost: [{ comm: 'vhost-' }, { inclusive: ['@vhost-thread'] }, { self: ['@vhost'] }],
  evidence: [
    { strength: 'strong', comm: 'vhost-', atLeast: 'thread', proves: 'vhost threads carry packets of guests' },
    {
      strength: 'strong',
      inclusive: ['@vhost-thread'],
      atLeast: 'thread',
      proves: 'vhost threads carry packets of guests',
    },
    { strength: 'strong', self: ['@vhost'], atLeast: 'primitive', proves: 'vhost carries packets of guests' },
  ],
  rivals: ['vm-exits'],
  remedies: ['virtio-multiqueue', 'pin-vhost'],
  check: 'top -H: no vhost thread at 100 %.',
  capture: 'system-callgraph',
  sources: ['Linux drivers/vhost/net.c'],
});
