import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder of its own for one test file, removed after it. */
export function temporaryFolder(): { readonly folder: string; inFolder(name: string, text: string): string } {
  const folder = mkdtempSync(join(tmpdir(), 'perfwhy-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  return {
    folder,
    inFolder(name, text) {
      const file = join(folder, name);
      writeFileSync(file, text);
      return file;
    },
  };
}
