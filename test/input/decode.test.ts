import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/input/decode.ts';

const row = '    12.02%  udp_sink  [kernel.kallsyms]  [k] _raw_spin_lock_bh\n';

function bytes(text: string): Uint8Array {
  return Uint8Array.from(text, (c) => c.charCodeAt(0));
}

function utf16(text: string, bigEndian: boolean): Uint8Array {
  const out = new Uint8Array(text.length * 2);
  for (let i = 0; i < text.length; i++) new DataView(out.buffer).setUint16(i * 2, text.charCodeAt(i), !bigEndian);
  return out;
}

function textOf(input: Uint8Array): string {
  const decoded = decodeText(input, 'report.txt');
  if ('unread' in decoded) throw new Error(decoded.unread.looksLike);
  return decoded.text;
}

describe('encodings', () => {
  it.each([
    ['UTF-8', bytes(row)],
    ['UTF-8 with a byte order mark', bytes(`\xef\xbb\xbf${row}`)],
    ['UTF-16 LE with a mark', utf16(`\ufeff${row}`, false)],
    ['UTF-16 BE with a mark', utf16(`\ufeff${row}`, true)],
    ['UTF-16 LE', utf16(row, false)],
    ['UTF-16 BE', utf16(row, true)],
  ])('%s', (_, input) => {
    expect(textOf(input)).toBe(row);
  });

  it('takes Latin-1 when it is no UTF-8', () => {
    expect(textOf(bytes(`12.02%  caf\xe9\n`))).toBe('12.02%  café\n');
  });

  it('keeps UTF-8 when perf cut a name in the middle of a character', () => {
    const decoded = decodeText(new Uint8Array([...new TextEncoder().encode('naïve-Ω'), 0xc3, 10]), 'report.txt');
    expect(decoded).toMatchObject({ text: 'naïve-Ω\ufffd\n', notes: [{ kind: 'repaired', file: 'report.txt' }] });
  });
});

const zeros = '\0'.repeat(300);

describe('what is no text of perf is named, and what to run instead', () => {
  it.each([
    [
      'perf.data',
      `PERFILE2\x68\0\0\0\0\0\0\0${zeros}`,
      /perf\.data recording \(binary\)/,
      /perf report -i report\.txt --stdio/,
    ],
    [
      'perf.data of a pipe',
      `PERFILE2\x10\0\0\0\0\0\0\0${zeros}`,
      /written to a pipe/,
      /perf report -i - < report\.txt/,
    ],
    [
      'perf.data of a big-endian machine',
      `2ELIFREP\0\0\0\0\0\0\0\x68${zeros}`,
      /perf\.data/,
      /perf report -i report\.txt/,
    ],
    ['a program', `\x7fELF\x02\x01\x01\0${zeros}`, /program or library/, /perf record/],
    ['a core dump', `\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x04\0${zeros}`, /dump/, /perf record/],
    ['PNG', `\x89PNG\r\n\x1a\n${zeros}`, /picture \(PNG\)/, /Paste the text/],
    ['JPEG', `\xff\xd8\xff\xe0${zeros}`, /picture \(JPEG\)/, /Paste the text/],
    ['xz', `\xfd7zXZ\0${zeros}`, /xz/, /xzcat report\.txt \| perfwhy -/],
    ['zstd', `\x28\xb5\x2f\xfd${zeros}`, /zstd/, /zstd -dc report\.txt \| perfwhy -/],
    ['bzip2', `BZh91AY&SY${zeros}`, /bzip2/, /bzcat report\.txt \| perfwhy -/],
    ['zip', `PK\x03\x04${zeros}`, /zip/, /unzip -p report\.txt/],
    ['Word', `PK\x03\x04${zeros}word/document.xml${zeros}`, /Office document/, /plain text/],
    ['tar', `${'a'.repeat(257)}ustar\0`, /tar archive/, /tar -xf report\.txt/],
    ['PDF', `%PDF-1.7\n${zeros}`, /PDF/, /pdftotext -layout report\.txt/],
    ['pcap', `\xd4\xc3\xb2\xa1${zeros}`, /packet capture/, /perf record/],
    ['SQLite', `SQLite format 3\0${zeros}`, /SQLite/, /perf report/],
    ['any other binary', `\x01\x02\x03\x04${zeros}`, /binary file/, /perf report --stdio/],
    ['nothing', '', /empty file/, /2>&1/],
    ['blanks', ' \n\n\t\n', /blanks only/, /2>&1/],
    [
      'the JSON of perf data convert',
      '{\n\t"linux-perf-json-version": 1,\n\t"headers": {',
      /perf data convert/,
      /perf report/,
    ],
    [
      'a flame graph',
      '<?xml version="1.0"?>\n<svg><g class="func_g"><title>udp_recvmsg (12.02%)</title>',
      /flame graph/,
      /folded/,
    ],
    ['a web page', '<!DOCTYPE html>\n<html><body><p>Hello</p></body></html>', /web page/, /Copy/],
    ['a script', '#!/bin/sh\nset -e\nperf record -a -g\n', /script \(#!\/bin\/sh\)/, /output/],
    [
      'C',
      '#include <stdio.h>\n#include <stdlib.h>\nint main(void)\n{\n\treturn 0;\n}\n',
      /C or C\+\+ source/,
      /perf record/,
    ],
  ])('%s', (_, text, looksLike, advice) => {
    const decoded = decodeText(bytes(text), 'report.txt');
    if (!('unread' in decoded)) throw new Error('was taken for text');
    expect(decoded.unread).toMatchObject({ file: 'report.txt', firstLine: 1 });
    expect(decoded.unread.looksLike).toMatch(looksLike);
    expect(decoded.unread.advice).toMatch(advice);
  });

  it('says how to unpack what nobody unpacked', () => {
    expect(decodeText(gzipSync(row), 'r.gz')).toMatchObject({ unread: { advice: 'zcat r.gz | perfwhy -' } });
  });

  it('quotes file names that a shell would take apart', () => {
    const decoded = decodeText(bytes(`PERFILE2\x68${zeros}`), "customer's perf.data");
    expect(decoded).toMatchObject({
      unread: { advice: expect.stringContaining(`-i 'customer'\\''s perf.data' --stdio`) },
    });
  });

  it.each([
    ['a web page around a report', `<!DOCTYPE html>\n<html><pre>\n${row}</pre></html>`],
    [
      'an annotated source',
      '#include <a.h>\n#include <b.h>\n Percent |\tSource code & Disassembly of udp for cycles\n'.concat(row),
    ],
    ['a script with its output', `#!/bin/sh\nperf top --stdio\n${row}`],
    ['prose', 'The server is slow. What can we do?'],
    ['perf stat -j', '{"counter-value" : "1.0", "unit" : "", "event" : "cycles"}'],
  ])('leaves %s to the parsers', (_, text) => {
    expect(textOf(bytes(text))).toBe(text);
  });
});
