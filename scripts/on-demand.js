// Plugins of esbuild for an executable that only loads and evaluates the modules a run uses. esbuild makes a `require()` of a
// bundled module a call that evaluates it once.
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

// Words of code; strings and comments are matched first, to be left as they are.
const word = /'[^'\n]*'|\/\/.*|\/\*[\s\S]*?\*\/|(?<![.\w$])[a-zA-Z_$][\w$]*/g;
const importLine = /^import \{ ([^}]+) \} from '(\.[^']+)';\n/gm;

/** What `importers` import of `modules` is evaluated when it is used, which must be in functions alone. */
export function onDemand(root, importers, modules) {
  return {
    name: 'on-demand',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        if (!importers.includes(nameOf(root, path))) return undefined;
        const wanted = (specifier) => modules.includes(nameOf(root, join(dirname(path), specifier)));
        return { contents: rewritten(readFileSync(path, 'utf8'), wanted), loader: 'ts' };
      });
    },
  };
}

function rewritten(source, wanted) {
  const names = new Map();
  const rest = source.replaceAll(importLine, (line, bindings, specifier) => {
    if (!wanted(specifier)) return line;
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

function nameOf(root, path) {
  return relative(root, path).replaceAll('\\', '/');
}
