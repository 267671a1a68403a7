import { parseMangled } from './parser.ts';
import { plainName } from './plain-name.ts';
import { printName } from './print.ts';
import { demangleLegacyRust } from './rust-legacy.ts';
import { demangleRust } from './rust-v0.ts';

/**
 * The name of a C++ or Rust function as `perf script` prints it: cplus_demangle of binutils without any flag, so that neither
 * what it takes nor what it returns is shown.
 */
export function demangle(name: string): string {
  if (name.startsWith('_R')) return demangleRust(name) ?? name;
  if (!name.startsWith('_Z')) return name;
  const rust = demangleLegacyRust(name);
  if (rust !== undefined) return rust;
  const plain = plainName(name);
  if (plain !== undefined) return plain;
  const node = parseMangled(name);
  return (node && printName(node)) ?? name;
}
