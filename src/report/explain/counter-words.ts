import type { CounterClause } from '../../rules/rule.ts';

/** What a clause asks of a counter, with the value from which it holds. */
export function counterWords({ counter, of, by, within, where, per }: CounterClause, value: number | string): string {
  const each = within === undefined ? '' : ` of one ${within.replaceAll(' ', ' and ')}`;
  const whose = where === undefined ? '' : ` (${labels(where)})`;
  if (of === 'number') {
    return by === undefined
      ? `${value} or more ${counter}${each}${whose}`
      : `${counter} of ${value} or more ${by}s${each}${whose}`;
  }
  if (of === 'largest-share') return `${value} % or more of ${counter}${each}${whose} on one ${by ?? 'of them'}`;
  const name = `${counter}${whose}${each}`;
  const one = of === 'largest' && by !== undefined ? ` on one ${by}` : '';
  if (per === undefined) return `${name} of ${value} or more${one}`;
  if (per === 'second') return `${name} of ${value} or more per second${one}`;
  if (per === counter) return `${value} % or more of all ${name}`;
  // Bytes per packets are a mean, as where the engine compares them.
  if (/(?:_bytes|Octets)$/.test(counter)) return `${value} or more bytes of ${name} per ${per}`;
  return `${name} of ${part(value)} ${per} or more${one}`;
}

/** `10 % of`; of what is many times the other, how many times: `10 times`. */
function part(percent: number | string): string {
  return typeof percent === 'number' && percent >= 1000 ? `${percent / 100} times` : `${percent} % of`;
}

function labels(where: Readonly<Record<string, string>>): string {
  return Object.entries(where)
    .map(
      ([label, values]) => `${label} ${values === '@reader' ? 'that of the reader' : values.split('|').join(' or ')}`,
    )
    .join(', ');
}
