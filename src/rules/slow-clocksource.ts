import { defineRule } from './rule.ts';

export default defineRule({
  id: 'slow-clocksource',
  title: 'reading the time is slow',
  says: "The kernel does not use the TSC: each time stamp reads a register outside the CPU (HPET, ACPI timer), which all CPUs share, or computes the hypervisor's clock.",
  stage: 'other',
  side: 'any',
  nature: 'contention',
  thresholds: {
    hardware: { value: 3, because: 'a read of the HPET takes a thousand cycles: nothing reads it where the TSC works' },
    guest: { value: 6, because: 'a clock of the hypervisor costs tens of cycles more than the TSC: 1 to 3 %' },
    senders: { value: 5, because: 'TCP and pktgen read the clock for each packet, so it may be all theirs' },
  },
  cost: [
    { path: ['@udp-recvmsg|@udp-enqueue|@packet-input', '...', '@hardware-clocks|@guest-clocks'] },
    { self: ['@hardware-clocks', '@guest-clocks'], side: 'reader' },
    { self: ['@hardware-clocks'] },
  ],
  evidence: [
    {
      strength: 'decisive',
      path: ['@udp-recvmsg|@udp-enqueue|@packet-input', '...', '@hardware-clocks'],
      atLeast: 'hardware',
      proves: 'packets are stamped with a clock outside the CPU',
    },
    {
      strength: 'strong',
      path: ['@udp-recvmsg|@udp-enqueue|@packet-input', '...', '@guest-clocks'],
      atLeast: 'guest',
      proves: 'packets are stamped with a clock of the hypervisor',
    },
    {
      strength: 'strong',
      any: [
        { self: ['@hardware-clocks'], side: 'reader', atLeast: 'hardware' },
        { self: ['@guest-clocks'], side: 'reader', atLeast: 'guest' },
      ],
      proves: 'the reader gets the time from a slow clock',
    },
    {
      strength: 'strong',
      all: [{ self: ['@hardware-clocks'], atLeast: 'hardware' }, { withoutCallers: ['@hardware-clocks'] }],
      proves: 'a clock outside the CPU is read all the time',
    },
    {
      strength: 'against',
      self: ['@tcp', '@clock-readers'],
      atLeast: 'senders',
      proves: 'senders read the clock for each packet as well',
    },
  ],
  explains: ['rx-timestamping'],
  rivals: ['rx-timestamping'],
  remedies: ['clocksource-tsc', 'stop-timestamping'],
  check: '/sys/devices/system/clocksource/clocksource0/current_clocksource says tsc; read_hpet and its like are gone.',
  capture: 'system-callgraph',
  sources: ['Linux arch/x86/kernel/hpet.c', 'Linux Documentation/timers/timekeeping.rst'],
});
