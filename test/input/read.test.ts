import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LargeInput } from '../../src/input/input.ts';
import { readInputs } from '../../src/input/read.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'perfwhy-read-'));
  for (const name of ['b.txt', 'a.txt', 'c.log', 'what [1].txt']) writeFileSync(join(folder, name), name);
  mkdirSync(join(folder, 'case'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const noStdin = Object.assign(Readable.from([]), { isTTY: true });

function file(name: string): string {
  return join(folder, name);
}

async function read(args: string[], stdin: Readable = noStdin) {
  const { inputs, problems } = await readInputs(args, stdin);
  return {
    texts: inputs.map((input) =>
      new TextDecoder().decode('bytes' in input ? input.bytes : (input as LargeInput).whole()),
    ),
    names: inputs.map(({ name }) => name),
    problems: problems.map(({ text, usage }) => ({ text: text.replaceAll(folder, 'DIR'), usage })),
  };
}

describe('what is read', () => {
  it('files in the order given', async () => {
    expect(await read([file('b.txt'), file('a.txt')])).toEqual({
      texts: ['b.txt', 'a.txt'],
      names: [file('b.txt'), file('a.txt')],
      problems: [],
    });
  });

  it('patterns, sorted', async () => {
    expect((await read([file('c.log'), `${folder}/[ab].txt`])).texts).toEqual(['c.log', 'a.txt', 'b.txt']);
  });

  it('a file whose name looks like a pattern', async () => {
    expect((await read([file('what [1].txt')])).texts).toEqual(['what [1].txt']);
  });

  it('each file once, whatever it is called', async () => {
    symlinkSync(file('a.txt'), file('link-to-a'));
    linkSync(file('a.txt'), file('also-a'));
    expect((await read([file('a.txt'), file('a.txt'), file('link-to-a'), `${folder}/a*`])).texts).toEqual(['a.txt']);
  });

  it('standard input for - and for nothing, once', async () => {
    const piped = () => Readable.from([Buffer.from('from '), 'pipe']);
    expect(await read(['-', '-'], piped())).toEqual({ texts: ['from pipe'], names: ['-'], problems: [] });
    expect((await read([], piped())).texts).toEqual(['from pipe']);
  });

  it('packed files, also through a pipe', async () => {
    writeFileSync(file('r.txt.gz'), gzipSync('zipped'));
    writeFileSync(file('r.txt.br'), brotliCompressSync('brotli'));
    expect((await read([file('r.txt.gz'), file('r.txt.br')])).texts).toEqual(['zipped', 'brotli']);
    expect((await read(['-'], Readable.from([gzipSync('piped')]))).texts).toEqual(['piped']);
  });

  it('what a cut-off gzip file holds', async () => {
    const text = Array.from({ length: 20_000 }, (_, i) => `line ${i * 7919}`).join('\n');
    const packed = gzipSync(text);
    writeFileSync(file('cut.gz'), packed.subarray(0, packed.length >> 1));
    const { texts, problems } = await read([file('cut.gz')]);
    expect(text.startsWith(texts[0]!)).toBe(true);
    expect(texts[0]!.length).toBeGreaterThan(1000);
    expect(problems).toEqual([
      { text: 'DIR/cut.gz: the gzip file is cut off; what it holds up to there was read', usage: false },
    ]);
  });
});

describe('what is not read is said in plain words, and the rest is read', () => {
  it.each([
    ['a missing file', () => 'missing.txt', 'DIR/missing.txt: no such file', true],
    ['a pattern without a match', () => '*.nothing', 'DIR/*.nothing: no file matches this pattern', true],
    ['a file used as a folder', () => 'a.txt/b', /^DIR\/a\.txt\/b: no such file \(a part of its path/, true],
    ['a directory', () => 'case', 'DIR/case: is a directory; give the files in it: perfwhy DIR/case/*.txt', true],
    ['a name that is a text', () => 'x'.repeat(5000), /the name is too long/, true],
    [
      'a damaged gzip file',
      () => {
        const packed = gzipSync('text'.repeat(1000));
        packed[14]! ^= 255;
        writeFileSync(file('bad.gz'), packed);
        return 'bad.gz';
      },
      /^DIR\/bad\.gz: is damaged and cannot be unpacked \(gzip: /,
      false,
    ],
    [
      'links in a circle',
      () => {
        symlinkSync(file('loop-2'), file('loop-1'));
        symlinkSync(file('loop-1'), file('loop-2'));
        return 'loop-1';
      },
      /symbolic links go round in a circle/,
      false,
    ],
  ])('%s', async (_, make, says, usage) => {
    const { texts, problems } = await read([file(make()), file('a.txt')]);
    expect(texts).toEqual(['a.txt']);
    expect(problems).toHaveLength(1);
    expect(problems[0]!.usage).toBe(usage);
    if (typeof says === 'string') expect(problems[0]!.text).toBe(says);
    else expect(problems[0]!.text).toMatch(says);
  });

  it('what belongs to somebody else', async () => {
    // Root may read all files, so that the error has to be made.
    const forbidden = new Readable({
      read() {
        this.destroy(Object.assign(new Error('not yours'), { code: 'EACCES' }));
      },
    });
    expect((await read(['-'], forbidden)).problems[0]!.text).toMatch(
      /standard input: may not be read: permission denied/,
    );
  });

  it('nothing at all on a terminal', async () => {
    expect((await read([])).problems).toEqual([
      { text: expect.stringContaining('no input: give a file'), usage: true },
    ]);
  });

  it('a pipe that breaks', async () => {
    const broken = new Readable({
      read() {
        this.destroy(Object.assign(new Error('gone'), { code: 'EIO' }));
      },
    });
    expect((await read(['-'], broken)).problems).toEqual([
      { text: 'standard input: cannot be read: the disk reports an error', usage: false },
    ]);
  });
});

describe('what would not fit', () => {
  it('a file that unpacks to more than can be held', async () => {
    const { unpack } = await import('../../src/input/read-packed.ts');
    const bomb = gzipSync(Buffer.alloc(5 * 1024 * 1024));
    expect(await unpack('bomb.gz', bomb, 1024 * 1024)).toEqual({
      problem: 'is more than 1 MiB when unpacked (gzip)',
    });
  });
});
