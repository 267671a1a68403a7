import type { Evidence } from '../../engine/diagnosis.ts';
import { percent } from './numbers.ts';

/** The measured share and what it shows: `70.43 % in _raw_spin_lock_bh <- lock_sock_fast: ...`. */
export function evidenceText({ value, unit, says }: Evidence): string {
  // A ratio of counters may be above 100 %, and is told in words.
  if (value === undefined || unit !== 'percent' || value > 100 || says.includes(percent(value))) return says;
  return `${percent(value)} in ${says}`;
}
