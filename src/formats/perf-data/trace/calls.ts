/** Functions of a field, which stands there by its name alone. */
export const ofField: Readonly<Record<string, 'string' | 'array' | 'length' | 'bits' | 'cpus'>> = {
  __get_str: 'string',
  __get_rel_str: 'string',
  __get_dynamic_array: 'array',
  __get_rel_dynamic_array: 'array',
  __get_sockaddr: 'array',
  __get_rel_sockaddr: 'array',
  __get_dynamic_array_len: 'length',
  __get_rel_dynamic_array_len: 'length',
  __get_bitmask: 'bits',
  __get_rel_bitmask: 'bits',
  __get_cpumask: 'cpus',
  __get_rel_cpumask: 'cpus',
};
export const calls = new Set([
  '__print_symbolic',
  '__print_symbolic_u64',
  '__print_flags',
  '__print_flags_u64',
  '__print_hex',
  '__print_hex_str',
  '__print_array',
]);
/** Names that formats of older kernels hold, by their numbers. */
export const known = ['HI', 'TIMER', 'NET_TX', 'NET_RX', 'BLOCK', 'IRQ_POLL', 'TASKLET', 'SCHED', 'HRTIMER', 'RCU'].map(
  (name) => `${name}_SOFTIRQ`,
);
export const sizes: Readonly<Record<string, number>> = {
  u8: 1,
  s8: 1,
  char: 1,
  u16: 2,
  s16: 2,
  short: 2,
  u32: 4,
  s32: 4,
  int: 4,
  'unsigned int': 4,
  u64: 8,
  s64: 8,
  long: 8,
  'unsigned long': 8,
};
