// Builds dist/: the executable, the library, its types and the JSON Schema. `build.js executable` and
// `build.js library` build those alone.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onDemand, ruleDeck } from './on-demand.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);

const shared = { bundle: true, target: 'node20', logLevel: 'warning', absWorkingDir: root };

/** What only some runs use, of what each run could. */
const usedLater = {
  'src/formats/registry.ts': 'all',
  'src/formats/read-case.ts': ['./stream.ts'],
  'src/report/render.ts': ['./github.ts', './json.ts', './junit.ts', './markdown.ts', './sarif.ts'],
  'src/rules/remedies/index.ts': 'all',
};

const { build } = await import('esbuild').catch(() => {
  console.error('Not built: esbuild is not installed (npm ci without --omit=dev installs it).');
  // Installing without development dependencies, or only a lock file, runs this script too and must not fail.
  process.exit(process.env.npm_lifecycle_event === 'prepare' ? 0 : 1);
});

/** Imports of `?raw` are the file's text: the style and script of the HTML report. */
const raw = {
  name: 'raw',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\?raw$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.slice(0, -'?raw'.length)),
      namespace: 'raw',
    }));
    onLoad({ filter: /.*/, namespace: 'raw' }, ({ path }) => ({
      contents: readFileSync(path, 'utf8'),
      loader: 'text',
    }));
  },
};

if (process.argv[2] === 'executable') {
  await executable();
} else if (process.argv[2] === 'library') {
  await library();
} else {
  rmSync('dist', { recursive: true, force: true });
  mkdirSync('dist');
  await Promise.all([executable(), library(), schemas()]);
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'scripts/tsconfig.types.json'], {
    stdio: 'inherit',
  });
}

/**
 * One CommonJS file, because Node starts that faster than ES modules, in ASCII, because V8 holds that in one byte per
 * character. What a run seldom needs is evaluated on first use; patterns of file names, rule packs and the HTML
 * report bring so much that they are files of their own. Beside it lies V8's compiled form of it, made by a run on usual reports.
 */
async function executable() {
  removeCompiled();
  const bundle = { ...shared, platform: 'node', format: 'cjs', charset: 'ascii', minify: true };
  const onFirstUse = {
    name: 'on-first-use',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^fast-glob$/ }, () => ({ path: './glob.cjs', external: true }));
      onResolve({ filter: /^(?:yaml|zod)$/ }, ({ path }) => ({ path: `./${path}.cjs`, external: true }));
      onResolve({ filter: /\/report\/html\/index\.ts$/ }, ({ kind }) =>
        kind === 'entry-point' ? undefined : { path: './html.cjs', external: true },
      );
      // Commander starts other executables only for subcommands that are files of their own. There are none.
      onResolve({ filter: /^node:child_process$/ }, ({ path, importer }) =>
        /[\\/]commander[\\/]/.test(importer) ? { path, namespace: 'nothing' } : undefined,
      );
      onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'module.exports = {};' }));
    },
  };
  await Promise.all([
    build({
      ...bundle,
      entryPoints: { cli: 'src/cli/main.ts' },
      outdir: 'dist',
      outExtension: { '.js': '.cjs' },
      banner: { js: '(function (exports, require, module) {' },
      footer: { js: '})' },
      // import() of our own code and of Node's is require() here: the loader of bin/perfwhy.js knows nothing else.
      supported: { 'dynamic-import': false },
      plugins: [onFirstUse, ruleDeck(await cardsOfRules()), onDemand(root, usedLater)],
    }),
    build({
      ...bundle,
      entryPoints: { glob: 'fast-glob', yaml: 'yaml', zod: 'zod' },
      outdir: 'dist',
      outExtension: { '.js': '.cjs' },
    }),
    build({
      ...bundle,
      entryPoints: { html: 'src/report/html/index.ts' },
      outdir: 'dist',
      outExtension: { '.js': '.cjs' },
      plugins: [raw],
    }),
  ]);
  const usual = ['fixtures/bench/report-5k.txt', 'fixtures/article/rhel73-flat.txt'];
  execFileSync(process.execPath, ['bin/perfwhy.js', ...usual], {
    env: { ...process.env, PERFWHY_BUILD_CACHE: '1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** The cards of the built-in rules, by id. */
async function cardsOfRules() {
  const { cardOf, rules } = await evaluated(`
    export { cardOf } from './src/rules/card.ts';
    export { rules } from './src/rules/index.ts';`);
  return new Map(rules.map((rule) => [rule.id, cardOf(rule)]));
}

/** V8 recognises its compiled form by the length of the source alone: one of an older bundle must not stay. */
function removeCompiled() {
  if (!existsSync('dist')) return;
  for (const name of readdirSync('dist')) if (name.endsWith('.cache')) rmSync(`dist/${name}`);
}

/** The library runs in a browser too: a node: import in it does not build. */
function library() {
  return build({
    ...shared,
    // What both need is a file of its own: who reads no rule packs loads neither yaml nor zod.
    entryPoints: { index: 'src/index.ts', 'rule-packs': 'src/rules/pack.ts' },
    splitting: true,
    outdir: 'dist',
    format: 'esm',
    charset: 'utf8',
    platform: 'neutral',
    packages: 'external',
    plugins: [raw],
  });
}

/** JSON Schemas: of the report and of a comparison for programs, of rule packs for editors. */
async function schemas() {
  const { jsonSchema, diffJsonSchema, packJsonSchema } = await evaluated(`
    export { jsonSchema } from './src/report/json-schema.ts';
    export { jsonSchema as diffJsonSchema } from './src/report/compare/json-schema.ts';
    export { packJsonSchema } from './src/rules/pack.ts';`);
  writeFileSync('dist/schema.json', `${JSON.stringify(jsonSchema(), null, 2)}\n`);
  writeFileSync('dist/diff-schema.json', `${JSON.stringify(diffJsonSchema(), null, 2)}\n`);
  writeFileSync('dist/rules.schema.json', `${JSON.stringify(packJsonSchema(), null, 2)}\n`);
}

/** What a module of our sources exports. */
async function evaluated(contents) {
  const stdin = { contents, resolveDir: root };
  const { outputFiles } = await build({ ...shared, stdin, platform: 'node', format: 'cjs', write: false });
  const module = { exports: {} };
  const load = new Function('module', 'exports', 'require', outputFiles[0].text);
  load(module, module.exports, createRequire(import.meta.url));
  return module.exports;
}
