// Builds dist/: the executable, the library, its types and the JSON Schema. `build.js executable` and
// `build.js library` build those alone.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeInput } from './bench-inputs.js';
import { wasm } from './compile-scanner.js';
import { knowledge, knowledgeFile, knowledgeSources, reader } from './knowledge.js';
import { bundleOf, elsewhere, onDemand, writtenOut } from './on-demand.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);

const shared = { bundle: true, target: 'node20', logLevel: 'warning', absWorkingDir: root };

/** Importers of modules that a usual run does not load: what they import of those is asked for where it is used. */
const usedLater = [
  'src/cli/large-inputs.ts',
  'src/engine/clauses/check-cache-line.ts',
  'src/engine/grounds/fought-over.ts',
  'src/formats/read-case.ts',
  'src/formats/registry.ts',
  'src/report/render.ts',
];

/** What a run on files of the usual formats, without flags, never uses: kept out of what it loads. */
const seldom = [
  'src/cli/command-line.ts',
  'src/cli/ignores.ts',
  'src/cli/problems.ts',
  'src/cli/rule-packs.ts',
  'src/formats/counters/index.ts',
  'src/formats/folded/blocks.ts',
  'src/formats/folded/format.ts',
  'src/formats/lkp-profile.ts',
  'src/formats/perf-c2c/format.ts',
  'src/formats/perf-counters.ts',
  'src/formats/perf-diff.ts',
  'src/formats/perf-script/format.ts',
  'src/input/read-perf-data.ts',
  'src/input/read-pipe.ts',
  'src/input/read-sosreport.ts',
  'src/kernel/fields-touched.ts',
  'src/report/github.ts',
  'src/report/json.ts',
  'src/report/junit.ts',
  'src/report/markdown.ts',
  'src/report/redact.ts',
  'src/report/redact-command.ts',
  'src/report/sarif.ts',
];

/** What only large files need: loaded before anything else happens with them. */
const large = ['src/cli/large-inputs.ts', 'src/formats/stream.ts', 'src/formats/tree-text.ts'];

/** What only a recording needs. */
const recording = ['src/formats/perf-data/reader.ts', 'src/input/read-bytes-at.ts', 'src/input/read-symbol-files.ts'];

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
 * CommonJS, because Node starts that faster than ES modules, in ASCII, because V8 holds that in one byte per character.
 * `cli.cjs` is what the usual run needs, `large.cjs` what large files need beside it, `recording.cjs` what recordings need,
 * `more.cjs` the rest; patterns of file names, rule packs and the HTML report bring so much that they are files of their own.
 * Beside the first four lies V8's compiled form of them, made by runs on usual inputs.
 */
async function executable() {
  removeCompiled();
  const bundle = {
    ...shared,
    platform: 'node',
    format: 'cjs',
    charset: 'ascii',
    minify: true,
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
  };
  // Run by the loader of bin/perfwhy.js, for which import() of our own code and of Node's is require().
  const loaded = {
    ...bundle,
    banner: { js: '(function (exports, require, module) {' },
    footer: { js: '})' },
    supported: { 'dynamic-import': false },
  };
  const filesOfTheirOwn = {
    name: 'files-of-their-own',
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
  const known = knowledge(await evaluated(knowledgeSources));
  writeFileSync(`dist/${knowledgeFile}`, known.bytes);
  const plugins = [
    filesOfTheirOwn,
    wasm,
    writtenOut(root, known.modules),
    reader,
    onDemand(root, usedLater, [...seldom, ...large, 'src/cli/threads.ts']),
  ];
  const ofRecordings = elsewhere(root, recording, './recording.cjs');
  const ofLarge = elsewhere(root, large, './large.cjs');
  const bundles = { more: seldom, large, recording };
  await Promise.all([
    build({
      ...loaded,
      entryPoints: { cli: 'src/cli/main.ts' },
      plugins: [elsewhere(root, seldom, './more.cjs'), ofLarge, ofRecordings, ...plugins],
    }),
    ...Object.entries(bundles).map(([name, modules]) =>
      build({
        ...loaded,
        entryPoints: undefined,
        outdir: undefined,
        outfile: `dist/${name}.cjs`,
        stdin: { contents: bundleOf(modules), resolveDir: root },
        plugins: [...(name === 'more' ? [ofLarge, ofRecordings] : []), ...plugins],
      }),
    ),
    build({ ...bundle, entryPoints: { glob: 'fast-glob', yaml: 'yaml', zod: 'zod' } }),
    build({ ...bundle, entryPoints: { html: 'src/report/html/index.ts' }, plugins: [raw, wasm] }),
    build({ ...bundle, entryPoints: { 'script-worker': 'src/cli/script-worker.ts' }, plugins: [wasm] }),
  ]);
  for (const name of ['cli', ...Object.keys(bundles)]) toAscii(`dist/${name}.cjs`);
  compile(['fixtures/bench/report-5k.txt', 'fixtures/article/rhel73-flat.txt']);
  compile(['--format', 'markdown', 'fixtures/bench/report-5k.txt', 'fixtures/perf-script/script.txt']);
  compile(['fixtures/perf-data/udp-flood.data']);
  compileLarge();
}

/** esbuild leaves the characters of patterns as they are, and the loader takes each byte for a character. */
function toAscii(file) {
  const escaped = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  writeFileSync(file, readFileSync(file, 'utf8').replace(/[^\0-\x7f]/g, escaped));
}

/** A run that leaves what V8 compiled of the files it loaded, where that is not there yet. */
function compile(args) {
  execFileSync(process.execPath, ['bin/perfwhy.js', ...args], {
    env: { ...process.env, PERFWHY_BUILD_CACHE: '1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** The same with a text of each kind that is large enough to be streamed. */
function compileLarge() {
  const folder = mkdtempSync(join(tmpdir(), 'perfwhy-build-'));
  try {
    const files = ['script', 'report'].map((kind) => join(folder, `${kind}.txt`));
    for (const [i, kind] of ['script', 'report'].entries()) writeInput(files[i], kind, 5);
    compile(files);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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
    plugins: [raw, wasm],
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
  const { outputFiles } = await build({
    ...shared,
    stdin,
    platform: 'node',
    format: 'cjs',
    write: false,
    plugins: [wasm],
  });
  const module = { exports: {} };
  const load = new Function('module', 'exports', 'require', outputFiles[0].text);
  load(module, module.exports, createRequire(import.meta.url));
  return module.exports;
}
