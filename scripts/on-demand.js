// Plugins of esbuild for an executable that only loads and evaluates the modules a run uses. esbuild makes a `require()` of a
// bundled module a call that evaluates it once.
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

// Words of code; strings and comments are matched first, to be left as they are.
const word = /'[^'\n]*'|\/\/.*|\/\*[\s\S]*?\*\/|(?<![.\w$])[a-zA-Z_$][\w$]*/g;
const importLine = /^import \{ ([^}]+) \} from '(\.[^']+)';\n/gm;

/**
 * What a module imports is evaluated when it is used, which must be in functions alone. `modules`: by file, the specifiers
 * to import on demand, or `'all'`.
 */
export function onDemand(root, modules) {
  return {
    name: 'on-demand',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const wanted = modules[nameOf(root, path)];
        return wanted && { contents: rewritten(readFileSync(path, 'utf8'), wanted), loader: 'ts' };
      });
    },
  };
}

function rewritten(source, wanted) {
  const names = new Map();
  const rest = source.replaceAll(importLine, (line, bindings, specifier) => {
    if (wanted !== 'all' && !wanted.includes(specifier)) return line;
    const all = bindings.split(', ');
    const types = all.filter((binding) => binding.startsWith('type '));
    for (const name of all) if (!types.includes(name)) names.set(name, `require('${specifier}').${name}`);
    return types.length === 0 ? '' : line.replace(bindings, types.join(', '));
  });
  return rest.replace(word, (found) => names.get(found) ?? found);
}

/** Modules that are not part of the bundle but of another, `file`, written by `bundleOf`. */
export function elsewhere(root, modules, file) {
  const namespace = `elsewhere in ${file}`;
  return {
    name: 'elsewhere',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\..*\.ts$/ }, ({ path, resolveDir, kind }) => {
        const name = nameOf(root, join(resolveDir, path));
        return kind !== 'entry-point' && modules.includes(name) ? { path: name, namespace } : undefined;
      });
      onLoad({ filter: /.*/, namespace }, ({ path }) => ({
        contents: `module.exports = require('${file}')['${path}'];`,
        loader: 'js',
      }));
      onResolve({ filter: /.*/, namespace }, ({ path }) => ({ path, external: true }));
    },
  };
}

/** The entry of a bundle that holds modules by their file, each evaluated on first use. */
export function bundleOf(modules) {
  return `module.exports = {${modules.map((name) => `get '${name}'() { return require('./${name}'); }`).join(',\n')}};`;
}

/** Modules written out at build time instead of being made at start: their text by file. */
export function writtenOut(root, modules) {
  return {
    name: 'written-out',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const contents = modules[nameOf(root, path)];
        return contents && { contents, loader: 'js', resolveDir: dirname(path) };
      });
    },
  };
}

/** `src/rules/deck.ts`: cards are data, rules are evaluated one by one. */
export function deckOf(cards) {
  const entry = ([id, card]) =>
    `{ id: '${id}', card: ${card ? `cards['${id}']` : 'undefined'}, rule: () => require('./${id}.ts').default }`;
  const text = JSON.stringify(JSON.stringify(Object.fromEntries(cards)));
  return `const cards = JSON.parse(${text});\nexport const deck = [${[...cards].map(entry).join(',\n')}];\n`;
}

/** `src/rules/sets-of-symbol.ts`: a sorted list of all symbols, each with the numbers of its sets. */
export function setsOfSymbols(all) {
  const sets = new Map();
  for (const [number, { symbols }] of [...all.values()].entries()) {
    for (const symbol of symbols) sets.set(symbol, sets.has(symbol) ? `${sets.get(symbol)} ${number}` : `${number}`);
  }
  return `import { restOfLine } from '../kernel/sorted-lines.ts';
    const lines = ${sortedLines(sets)};
    const names = '${[...all.keys()].join(' ')}'.split(' ');
    export const setsOf = (symbol) => restOfLine(lines, symbol)?.split(' ').map((number) => names[number]) ?? [];`;
}

/** `src/kernel/symbol-rows.ts`: a sorted list of the symbol table. */
export function rowsOfSymbols(rows) {
  return `import { restOfLine } from './sorted-lines.ts';
    const lines = ${sortedLines(rows)};
    export const rowOf = (name) => restOfLine(lines, name);`;
}

function sortedLines(rests) {
  const lines = [...rests.keys()].sort().map((key) => `${key} ${rests.get(key)}\n`);
  return JSON.stringify(lines.join(''));
}

function nameOf(root, path) {
  return relative(root, path).replaceAll('\\', '/');
}
