import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const src = join(dirname(fileURLToPath(import.meta.url)), '..', 'src');

/** Data moves to the right; a folder imports from folders on its left, and all may import model/ and kernel/. */
const flow = ['input', 'formats', 'collapse', 'rules', 'engine', 'compare', 'report', 'cli'];
const known = ['model', 'kernel'];

function* sourceFiles(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* sourceFiles(path);
    else if (/\.[jt]s$/.test(name)) yield path;
  }
}

function topOf(path: string): string {
  return relative(src, path).split(/[\\/]/)[0]!;
}

const files = [...sourceFiles(src)].filter((path) => dirname(path) !== src);

describe('folders of src/', () => {
  it('import only from their left, from model/ and from kernel/', () => {
    const wrong: string[] = [];
    for (const path of files) {
      const from = topOf(path);
      for (const [, quoted, dynamic] of readFileSync(path, 'utf8').matchAll(
        /from '(\.[^']+)'|import\('(\.[^']+)'\)/g,
      )) {
        const to = topOf(normalize(join(dirname(path), (quoted ?? dynamic)!)));
        if (to === from || to === '..' || known.includes(to)) continue;
        if (known.includes(from) || flow.indexOf(to) > flow.indexOf(from))
          wrong.push(`${relative(src, path)} -> ${to}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('of the engine import only from their left, too', () => {
    const order = ['paths', 'view', 'measures', 'workload', 'clauses', 'grounds'];
    const wrong: string[] = [];
    for (const path of files) {
      const from = order.indexOf(relative(join(src, 'engine'), path).split(/[\\/]/)[0]!);
      if (from < 0) continue;
      for (const [, to] of readFileSync(path, 'utf8').matchAll(/from '\.\.\/([\w-]+)\//g)) {
        if (order.indexOf(to!) > from) wrong.push(`${relative(src, path)} -> ${to}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('leave the outside world to cli/ and input/read*: the rest runs in a browser', () => {
    const wrong = files.filter((path) => {
      const name = relative(src, path);
      return !/^(?:cli\/|input\/read)/.test(name) && /from 'node:|import\('node:/.test(readFileSync(path, 'utf8'));
    });
    expect(wrong.map((path) => relative(src, path))).toEqual([]);
  });
});
