// Compiles the scanners of perf script and of call graphs (src/formats/perf-script/scanner/, src/formats/call-graph/scanner/)
// from AssemblyScript to WebAssembly: what `import module from './exports.ts?wasm'` gives in the bundles and in tests, in base64.
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const flags = ['--runtime', 'stub', '-O3', '--noAssert', '--enable', 'simd', '--enable', 'bulk-memory'];
// The text, and the tables as they begin.
const memory = ['--initialMemory', '48'];

const compiled = new Map();

/** The module made of a file and what it imports; the same bytes for the same sources. */
export function compileScanner(file) {
  if (!compiled.has(file)) compiled.set(file, compile(file));
  return compiled.get(file);
}

async function compile(file) {
  const { default: asc } = await import('assemblyscript/asc');
  const folder = dirname(file);
  const written = {};
  const { error, stderr } = await asc.main([basename(file), '--outFile', 'module.wasm', ...flags, ...memory], {
    readFile: (name) => source(folder, name),
    writeFile(name, contents) {
      written[name] = contents;
    },
    listFiles: () => [],
  });
  if (error) throw new Error(`${file}: ${error.message}\n${stderr.toString()}`);
  return Buffer.from(written['module.wasm']).toString('base64');
}

/** A source as AssemblyScript wants it: `name.as.ts` in place of `name.ts`, and imports without `.ts`. */
function source(folder, name) {
  const own = join(folder, name.replace(/\.ts$/, '.as.ts'));
  const file = existsSync(own) ? own : join(folder, name);
  if (!existsSync(file)) return null;
  return readFileSync(file, 'utf8').replace(/ from '(\.[^']+)\.ts'/g, " from '$1'");
}

/** For esbuild. */
export const wasm = {
  name: 'wasm',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\?wasm$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.slice(0, -'?wasm'.length)),
      namespace: 'wasm',
    }));
    onLoad({ filter: /.*/, namespace: 'wasm' }, async ({ path }) => ({
      contents: await compileScanner(path),
      loader: 'text',
    }));
  },
};

/** For vitest. */
export function wasmInTests() {
  return {
    name: 'wasm',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith('?wasm')) return undefined;
      return `export default ${JSON.stringify(await compileScanner(id.slice(0, -'?wasm'.length)))};`;
    },
  };
}
