/**
 * Which kernel a product was released with, for kernels that are named by product (`--kernel "RHEL 7.4"`) and for naming a
 * release by its product. Build numbers are the first number after the dash and stay the same within a minor release:
 * 3.10.0-693.21.1 is an update of RHEL 7.4. Source: the kernels that the Lustre ChangeLog lists per minor release, and
 * `uname -r` of machines that name their product (7.1, 9.6, 9.7, 10.1). Entries marked `unverified` are from memory.
 */
export interface RhelMinor {
  readonly minor: number;
  readonly build: number;
  readonly unverified?: true;
}

export type RhelStream = 'rhel6' | 'rhel7' | 'rhel8' | 'rhel9' | 'rhel10';

export interface RhelMajor {
  readonly stream: RhelStream;
  readonly major: number;
  readonly base: readonly number[];
  /** Oldest first. */
  readonly minors: readonly RhelMinor[];
  /**
   * Mainline release that was current when features stopped coming (the last minor release): what is newer can't be in
   * this stream, which gets only fixes since. Follows from the release dates (6.10 June 2018, 7.9 September 2020, 8.10
   * May 2024), not from a source.
   */
  readonly frozenAt?: readonly number[];
}

export const rhelMajors: readonly RhelMajor[] = [
  {
    stream: 'rhel6',
    major: 6,
    base: [2, 6, 32],
    frozenAt: [4, 17],
    minors: [
      { minor: 0, build: 71, unverified: true },
      { minor: 1, build: 131 },
      { minor: 2, build: 220 },
      { minor: 3, build: 279 },
      { minor: 4, build: 358 },
      { minor: 5, build: 431 },
      { minor: 6, build: 504 },
      { minor: 7, build: 573 },
      { minor: 8, build: 642, unverified: true },
      { minor: 9, build: 696, unverified: true },
      { minor: 10, build: 754, unverified: true },
    ],
  },
  {
    stream: 'rhel7',
    major: 7,
    base: [3, 10, 0],
    frozenAt: [5, 8],
    minors: [
      { minor: 0, build: 123 },
      { minor: 1, build: 229 },
      { minor: 2, build: 327 },
      { minor: 3, build: 514 },
      { minor: 4, build: 693 },
      { minor: 5, build: 862 },
      { minor: 6, build: 957 },
      { minor: 7, build: 1062 },
      { minor: 8, build: 1127 },
      { minor: 9, build: 1160 },
    ],
  },
  {
    stream: 'rhel8',
    major: 8,
    base: [4, 18, 0],
    frozenAt: [6, 9],
    minors: [
      { minor: 0, build: 80 },
      { minor: 1, build: 147 },
      { minor: 2, build: 193 },
      { minor: 3, build: 240 },
      { minor: 4, build: 305 },
      { minor: 5, build: 348 },
      { minor: 6, build: 372 },
      { minor: 7, build: 425 },
      { minor: 8, build: 477 },
      { minor: 9, build: 513 },
      { minor: 10, build: 553 },
    ],
  },
  {
    stream: 'rhel9',
    major: 9,
    base: [5, 14, 0],
    minors: [
      { minor: 0, build: 70 },
      { minor: 1, build: 162 },
      { minor: 2, build: 284 },
      { minor: 3, build: 362 },
      { minor: 4, build: 427 },
      { minor: 5, build: 503 },
      { minor: 6, build: 570 },
      { minor: 7, build: 611 },
    ],
  },
  {
    stream: 'rhel10',
    major: 10,
    base: [6, 12, 0],
    minors: [
      { minor: 0, build: 55, unverified: true },
      { minor: 1, build: 124 },
    ],
  },
];

/** RHEL 7 for Arm and Power 9: `kernel-alt`, close to mainline. */
export const rhel7AltMinors: readonly { base: readonly number[]; build: number; minor: number }[] = [
  { base: [4, 11, 0], build: 44, minor: 4 },
  { base: [4, 14, 0], build: 49, minor: 5 },
  { base: [4, 14, 0], build: 115, minor: 6 },
];

export function rhelMajor(stream: string): RhelMajor | undefined {
  return rhelMajors.find((major) => major.stream === stream);
}

/** `RHEL 7.3` for build 514 of rhel7; `between RHEL 8.7 and 8.8` for a CentOS Stream build; undefined before the first. */
export function rhelProduct(stream: string, build: number): string | undefined {
  const major = rhelMajor(stream);
  if (!major) return undefined;
  let before: RhelMinor | undefined;
  for (const minor of major.minors) {
    if (minor.build === build) return `RHEL ${major.major}.${minor.minor}`;
    if (minor.build > build) {
      return before && `between RHEL ${major.major}.${before.minor} and ${major.major}.${minor.minor}`;
    }
    before = minor;
  }
  return before && `after RHEL ${major.major}.${before.minor}`;
}

/** Service packs of SUSE Linux Enterprise by base version and the first build number. */
export const slesPacks: readonly {
  readonly product: string;
  readonly base: readonly number[];
  readonly builds: readonly number[];
}[] = [
  { product: 'SLES 12', base: [3, 12], builds: [32, 44, 47, 51, 52] },
  { product: 'SLES 12 SP1', base: [3, 12], builds: [60] },
  { product: 'SLES 12 SP2', base: [4, 4], builds: [92, 69] },
  { product: 'SLES 12 SP3', base: [4, 4], builds: [94] },
  { product: 'SLES 12 SP4', base: [4, 12, 14], builds: [95, 94] },
  { product: 'SLES 12 SP5', base: [4, 12, 14], builds: [122, 120] },
  { product: 'SLES 15', base: [4, 12, 14], builds: [150, 23, 25] },
  { product: 'SLES 15 SP1', base: [4, 12, 14], builds: [197, 195] },
  { product: 'SLES 15 SP2', base: [5, 3, 18], builds: [24, 22] },
  { product: 'SLES 15 SP3', base: [5, 3, 18], builds: [150300, 57, 59] },
  { product: 'SLES 15 SP4', base: [5, 14, 21], builds: [150400] },
  { product: 'SLES 15 SP5', base: [5, 14, 21], builds: [150500] },
  { product: 'SLES 15 SP6', base: [6, 4, 0], builds: [150600] },
  { product: 'SLES 15 SP7', base: [6, 4, 0], builds: [150700] },
  { product: 'SLES 16.0', base: [6, 12, 0], builds: [160000] },
];

/**
 * The kernel each release of these products began with. Newer kernels are offered for all of them (HWE, backports,
 * `amazon-linux-extras`): the base is a lower bound. From memory, except where udp-receive's sources name them.
 */
export const firstKernels: Readonly<Record<'ubuntu' | 'debian' | 'amazon', Readonly<Record<string, string>>>> = {
  ubuntu: {
    '12.04': '3.2',
    '14.04': '3.13',
    '16.04': '4.4',
    '18.04': '4.15',
    '18.10': '4.18',
    '19.04': '5.0',
    '19.10': '5.3',
    '20.04': '5.4',
    '20.10': '5.8',
    '21.04': '5.11',
    '21.10': '5.13',
    '22.04': '5.15',
    '22.10': '5.19',
    '23.04': '6.2',
    '23.10': '6.5',
    '24.04': '6.8',
    '24.10': '6.11',
    '25.04': '6.14',
    '25.10': '6.17',
  },
  debian: { '8': '3.16', '9': '4.9', '10': '4.19', '11': '5.10', '12': '6.1', '13': '6.12' },
  amazon: { '2': '4.14', '2023': '6.1' },
};
