import { defineRule } from './rule.ts';

export default defineRule({
  id: 'vm-exits',
  title: 'the guest exits to its hypervisor for interrupts, timers and doorbells',
  says: 'Interrupts to other CPUs, timers and notifications of devices leave the guest, a thousand cycles and more each time: wake-ups and RPS cost far more here than on hardware.',
  stage: 'other',
  side: 'any',
  nature: 'circumstance',
  thresholds: {
    exits: { value: 8, because: 'on hardware, or with posted interrupts, these instructions take below 3 %' },
  },
  cost: [{ self: ['@vm-exits'] }],
  evidence: [
    {
      strength: 'strong',
      all: [{ self: ['@vm-exits'], atLeast: 'exits' }, { present: ['@guest-only'] }],
      proves: 'instructions that a guest leaves for its hypervisor',
    },
  ],
  rivals: ['wakeup-storm', 'virtio-vhost'],
  remedies: ['busy-poll', 'cpuidle-haltpoll', 'interrupt-coalescing'],
  check: 'native_write_msr and its like are below 3 %; perf kvm stat on the host: fewer exits per second.',
  capture: 'system-callgraph',
  sources: ['Linux Documentation/virt/guest-halt-polling.rst', 'Linux arch/x86/kernel/kvm.c'],
});
