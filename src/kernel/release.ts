import { firstKernels, type RhelStream, rhel7AltMinors, rhelMajors, rhelProduct, slesPacks } from './products.ts';

/**
 * Kernels of one stream are ordered by what they hold; kernels of two streams are not: 4.18 of RHEL 8 has much that
 * mainline 4.18 has not. `other` is a vendor kernel of whose backports nothing is known.
 */
export type Stream =
  | 'mainline'
  | RhelStream
  | 'rhel7-alt'
  | 'ubuntu'
  | 'debian'
  | 'fedora'
  | 'sles'
  | 'amazon'
  | 'uek'
  | 'anolis'
  | 'openeuler'
  | 'android'
  | 'wsl'
  | 'flatcar'
  | 'other';

export interface KernelRelease {
  /** The release as it was written, without the text around it: `3.10.0-514.el7.x86_64`, `RHEL 7.4`. */
  readonly text: string;
  readonly stream: Stream;
  /** Mainline or stable release it is based on: [3, 10, 0]. [5, 15] when the stable number is not in the text (Ubuntu). */
  readonly mainline: readonly number[];
  /** Order within the stream and base: [693, 21, 1]; [-1, 2] for rc2; empty when the text does not say. */
  readonly build: readonly number[];
  /** `RHEL 7.3`, `SLES 15 SP5`, `Ubuntu 22.04`, when it follows from the release. */
  readonly product?: string;
  /** Why the kernel may be newer than `mainline` says: only the product was named and it has newer kernels too. */
  readonly orNewer?: string;
}

/** Streams whose kernels hold much that is newer than their base version. */
export function backports(stream: Stream): boolean {
  return /^(?:rhel\d+|sles|uek|anolis|openeuler|android|other)$/.test(stream);
}

/** -1, 0 or 1 as `a` is less than, as much as or more than `b`, number by number; a number that is not there counts as 0, so 4.13 equals 4.13.0. */
export function compareNumbers(a: readonly number[], b: readonly number[]): -1 | 0 | 1 {
  const length = Math.max(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference < 0 ? -1 : 1;
  }
  return 0;
}

/** [4, 13, 4] of `4.13.4`. */
export function versionNumbers(text: string): number[] {
  return text.split('.').map(Number);
}

// Longer texts are no kernel names: a line of 200 MB must not reach the expressions below.
const longest = 400;

/**
 * Reads a kernel release out of what `uname -r`, `uname -a`, `/proc/version`, a perf header, a package name or a user
 * calls it. Undefined when nothing in the text names a kernel, or a product that comes with unrelated kernels (Oracle
 * Linux: UEK or RHEL's).
 */
export function parseRelease(text: string): KernelRelease | undefined {
  const input = text.slice(0, longest).trim();
  // Linux version 4.12.0 (root@vm) (gcc version 12.2.0 (Debian 12.2.0-14+deb12u1) ) #1 SMP ...: the compiler is a version too
  const banner = /^Linux version (\S{3,100})(?: \([^#]{0,300}(#.{0,100}))?/.exec(input);
  const named = banner ? `${banner[1]} ${banner[2] ?? ''}` : input;
  return fromReleaseToken(named) ?? (productName.test(named) ? fromProduct(named) : fromPlainVersion(named));
}

// 3.10.0-514.el7.x86_64   kernel-3.10.0-514.el7   5.15.90.1-microsoft-standard-WSL2   6.12.107+deb13-cloud-amd64   4.13-rc2
const releaseToken = /(?<![\w.])(?:[A-Za-z][A-Za-z-]{0,40}-)?v?(\d{1,2}(?:\.\d{1,5}){1,3}[-+~][\w.+~:-]{1,100})/g;

function fromReleaseToken(input: string): KernelRelease | undefined {
  for (const found of input.matchAll(releaseToken)) {
    const text = found[1]!.replace(/[.:-]{1,9}$/, '');
    const cut = text.search(/[-+~]/);
    const mainline = versionNumbers(cut < 0 ? text : text.slice(0, cut));
    if (isKernelVersion(mainline)) return fromParts(text, mainline, cut < 0 ? '' : text.slice(cut), input);
  }
  return undefined;
}

/** Major numbers so far, with room ahead; a product's `22.04` and an address are none. */
function isKernelVersion(numbers: readonly number[]): boolean {
  const major = numbers[0] ?? 0;
  return numbers.length >= 2 && major >= 2 && major <= 15;
}

function fromParts(text: string, mainline: number[], suffix: string, input: string): KernelRelease | undefined {
  // Four numbers are a stable release of 2.6 or a vendor's count (5.15.90.1-microsoft).
  const base = mainline.length > 3 && mainline[0] !== 2 ? mainline.slice(0, 3) : mainline;
  const build = leadingNumbers(suffix);
  const made = (stream: Stream, more: Partial<KernelRelease> = {}): KernelRelease => ({
    text,
    stream,
    mainline: base,
    build,
    ...more,
  });

  // 4.13.0-rc2+   6.18.0-rc4-next-20251107   5.15.0-051500rc3-generic
  const candidate = /(?:^-|\d{6})rc(\d{1,2})/.exec(suffix);
  if (candidate) return made('mainline', { build: [-1, Number(candidate[1])] });

  if (suffix.includes('uek')) return made('uek');
  // kernel-ml and kernel-lt are mainline and long-term kernels, packaged for RHEL
  if (suffix.includes('elrepo')) return made('mainline', { build: [] });
  const enterprise = fromEnterpriseTag(suffix, base, build, made);
  if (enterprise) return enterprise;

  // 4.14.355-275.570.amzn2.x86_64   6.1.102-111.182.amzn2023
  const amazon = /\.amzn(\d{1,4})/.exec(suffix);
  if (amazon) return made('amazon', { product: amazon[1] === '1' ? 'Amazon Linux' : `Amazon Linux ${amazon[1]}` });
  if (/\.fc\d/.test(suffix)) return made('fedora', { product: `Fedora ${/\.fc(\d+)/.exec(suffix)![1]}` });
  if (/\.(?:an\d|al[78]|alnx)/.test(suffix)) return made('anolis');
  if (/\.oe\d/.test(suffix)) return made('openeuler');
  if (/\.(?:ky\d|uel\d|ph\d|azl\d|cm\d|tl\d|lve|vz\d|sf\d)/.test(suffix) || /stab\d/.test(suffix)) return made('other');
  if (/android/i.test(suffix)) return made('android');
  if (/microsoft/i.test(suffix)) return made('wsl');
  if (/-(?:flatcar|coreos)/.test(suffix)) return made('flatcar');
  return (
    fromDebianFamily(suffix, base, build, input, made) ??
    fromSuse(suffix, base, build, made) ??
    bare(suffix, base, build, made)
  );
}

type Maker = (stream: Stream, more?: Partial<KernelRelease>) => KernelRelease;

/** [693, 21, 1] of `-693.21.1.el7.x86_64`; [91] of `-91-generic`; [150500, 55, 7] of `-150500.55.7-default`. */
function leadingNumbers(suffix: string): number[] {
  const run = /^[-+~](?:lp)?(\d{1,9}(?:\.\d{1,9}){0,7})(?![\d])/.exec(suffix);
  return run ? versionNumbers(run[1]!) : [];
}

/** `.el7`, `.el8_5`, `.el7a`; a tag alone is not enough: 6.12.74-1.el8 is a kernel of one's own, built on RHEL 8. */
function fromEnterpriseTag(
  suffix: string,
  base: readonly number[],
  build: number[],
  made: Maker,
): KernelRelease | undefined {
  // .el7.x86_64   .el8_5   .el7a.aarch64   .el9_2.alma   .vz7.174.10
  const tag = /\.(?:el|vz)(\d{1,2})(a)?(?:_(\d{1,2}))?(?![a-z0-9])/.exec(suffix);
  if (!tag) return undefined;
  const number = Number(tag[1]);
  if (number === 7 && (tag[2] || (base[0] === 4 && (base[1] === 11 || base[1] === 14)))) {
    const alt = rhel7AltMinors.find((minor) => compareNumbers(minor.base, base) === 0 && minor.build === build[0]);
    return made('rhel7-alt', alt ? { product: `RHEL 7.${alt.minor} alt` } : {});
  }
  const major = rhelMajors.find((one) => one.major === number);
  if (!major) return made('other');
  if (compareNumbers(major.base, base) !== 0) return made('mainline', { build: [] });
  const product = tag[3] ? `RHEL ${number}.${tag[3]}` : rhelProduct(major.stream, build[0] ?? 0);
  return made(major.stream, product ? { product } : {});
}

const debianArchitecture = /-(?:amd64|arm64|armmp|686|powerpc64le|ppc64el|s390x|riscv64|rpi)(?![a-z0-9])/;
const ubuntuFlavour =
  /^-\d+(?:\.\d+)?-(?:generic|lowlatency|aws|azure|gcp|gke|gkeop|oracle|ibm|kvm|raspi|oem|server|virtual|nvidia|fips|realtime|intel|bluefield|snapdragon|xilinx|hwe|cvm)/;

function fromDebianFamily(
  suffix: string,
  base: readonly number[],
  build: number[],
  input: string,
  made: Maker,
): KernelRelease | undefined {
  // 4.15.0-041500-generic: Ubuntu's build of an unchanged mainline release
  if (/^-0\d{5}-/.test(suffix)) return made('mainline', { build: [] });
  if (base[2] === 0 && (build[0] ?? 0) < 100_000 && ubuntuFlavour.test(suffix)) {
    // Ubuntu 5.15.0-91.101-generic 5.15.131 (/proc/version_signature) names the stable release; uname has only 5.15.0.
    const signature = /Ubuntu \S+ (\d{1,2}\.\d{1,2}\.\d{1,4})(?![\w.])/.exec(input);
    return made('ubuntu', { mainline: signature ? versionNumbers(signature[1]!) : base.slice(0, 2) });
  }
  const debian = /(?:[+.~]deb\d|bpo)/.test(suffix) || debianArchitecture.test(suffix);
  // uname -v: #1 SMP PREEMPT_DYNAMIC Debian 6.1.176-1 (2026-07-02)
  const version = /\bDebian (\d{1,2}\.\d{1,2}\.\d{1,4})-/.exec(input);
  if (!debian && !version) return undefined;
  const placeholder = base[2] === 0;
  return made('debian', {
    mainline: version ? versionNumbers(version[1]!) : placeholder ? base.slice(0, 2) : base,
    build: placeholder && !version ? build : [],
  });
}

function fromSuse(suffix: string, base: readonly number[], build: number[], made: Maker): KernelRelease | undefined {
  // 5.14.21-150500.55-default   4.12.14-lp151.28.36-default   6.4.0-150600.23.17
  const service = /^-(?:lp)?1[56]\d{1,4}\./.test(suffix) && (suffix.startsWith('-lp') || (build[0] ?? 0) >= 150000);
  if (!service && !/-(?:default|preempt|rt|azure|vanilla|64kb)(?![a-z0-9])/.test(suffix)) return undefined;
  const pack = slesPacks.find(
    (one) => one.base.every((number, i) => number === base[i]) && one.builds.includes(build[0] ?? -1),
  );
  if (pack) return made('sles', { product: pack.product });
  const leap = /^-lp(15)(\d)/.exec(suffix);
  if (leap) return made('sles', { product: `openSUSE Leap 15.${leap[2]}` });
  const enterprise = slesPacks.some((one) => one.base.every((number, i) => number === base[i]));
  // Tumbleweed: the newest stable release, nothing added
  return enterprise ? made('sles') : made('mainline', { build: [] });
}

/** `3.10.0-693` as people write it, without its tag; everything else is mainline with a local name (-custom, -arch1-1). */
function bare(suffix: string, base: readonly number[], build: number[], made: Maker): KernelRelease {
  if (/^-\d{2,4}(?:\.\d+)*(?:[.-](?:x86_64|aarch64|ppc64le|s390x))?$/.test(suffix)) {
    const major = rhelMajors.find(
      (one) => compareNumbers(one.base, base) === 0 && (build[0] ?? 0) >= one.minors[0]!.build,
    );
    if (major) {
      const product = rhelProduct(major.stream, build[0]!);
      return made(major.stream, product ? { product } : {});
    }
  }
  return made('mainline', { build: [] });
}

// The number behind one of these is the product's, whether its kernel is known or not.
const productName =
  /\b(?:rhel|red ?hat|centos|alma ?linux|rocky|scientific|sles|sled|sle|suse|opensuse|leap|ubuntu|debian|amazon linux|al2|oracle|fedora|alpine|mint)/i;

// RHEL 7.4   rhel8.6   Red Hat Enterprise Linux Server release 7.4 (Maipo)   CentOS Linux release 7.3.1611   Rocky 9
const rhelName =
  /\b(?:rhel|red ?hat enterprise linux|centos|alma ?linux|rocky|scientific linux)(?: linux| server| stream| release| for [\w ]{1,20}| workstation){0,3}[ -]?v?(\d{1,2})(?:\.(\d{1,2}))?/i;
// SLES 15 SP5   sles15sp5   SUSE Linux Enterprise Server 12 SP5   openSUSE Leap 15.5
const suseName =
  /\b(?:sles|sled|sle|suse linux enterprise(?: server)?|(opensuse leap|leap))[ -]?(\d{2})(?:[ -]?sp[ -]?(\d)|\.(\d))?/i;
// Ubuntu 22.04.3 LTS   Debian GNU/Linux 12 (bookworm)   debian12   Amazon Linux 2   al2023
const otherName =
  /\b(ubuntu|debian(?: gnu\/linux)?|amazon linux|al(?=2))(?: release| version)?[ -]?(\d{1,4}(?:\.\d{2})?)/i;

function fromProduct(input: string): KernelRelease | undefined {
  const rhel = rhelName.exec(input);
  if (rhel) return ofRhel(rhel[0], Number(rhel[1]), rhel[2] === undefined ? undefined : Number(rhel[2]));
  const suse = suseName.exec(input);
  if (suse) {
    const [text, , version, servicePack, minor] = suse;
    const pack = servicePack ?? minor;
    const name =
      version === '16' ? `SLES 16.${pack ?? 0}` : `SLES ${version}${pack && pack !== '0' ? ` SP${pack}` : ''}`;
    const found = slesPacks.find((one) => one.product === name);
    return (
      found && { text, stream: 'sles', mainline: found.base, build: [found.builds[0]!], product: suse[1] ? text : name }
    );
  }
  const other = otherName.exec(input);
  if (!other) return undefined;
  const stream = other[1]!.toLowerCase().startsWith('ubuntu')
    ? 'ubuntu'
    : other[1]!.toLowerCase().startsWith('debian')
      ? 'debian'
      : 'amazon';
  const kernel = firstKernels[stream][other[2]!];
  if (kernel === undefined) return undefined;
  const product = `${{ ubuntu: 'Ubuntu', debian: 'Debian', amazon: 'Amazon Linux' }[stream]} ${other[2]}`;
  return {
    text: other[0],
    stream,
    mainline: versionNumbers(kernel),
    build: [],
    product,
    orNewer: `${product} began with ${kernel} and is also run with newer kernels`,
  };
}

function ofRhel(text: string, number: number, minor: number | undefined): KernelRelease | undefined {
  const major = rhelMajors.find((one) => one.major === number);
  if (!major) return undefined;
  const last = major.minors.at(-1)!;
  const release = minor === undefined ? undefined : major.minors.find((one) => one.minor === minor);
  const beyond = minor !== undefined && minor > last.minor && major.frozenAt === undefined;
  if (minor !== undefined && !release && !beyond) return undefined;
  return {
    text,
    stream: major.stream,
    mainline: major.base,
    // A minor release that came after this table: newer than all that it knows.
    build: release ? [release.build] : beyond ? [last.build + 1] : [],
    product: minor === undefined ? `RHEL ${number}` : `RHEL ${number}.${minor}`,
  };
}

// v6.18   4.13   4.9.45   mainline 5.4   2.6.32.68   Linux version 3.10.0 (root@vm)   6.1.176+
const plainVersion = /(?<![\w.-])(?:[A-Za-z][A-Za-z-]{0,40}-)?v?(\d{1,2}(?:\.\d{1,4}){1,3})\+?(?![\w.+-])/;

function fromPlainVersion(input: string): KernelRelease | undefined {
  const found = plainVersion.exec(input);
  if (!found) return undefined;
  const mainline = versionNumbers(found[1]!);
  if (!isKernelVersion(mainline) || (mainline.length > 3 && mainline[0] !== 2)) return undefined;
  return { text: found[1]!, stream: 'mainline', mainline, build: [] };
}
