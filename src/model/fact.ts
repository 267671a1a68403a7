import type { Place } from './source.ts';

export type FactName =
  /** `3.10.0-514.el7.x86_64`, as `uname -r` prints it. */
  | 'kernel'
  /** `rhel 7.3`, `ubuntu 22.04`: from os-release or a package name. */
  | 'distribution'
  | 'cpus'
  | 'cpu-model'
  | 'architecture'
  | 'perf-version'
  | 'perf-command'
  | 'host'
  | 'driver'
  | 'virtual'
  | 'nodes';

/** Something known about the machine. `inferred` facts follow from symbols and are always shown as such. */
export interface Fact {
  readonly name: FactName;
  readonly value: string;
  readonly how: 'flag' | 'read' | 'inferred';
  readonly place?: Place;
  /** For inferred facts: what they follow from. */
  readonly why?: string;
}
