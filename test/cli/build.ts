import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';

/** Once before all tests, when the sources are newer than the executable: what is tested is what is shipped. */
export default function setup(): void {
  if (newest('src', 'scripts', 'bin') < changed('dist/cli.cjs')) return;
  try {
    execFileSync(process.execPath, ['scripts/build.js', 'executable'], { stdio: 'inherit' });
  } catch {
    console.error('The executable does not build: tests that run it fail.');
  }
}

function newest(...folders: readonly string[]): number {
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true }).map((name) => `${folder}/${name}`),
  );
  return Math.max(...files.map(changed));
}

function changed(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
