import type { Unread } from '../model/case.ts';
import { holdsPerfOutput } from './perf-shapes.ts';

/** What a file is instead of text of perf, and what to run to get such text. */
export type Recognised = Pick<Unread, 'looksLike' | 'advice'>;

/** How the files are named in commands: quoted where a shell would take them apart. `-` is standard input. */
export function shellQuoted(file: string): string {
  if (file === '-') return file;
  if (/^[\w./,+:@%-]+$/.test(file) && !file.startsWith('-')) return file;
  return `'${file.startsWith('-') ? './' : ''}${file.replaceAll("'", "'\\''")}'`;
}

interface Magic {
  readonly bytes: string;
  readonly at?: number;
  readonly is: (file: string, bytes: Uint8Array) => Recognised;
}

const asText = 'Paste the text instead: perf report --stdio --no-children -g caller > report.txt, or perf top --stdio';

function picture(kind: string): Recognised {
  return { looksLike: `a picture (${kind})`, advice: asText };
}

function packed(kind: string, unpack: (file: string) => string): Magic['is'] {
  return (file) => ({ looksLike: `a file packed with ${kind}`, advice: unpack(shellQuoted(file)) });
}

// Bytes as Latin-1 characters. The first that fits wins.
const magics: readonly Magic[] = [
  // perf.data: little-endian, big-endian, and the magic of the first format; a pipe's header is only 16 bytes long
  { bytes: 'PERFILE2', is: perfData },
  { bytes: '2ELIFREP', is: perfData },
  { bytes: 'PERFFILE', is: perfData },
  { bytes: 'ELIFFREP', is: perfData },
  { bytes: '\x7fELF', is: elf },
  { bytes: '\x89PNG', is: () => picture('PNG') },
  { bytes: '\xff\xd8\xff', is: () => picture('JPEG') },
  { bytes: 'GIF8', is: () => picture('GIF') },
  { bytes: 'WEBP', at: 8, is: () => picture('WebP') },
  { bytes: '\x1f\x8b', is: packed('gzip', (file) => `zcat ${file} | perfwhy -`) },
  { bytes: '\xfd7zXZ\0', is: packed('xz', (file) => `xzcat ${file} | perfwhy -`) },
  { bytes: '\x28\xb5\x2f\xfd', is: packed('zstd', (file) => `zstd -dc ${file} | perfwhy -`) },
  { bytes: 'BZh', is: packed('bzip2', (file) => `bzcat ${file} | perfwhy -`) },
  { bytes: '\x04\x22\x4d\x18', is: packed('lz4', (file) => `lz4 -dc ${file} | perfwhy -`) },
  { bytes: '7z\xbc\xaf\x27\x1c', is: packed('7-Zip', (file) => `7z x ${file}, then perfwhy with the files in it`) },
  { bytes: 'Rar!\x1a\x07', is: packed('rar', (file) => `unrar x ${file}, then perfwhy with the files in it`) },
  { bytes: 'PK\x03\x04', is: zip },
  {
    bytes: 'ustar',
    at: 257,
    is: (file) => ({
      looksLike: 'a tar archive',
      advice: `tar -xf ${shellQuoted(file)}, then perfwhy with the text files in it`,
    }),
  },
  {
    bytes: '%PDF-',
    is: (file) => ({ looksLike: 'a PDF file', advice: `pdftotext -layout ${shellQuoted(file)} - | perfwhy -` }),
  },
  { bytes: '{\\rtf', is: () => ({ looksLike: 'a rich text (RTF) document', advice: 'Save it as plain text' }) },
  { bytes: '\xd4\xc3\xb2\xa1', is: packets },
  { bytes: '\xa1\xb2\xc3\xd4', is: packets },
  { bytes: '\x4d\x3c\xb2\xa1', is: packets },
  { bytes: '\x0a\x0d\x0d\x0a', is: packets },
  { bytes: 'SQLite format 3\0', is: () => ({ looksLike: 'an SQLite database', advice: asText }) },
  { bytes: 'KDUMP   ', is: dump },
  {
    bytes: '\x17\x08\x44tracing',
    is: () => ({
      looksLike: 'a trace-cmd recording (trace.dat)',
      advice: `That is a trace of events, not a profile. ${record}`,
    }),
  },
];

const record =
  'Record one: perf record -a -g -- sleep 10, then perf report --stdio --no-children -g caller > report.txt';

function perfData(file: string, bytes: Uint8Array): Recognised {
  const name = file === '-' ? 'perf.data' : shellQuoted(file);
  // u64 size of the header behind the magic: a recording written to a pipe has no more than these 16 bytes.
  const size = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pipe = bytes.length >= 16 && (size.getUint32(8, true) === 16 || size.getUint32(12, false) === 16);
  const input = pipe ? `-i - < ${name}` : `-i ${name}`;
  return {
    looksLike: pipe ? 'a perf.data recording written to a pipe' : 'a perf.data recording (binary)',
    advice:
      `On the machine it was recorded on, which has the symbols: ` +
      `perf report ${input} --stdio --no-children -g caller > report.txt`,
  };
}

function elf(_file: string, bytes: Uint8Array): Recognised {
  // e_type, in the byte order of e_ident[EI_DATA]: 4 is a core file.
  const type = bytes[5] === 2 ? bytes[17] : bytes[16];
  if (type === 4) return dump();
  return { looksLike: 'a program or library (ELF)', advice: `perf has to run while it works. ${record}` };
}

function dump(): Recognised {
  return {
    looksLike: 'a core or crash dump',
    advice: 'A dump is one moment and shows no shares. Record while it is slow: perf record -a -g -- sleep 10',
  };
}

function packets(): Recognised {
  return {
    looksLike: 'a packet capture (pcap)',
    advice: 'Packets do not show where the CPU goes. Record while they arrive: perf record -a -g -- sleep 10',
  };
}

function zip(file: string, bytes: Uint8Array): Recognised {
  const names = latin1(bytes, 0, 4096);
  if (/\[Content_Types\]\.xml|word\/|xl\/|ppt\//.test(names)) {
    return { looksLike: 'an Office document', advice: 'Save it as plain text, or paste the text itself' };
  }
  if (names.includes('mimetypeapplication/vnd.oasis')) {
    return { looksLike: 'an OpenDocument file', advice: 'Save it as plain text, or paste the text itself' };
  }
  return packed('zip', (name) => `unzip -p ${name} | perfwhy -`)(file, bytes);
}

/** Bytes as characters of the same numbers. */
export function latin1(
  bytes: Uint8Array & { latin1Slice?(start: number, end: number): string },
  start: number,
  end: number,
): string {
  const to = Math.min(end, bytes.length);
  if (bytes.latin1Slice) return bytes.latin1Slice(Math.min(start, to), to);
  // All at once: loops over bytes are slow in a program that has just started, and so is spreading them.
  return String.fromCharCode.apply(null, bytes.subarray(start, end) as unknown as number[]);
}

/** Files that are not text, by their first bytes. */
export function recogniseBytes(bytes: Uint8Array, file: string): Recognised | undefined {
  const head = latin1(bytes, 0, 512);
  for (const magic of magics) {
    if (head.startsWith(magic.bytes, magic.at ?? 0)) return magic.is(file, bytes);
  }
  return undefined;
}

// Control characters but BEL, BS, TAB, LF, VT, FF, CR, SO, SI and ESC, which come from terminals.
const strange = /[\0-\x06\x10-\x1a\x1c-\x1f\x7f]/g;

/** True when the bytes cannot be text in any encoding that `decodeText` knows. */
export function isBinary(bytes: Uint8Array): boolean {
  const head = latin1(bytes, 0, 8192);
  return (head.match(strange)?.length ?? 0) * 20 > head.length;
}

/** Text that is no output of perf for certain. Undefined for all other text: the parsers decide. */
export function recogniseText(text: string, file: string): Recognised | undefined {
  const head = text.slice(0, 100_000);
  const start = head.trimStart();
  if (start === '' && text.trim() === '') {
    return {
      looksLike: text === '' ? 'an empty file' : 'a file of blanks only',
      advice: `Nothing was written to it: look at what the command said (perf report ... ${file === '-' ? '2>&1 | perfwhy' : `> ${shellQuoted(file)} 2>&1`})`,
    };
  }
  if (/^\{\s*"linux-perf-json-version"/.test(start)) {
    return {
      looksLike: 'the JSON of perf data convert',
      advice:
        'It has samples but no shares. From the same perf.data: perf report --stdio --no-children -g caller > report.txt',
    };
  }
  if (/^(?:<\?xml[^>]{0,200}>\s*)?(?:<!DOCTYPE svg[^>]{0,400}>\s*)?<svg\b/.test(start)) {
    return {
      looksLike: /flame ?graph|class="func_g"|id="frames"/i.test(head) ? 'a flame graph (SVG)' : 'a picture (SVG)',
      advice: 'Give the folded stacks it was made of, or: perf report --stdio --no-children -g caller > report.txt',
    };
  }
  if (holdsPerfOutput(head)) return undefined;
  if (/^<(?:!DOCTYPE html|html)\b/i.test(start) && !/<pre\b/i.test(text)) {
    return { looksLike: 'a web page', advice: 'Copy the report itself out of the page, or save the page as text' };
  }
  if (start.startsWith('#!')) {
    return {
      looksLike: `a script (${start.split(/\s/, 1)[0]})`,
      advice: 'Run it and give its output',
    };
  }
  if (isCSource(head)) {
    return { looksLike: 'a C or C++ source file', advice: `perf tells where it is slow. ${record}` };
  }
  return undefined;
}

function isCSource(text: string): boolean {
  if ((text.match(/^[ \t]*#[ \t]*include[ \t]*[<"]/gm)?.length ?? 0) >= 2) return true;
  const lines = text.split('\n', 2000).filter((line) => line.trim() !== '');
  const ends = lines.filter((line) => /[;{}][ \t]*(?:\/[/*].*)?$/.test(line)).length;
  return (
    lines.length >= 10 && ends * 2 > lines.length && /^(?:static|int|void|struct|typedef|class|extern)\b/m.test(text)
  );
}
