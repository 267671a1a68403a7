/** What symbols and the event say about running in a virtual machine. */
export interface VirtualHint {
  /** `kvm`, `xen`, `hyper-v`, `vmware`, or `guest` when only that it is one shows. */
  readonly hypervisor: 'kvm' | 'xen' | 'hyper-v' | 'vmware' | 'guest';
  readonly symbols: readonly string[];
  readonly says: string;
}

// Only what a guest runs; kvm_* functions of the host (kvm_arch_vcpu_ioctl_run, vhost_*) are not here.
const guestSymbols: readonly (readonly [VirtualHint['hypervisor'], string])[] = [
  [
    'kvm',
    'kvm_wait kvm_kick_cpu kvm_lock_spinning kvm_guest_apic_eoi_write kvm_clock_get_cycles kvm_clock_read kvm_send_ipi_mask kvm_steal_clock kvm_async_pf_task_wait',
  ],
  [
    'xen',
    'xen_hypercall_sched_op xen_hypercall_xen_version xen_safe_halt xen_qlock_wait xen_lock_spinning xen_clocksource_get_cycles xen_restore_fl_direct xen_irq_enable_direct xen_evtchn_do_upcall xennet_poll',
  ],
  [
    'hyper-v',
    'hv_qlock_wait read_hv_clock_tsc read_hv_sched_clock_tsc hv_apic_eoi_write vmbus_isr hv_stimer0_isr netvsc_poll netvsc_recv_callback sysvec_hyperv_callback',
  ],
  ['vmware', 'vmware_sched_clock vmxnet3_poll_rx_only vmxnet3_rq_rx_complete vmxnet3_msix_rx'],
  [
    'guest',
    '__pv_queued_spin_lock_slowpath __raw_callee_save___pv_queued_spin_unlock pvclock_clocksource_read pvclock_clocksource_read_nowd virtnet_poll virtnet_receive vp_notify virtqueue_notify ena_io_poll gve_napi_poll',
  ],
];

let hypervisors: Map<string, VirtualHint['hypervisor']> | undefined;

/**
 * Whether a profile was taken in a virtual machine, by its kernel symbols and event. There is no PMU in most guests, so
 * perf falls back to cpu-clock: no samples with interrupts off, and unlock functions carry the cost of what they end.
 */
export function virtualMachine(symbols: Iterable<string>, event?: string): VirtualHint | undefined {
  if (!hypervisors) {
    hypervisors = new Map();
    for (const [hypervisor, list] of guestSymbols)
      for (const name of list.split(' ')) hypervisors.set(name, hypervisor);
  }
  const seen: string[] = [];
  let hypervisor: VirtualHint['hypervisor'] | undefined;
  for (const symbol of symbols) {
    const found = hypervisors.get(symbol);
    if (!found) continue;
    seen.push(symbol);
    if (hypervisor === undefined || hypervisor === 'guest') hypervisor = found;
  }
  if (!hypervisor) return undefined;
  const named = seen.slice(0, 3).join(', ');
  const skew = isTimerEvent(event)
    ? `; ${event} takes no samples with interrupts off, so unlocks carry other costs`
    : '';
  return { hypervisor, symbols: seen, says: `a virtual machine: ${named}${skew}` };
}

/** `cpu-clock`, `cpu-clock:pppH`, `task-clock:u`: a timer, not a counter of the CPU. */
export function isTimerEvent(event: string | undefined): boolean {
  return event !== undefined && /^(?:cpu|task)-clock/.test(event);
}
