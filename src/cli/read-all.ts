import { type ReadOptions, readCase } from '../formats/read-case.ts';
import type { Case } from '../model/case.ts';
import type { CaseInput } from './recordings.ts';

/** Reads all inputs as one case; large ones with what helps with them. */
export async function readAll(inputs: readonly CaseInput[], options: ReadOptions = {}): Promise<Case> {
  const large = inputs.filter((input) => 'stream' in input);
  if (large.length === 0) return readCase(inputs, options);
  const { prepareLarge } = await import('./large-inputs.ts');
  const erase = prepareLarge(large);
  const kase = readCase(inputs, options);
  erase();
  return kase;
}
