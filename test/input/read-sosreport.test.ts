import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { readSosreport } from '../../src/input/read-sosreport.ts';

const folder = mkdtempSync(join(tmpdir(), 'perfwhy-sos-'));
afterAll(() => rmSync(folder, { recursive: true }));

const members: Readonly<Record<string, string>> = {
  'sos_commands/networking/ethtool_-S_eth0': 'NIC statistics:\n     rx_packets: 5\n',
  'sos_commands/networking/ss_-peaonmi': 'State\n',
  'sos_commands/kernel/sysctl_-a': 'net.core.rmem_max = 212992\n',
  'sos_commands/logs/journalctl': 'secret\n',
  'proc/net/snmp': 'Udp: InDatagrams NoPorts\nUdp: 1 2\n',
  'proc/interrupts': '           CPU0\n',
  'etc/os-release': 'ID=rhel\nVERSION_ID="9.2"\n',
  'etc/shadow': 'root:x\n',
  uname: 'Linux dut 5.14.0 #1 SMP x86_64 GNU/Linux\n',
};
const wanted = [
  'etc/os-release',
  'proc/interrupts',
  'proc/net/snmp',
  'sos_commands/kernel/sysctl_-a',
  'sos_commands/networking/ethtool_-S_eth0',
  'sos_commands/networking/ss_-peaonmi',
  'uname',
];

/** A tar of regular files with ustar headers; long names get a GNU `L` header before theirs, as tar writes them. */
function tar(files: Readonly<Record<string, string>>): Buffer {
  const blocks: Buffer[] = [];
  for (const [name, text] of Object.entries(files)) {
    if (name.length > 99) blocks.push(...entry('././@LongLink', Buffer.from(`${name}\0`), 'L'));
    blocks.push(...entry(name.slice(0, 99), Buffer.from(text), '0'));
  }
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

function entry(name: string, content: Buffer, type: string): Buffer[] {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write('        ', 148);
  header.write(type, 156);
  header.write('ustar\0', 257);
  header.write('00', 263);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
}

function below(prefix: string): Record<string, string> {
  return Object.fromEntries(Object.entries(members).map(([name, text]) => [`${prefix}/${name}`, text]));
}

function write(name: string, bytes: Buffer | string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  return path;
}

describe('a sosreport', () => {
  it('as a directory: the members that matter, in the order of their names', async () => {
    const root = join(folder, 'sosreport-dut');
    for (const [name, text] of Object.entries(members)) write(`sosreport-dut/${name}`, text);
    const report = await readSosreport(root);
    expect(report?.problems).toEqual([]);
    expect(report?.inputs.map(({ name }) => name)).toEqual(wanted.map((name) => join(root, name)));
    expect(Buffer.from(report!.inputs[2]!.bytes).toString()).toBe(members['proc/net/snmp']);
  });

  it('as tar and tar.gz, also with long names', async () => {
    const long = `sosreport-dut-${'x'.repeat(120)}`;
    for (const [name, top, bytes] of [
      ['a.tar', 'sosreport-dut', tar(below('sosreport-dut'))],
      ['b.tar.gz', 'sosreport-dut', gzipSync(tar(below('sosreport-dut')))],
      ['c.tar.gz', long, gzipSync(tar(below(long)))],
    ] as const) {
      const path = write(name, bytes);
      const report = await readSosreport(path);
      expect(report?.problems, top).toEqual([]);
      expect(
        report?.inputs.map(({ name }) => name),
        top,
      ).toEqual(wanted.map((member) => `${path}/${member}`));
      expect(Buffer.from(report!.inputs.at(-1)!.bytes).toString()).toBe(members.uname);
    }
  });

  it('cut off in the middle: what came before, and a problem', async () => {
    const path = write('cut.tar.gz', gzipSync(tar(below('s'))));
    truncateSync(path, 250);
    const report = await readSosreport(path);
    expect(report?.problems).toHaveLength(1);
    const plain = write('cut.tar', tar(below('s')).subarray(0, 1300));
    expect((await readSosreport(plain))?.problems).toHaveLength(1);
  });

  it('with a member that is too large: left out and said', async () => {
    const path = write('large.tar', tar({ ...below('s'), 's/proc/vmstat': 'x'.repeat(9 * 1024 * 1024) }));
    const report = await readSosreport(path);
    expect(report?.problems).toMatchObject([expect.stringContaining('vmstat')]);
    expect(report?.inputs).toHaveLength(wanted.length);
  });

  it('packed with xz: the command that unpacks it', async () => {
    const path = write('sosreport-dut.tar.xz', Buffer.from('\xfd7zXZ\0rest', 'latin1'));
    expect((await readSosreport(path))?.problems[0]).toContain(`tar -xJf ${path}`);
  });

  it('is nothing else: text, other archives, other directories, nothing at all', async () => {
    expect(await readSosreport(write('perf.txt', '# Overhead\n'))).toBeUndefined();
    expect(await readSosreport(write('empty', ''))).toBeUndefined();
    expect(await readSosreport(write('one', 'x'))).toBeUndefined();
    expect(await readSosreport(write('perf.txt.gz', gzipSync('# Overhead\n')))).toBeUndefined();
    expect(await readSosreport(write('src.tar', tar({ 'src/main.c': 'int main;' })))).toBeUndefined();
    expect(await readSosreport(folder)).toBeUndefined();
    expect(await readSosreport(join(folder, 'absent'))).toBeUndefined();
  });
});
