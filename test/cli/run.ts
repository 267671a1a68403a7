import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

export interface Ran {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Closes the reading end of stdout at once, as `| head -0` does. */
  readonly closeStdout?: boolean;
  /** Folder to run in, from the root of the repository. */
  readonly cwd?: string;
  /** Another executable than the repository's. */
  readonly bin?: string;
}

/** Runs the executable as a user does, from the root of the repository, without this process's colour settings. */
export function perfwhy(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { FORCE_COLOR: _force, NO_COLOR: _no, ...env } = process.env;
  const child = spawn(process.execPath, [options.bin ?? join(root, 'bin', 'perfwhy.js'), ...args], {
    cwd: join(root, options.cwd ?? '.'),
    env: { ...env, ...options.env },
    stdio: 'pipe',
  });
  return new Promise((resolve, reject) => {
    let stdout = '';
    let stderr = '';
    child.on('error', reject);
    child.stdin.on('error', () => {});
    child.stdin.end(options.stdin ?? '');
    if (options.closeStdout) child.stdout.destroy();
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}
