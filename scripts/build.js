// Builds dist/: the executable, the library, its types and the JSON Schema.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
rmSync('dist', { recursive: true, force: true });
mkdirSync('dist');

const shared = { bundle: true, format: 'esm', target: 'node20', logLevel: 'warning', charset: 'utf8' };

// CommonJS dependencies (commander) ask for Node's modules by require(), which a bundle in ESM has not. Commander starts
// other executables only for subcommands that are files of their own; perfwhy has none, so that module is never loaded.
const nodeModules = {
  name: 'node-modules',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path, kind }) =>
      kind === 'require-call' ? { path, namespace: 'node-module' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'node-module' }, ({ path }) => ({
      contents:
        path === 'node:child_process'
          ? 'module.exports = {};'
          : `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
    }));
  },
};

// What a run does not always need (colours, explain, globs) is imported where it is used and becomes a file of its own.
await build({
  ...shared,
  entryPoints: { cli: 'src/cli/main.ts' },
  outdir: 'dist',
  chunkNames: 'cli/[name]-[hash]',
  platform: 'node',
  splitting: true,
  minifySyntax: true,
  minifyWhitespace: true,
  plugins: [nodeModules],
});

// The library runs in a browser too: a node: import in it is an error.
await build({
  ...shared,
  entryPoints: { index: 'src/index.ts' },
  outdir: 'dist',
  platform: 'neutral',
  packages: 'external',
});

await writeSchema();
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'scripts/tsconfig.types.json'], {
  stdio: 'inherit',
});

async function writeSchema() {
  const { outputFiles } = await build({
    ...shared,
    entryPoints: ['src/report/json-schema.ts'],
    platform: 'neutral',
    mainFields: ['module', 'main'],
    write: false,
  });
  const { jsonSchema } = await import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
  );
  writeFileSync('dist/schema.json', `${JSON.stringify(jsonSchema(), null, 2)}\n`);
}
