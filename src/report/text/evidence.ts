import type { Evidence } from '../../engine/diagnosis.ts';
import { grouped, percent } from './numbers.ts';

/** The measured value and what it shows: `70.43 % _raw_spin_lock_bh <- lock_sock_fast: ...`. */
export function evidenceText({ value, unit, says }: Evidence): string {
  if (value === undefined) return says;
  const measured = unit === 'percent' ? percent(value) : unit === 'per-second' ? `${grouped(value)}/s` : grouped(value);
  return says.includes(measured) ? says : `${measured} ${says}`;
}
