import type { Finding } from '../../engine/diagnosis.ts';

/** What keeps the confidence from being higher, beside the evidence against it, which is shown with the proof. */
export function doubtsOf({ lowered, evidence }: Finding): string[] {
  const against = evidence.filter(({ strength }) => strength === 'against');
  return lowered.filter((reason) => !against.some(({ says }) => says.endsWith(reason)));
}
