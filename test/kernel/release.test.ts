import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rhelMajors } from '../../src/kernel/products.ts';
import { compareNumbers, parseRelease } from '../../src/kernel/release.ts';
import { describeShared, sharedFolder } from '../support/shared.ts';

/** `rhel7 3.10.0 [514] RHEL 7.3` */
function words(text: string): string {
  const release = parseRelease(text);
  if (!release) return 'no kernel';
  const { stream, mainline, build, product, orNewer } = release;
  return [stream, mainline.join('.') + (orNewer ? '+' : ''), `[${build.join('.')}]`, product].filter(Boolean).join(' ');
}

it.each([
  // mainline and builds of one's own
  ['6.1.176', 'mainline 6.1.176 []'],
  ['v6.18', 'mainline 6.18 []'],
  ['mainline 5.4', 'mainline 5.4 []'],
  ['4.13.0-rc2+', 'mainline 4.13.0 [-1.2]'],
  ['4.8.0-rc1-00176-gfe9c2c8', 'mainline 4.8.0 [-1.1]'],
  ['4.9.93-linuxkit-aufs', 'mainline 4.9.93 []'],
  ['6.18.44-fc-v657', 'mainline 6.18.44 []'],
  ['6.9.1-arch1-1', 'mainline 6.9.1 []'],
  ['2.6.32.68', 'mainline 2.6.32.68 []'],
  // RHEL and its rebuilds
  ['2.6.32-431.29.2.el6.x86_64', 'rhel6 2.6.32 [431.29.2] RHEL 6.5'],
  ['3.10.0-514.el7.x86_64', 'rhel7 3.10.0 [514] RHEL 7.3'],
  ['3.10.0-693.21.1.el7', 'rhel7 3.10.0 [693.21.1] RHEL 7.4'],
  ['3.10.0-693.rt56.617.el7.x86_64', 'rhel7 3.10.0 [693] RHEL 7.4'],
  ['3.10.0-1160.21.1.vz7.174.10', 'rhel7 3.10.0 [1160.21.1] RHEL 7.9'],
  ['3.10.0-1049.el7', 'rhel7 3.10.0 [1049] between RHEL 7.6 and 7.7'],
  ['4.11.0-44.el7a', 'rhel7-alt 4.11.0 [44] RHEL 7.4 alt'],
  ['4.14.0-115.el7a.aarch64', 'rhel7-alt 4.14.0 [115] RHEL 7.6 alt'],
  ['4.18.0-348.2.1.el8_5.x86_64', 'rhel8 4.18.0 [348.2.1] RHEL 8.5'],
  ['4.18.0-448.el8', 'rhel8 4.18.0 [448] between RHEL 8.7 and 8.8'],
  ['5.14.0-427.el9', 'rhel9 5.14.0 [427] RHEL 9.4'],
  ['6.12.0-124.8.1.el10_1.x86_64', 'rhel10 6.12.0 [124.8.1] RHEL 10.1'],
  ['kernel-3.10.0-514.el7.x86_64', 'rhel7 3.10.0 [514] RHEL 7.3'],
  ['3.10.0-693', 'rhel7 3.10.0 [693] RHEL 7.4'],
  ['5.14.0-427', 'rhel9 5.14.0 [427] RHEL 9.4'],
  // packaged for RHEL, but mainline
  ['5.4.219-1.el7.elrepo.x86_64', 'mainline 5.4.219 []'],
  ['6.12.74-1.el8.x86_64', 'mainline 6.12.74 []'],
  // Oracle
  ['5.4.17-2136.300.7.el8uek.x86_64', 'uek 5.4.17 [2136.300.7]'],
  // Ubuntu and Debian
  ['4.15.0-213-generic', 'ubuntu 4.15 [213]'],
  ['5.15.0-1051-aws', 'ubuntu 5.15 [1051]'],
  ['linux-image-5.15.0-91-generic', 'ubuntu 5.15 [91]'],
  ['Ubuntu 5.15.0-91.101-generic 5.15.131', 'ubuntu 5.15.131 [91.101]'],
  ['Linux ubuntu-22.04-vm 5.15.0-91-generic #101-Ubuntu SMP', 'ubuntu 5.15 [91]'],
  ['4.15.0-041500-generic', 'mainline 4.15.0 []'],
  ['5.15.0-051500rc3-generic', 'mainline 5.15.0 [-1.3]'],
  ['6.1.0-18-amd64', 'debian 6.1 [18]'],
  ['Linux h 6.1.0-18-amd64 #1 SMP Debian 6.1.76-1 (2024-02-01) x86_64', 'debian 6.1.76 []'],
  ['Debian 6.1.76-1', 'debian 6.1.76 []'],
  ['6.12.107+deb13-cloud-amd64', 'debian 6.12.107 []'],
  ['5.10.0-0.bpo.9-amd64', 'debian 5.10 [0]'],
  // SUSE
  ['4.12.14-122.37-default', 'sles 4.12.14 [122.37] SLES 12 SP5'],
  ['5.14.21-150500.55-default', 'sles 5.14.21 [150500.55] SLES 15 SP5'],
  ['6.4.0-150600.23.17-default', 'sles 6.4.0 [150600.23.17] SLES 15 SP6'],
  ['4.12.14-16.5-azure', 'sles 4.12.14 [16.5]'],
  ['5.3.18-lp152.19-default', 'sles 5.3.18 [152.19] openSUSE Leap 15.2'],
  ['6.5.9-1-default', 'mainline 6.5.9 []'],
  // clouds, containers, phones
  ['4.14.355-275.570.amzn2.x86_64', 'amazon 4.14.355 [275.570] Amazon Linux 2'],
  ['6.1.102-111.182.amzn2023.x86_64', 'amazon 6.1.102 [111.182] Amazon Linux 2023'],
  ['6.5.6-300.fc39.x86_64', 'fedora 6.5.6 [300] Fedora 39'],
  ['5.10.66-android12-9-00001-gabc', 'android 5.10.66 []'],
  ['5.15.90.1-microsoft-standard-WSL2', 'wsl 5.15.90 []'],
  ['4.14.96-coreos-r1', 'flatcar 4.14.96 []'],
  ['5.15.48-flatcar', 'flatcar 5.15.48 []'],
  ['5.10.134-16.an8.x86_64', 'anolis 5.10.134 [16]'],
  ['5.10.0-60.18.0.50.oe2203.x86_64', 'openeuler 5.10.0 [60.18.0.50]'],
  ['4.19.90-25.14.v2101.ky10.x86_64', 'other 4.19.90 [25.14]'],
  // products, as users name them
  ['RHEL 7.4', 'rhel7 3.10.0 [693] RHEL 7.4'],
  ['rhel8.6', 'rhel8 4.18.0 [372] RHEL 8.6'],
  ['RHEL 8.10', 'rhel8 4.18.0 [553] RHEL 8.10'],
  ['RHEL 7', 'rhel7 3.10.0 [] RHEL 7'],
  ['CentOS 7.9', 'rhel7 3.10.0 [1160] RHEL 7.9'],
  ['CentOS Linux release 7.3.1611 (Core)', 'rhel7 3.10.0 [514] RHEL 7.3'],
  ['Red Hat Enterprise Linux Server release 7.4 (Maipo)', 'rhel7 3.10.0 [693] RHEL 7.4'],
  ['RHEL 7.4 (3.10.0-693)', 'rhel7 3.10.0 [693] RHEL 7.4'],
  ['SLES 15 SP5', 'sles 5.14.21 [150500] SLES 15 SP5'],
  ['sles12sp5', 'sles 4.12.14 [122] SLES 12 SP5'],
  ['Ubuntu 22.04.3 LTS', 'ubuntu 5.15+ [] Ubuntu 22.04'],
  ['Debian GNU/Linux 12 (bookworm)', 'debian 6.1+ [] Debian 12'],
  ['Amazon Linux 2', 'amazon 4.14+ [] Amazon Linux 2'],
  // the compiler in /proc/version is a version too
  ['Linux version 4.12.0 (root@vm) (gcc version 12.2.0 (Debian 12.2.0-14+deb12u1) ) #1 SMP', 'mainline 4.12.0 []'],
  // no kernels
  ['10.0.0.1', 'no kernel'],
  ['5.5.5.5', 'no kernel'],
  ['Oracle Linux 8', 'no kernel'],
  ['Oracle Linux 8.6', 'no kernel'],
  ['Fedora 6.5', 'no kernel'],
  ['RHEL 7.12', 'no kernel'],
  ['RHEL 9.31', 'rhel9 5.14.0 [612] RHEL 9.31'],
  ['4', 'no kernel'],
  ['', 'no kernel'],
])('%s is %s', (text, expected) => {
  expect(words(text)).toBe(expected);
});

it('every minor release of RHEL is named by its build number, and the other way round', () => {
  for (const { major, base, minors } of rhelMajors) {
    for (const { minor, build } of minors) {
      const product = `RHEL ${major}.${minor}`;
      expect(words(`${base.join('.')}-${build}.el${major}.x86_64`)).toContain(product);
      expect(parseRelease(product)?.build).toEqual([build]);
    }
  }
});

it('gives numbers by which the kernels of a stream are in order', () => {
  const older = (a: string, b: string) => {
    const [first, second] = [parseRelease(a)!, parseRelease(b)!];
    expect(first.stream).toBe(second.stream);
    return compareNumbers(first.mainline, second.mainline) || compareNumbers(first.build, second.build);
  };
  expect(older('3.10.0-514.el7', '3.10.0-693.el7')).toBe(-1);
  expect(older('3.10.0-693.21.1.el7', '3.10.0-693.el7')).toBe(1);
  expect(older('RHEL 7.4', '3.10.0-693.el7.x86_64')).toBe(0);
  expect(older('4.13.0-rc2', '4.13')).toBe(-1);
  expect(older('4.13.0', '4.13')).toBe(0);
  expect(older('4.9.45', '4.10')).toBe(-1);
  expect(parseRelease('4.18.0-348.el8')?.stream).not.toBe(parseRelease('4.18.20')?.stream);
  expect(older('4.15.0-20-generic', '5.4.0-20-generic')).toBe(-1);
});

const anyRelease = fc
  .tuple(
    fc.constantFrom('3.10.0', '4.18.0', '5.14.0', '4.12.14', '5.15.0', '6.1.76', '4.13', '2.6.32'),
    fc.constantFrom('', '-', '+', '-rc'),
    fc.string({ unit: fc.constantFrom(...'0123456789.-_+elrcdfamzngi '), maxLength: 16 }),
  )
  .map((parts) => parts.join(''));

it('never throws, whatever the text', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), anyRelease), (text) => void parseRelease(text)));
});

it('of a line of megabytes only the beginning is looked at', () => {
  expect(parseRelease('3.10.0-'.repeat(1_000_000))).toMatchObject({ mainline: [3, 10, 0] });
  expect(parseRelease('a-'.repeat(1_000_000))).toBeUndefined();
});

it('the order of numbers is total', () => {
  const numbers = fc.array(fc.integer({ min: -2, max: 3 }), { maxLength: 4 });
  fc.assert(
    fc.property(numbers, numbers, numbers, (a, b, c) => {
      const ab = compareNumbers(a, b);
      expect(compareNumbers(a, a)).toBe(0);
      expect(compareNumbers(b, a) + ab).toBe(0);
      if (ab <= 0 && compareNumbers(b, c) <= 0) expect(compareNumbers(a, c)).toBeLessThanOrEqual(0);
    }),
  );
});

it('a product it names can be read back', () => {
  fc.assert(
    fc.property(anyRelease, (text) => {
      const product = parseRelease(text)?.product;
      if (product === undefined || /between|after|Leap|Fedora|alt/.test(product)) return;
      expect(parseRelease(product)?.product).toBe(product);
    }),
  );
});

describeShared('corpus/kernels', 'kernels of the corpus', () => {
  const folder = sharedFolder('corpus', 'kernels');
  for (const name of readdirSync(folder).filter((entry) => /^\d/.test(entry))) {
    it(`${name}: uname, /proc/version and the perf header agree`, () => {
      const version = name.split('-')[0]!.split('.').map(Number);
      const uname = parseRelease(readFileSync(`${folder}/${name}/uname.txt`, 'utf8'))!;
      expect(compareNumbers(uname.mainline, version)).toBe(0);
      const banner = parseRelease(readFileSync(`${folder}/${name}/version.txt`, 'utf8'))!;
      expect({ ...banner, text: uname.text }).toEqual(uname);
      const header = /os release : (.*)/.exec(readFileSync(`${folder}/${name}/header.txt`, 'utf8'))![1]!;
      expect(parseRelease(header)!.stream).toBe(uname.stream);
    });
  }
});
