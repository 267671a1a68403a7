import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The repository's own fixtures. */
export function fixture(...parts: string[]): string {
  return join(root, 'fixtures', ...parts);
}

/** Folder of sample reports that lie beside the repository and are not part of it. */
export function sharedFolder(...parts: string[]): string {
  return join(root, '..', 'shared', ...parts);
}

export function sharedExists(...parts: string[]): boolean {
  return existsSync(sharedFolder(...parts));
}

/** A suite over samples beside the repository; where they are absent it is skipped, and says so in its name. */
export function describeShared(folder: string, name: string, body: () => void): void {
  const present = sharedExists(...folder.split('/'));
  if (!present && process.env.CI) throw new Error(`../shared/${folder} is absent: in CI no test may be skipped`);
  describe.skipIf(!present)(present ? name : `${name} (skipped: ../shared/${folder} is absent)`, body);
}
