import { defineRule } from './rule.ts';

export default defineRule({
  id: 'steal-time',
  title: 'the hypervisor gives the CPUs to others',
  says: 'A part of the time in which this guest wanted to run, its hypervisor ran somebody else: reader and softirqs stand still meanwhile, and who waits for their locks spins.',
  stage: 'other',
  side: 'any',
  nature: 'contention',
  thresholds: {
    steal: { value: 10, because: 'percent of a CPU: 1 to 3 % is usual where hosts are shared' },
    much: { value: 25, because: 'a quarter of the CPU is gone, which nothing in the guest gives back' },
  },
  cost: [{ counter: 'cpu.steal', of: 'largest' }],
  evidence: [
    {
      strength: 'decisive',
      counter: 'cpu.steal',
      of: 'largest',
      atLeast: 'much',
      proves: 'the CPU is often taken away',
    },
    { strength: 'strong', counter: 'cpu.steal', of: 'largest', atLeast: 'steal', proves: 'the CPU is taken away' },
    {
      strength: 'supporting',
      self: ['__pv_queued_spin_lock_slowpath', 'kvm_wait', 'xen_qlock_wait', 'hv_qlock_wait', 'kvm_lock_spinning'],
      atLeast: 'steal',
      proves: 'locks are waited for whose holder does not run',
    },
  ],
  rivals: ['vm-exits'],
  remedies: ['dedicated-vcpus'],
  check: 'mpstat -P ALL 1: %steal is below 3.',
  capture: 'counters',
  sources: ['Linux Documentation/filesystems/proc.rst (/proc/stat)'],
});
