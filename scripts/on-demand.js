// Plugins of esbuild for an executable that only evaluates the modules a run uses. esbuild makes a `require()` of a bundled
// module a call that evaluates it once.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

// Words of code; strings and comments are matched first, to be left as they are.
const word = /'[^'\n]*'|\/\/.*|\/\*[\s\S]*?\*\/|(?<![.\w$])[a-zA-Z_$][\w$]*/g;
const importLine = /^import \{ ([^}]+) \} from '(\.[^']+)';\n/gm;

/**
 * What a module imports is evaluated when it is used, which must be in functions alone. `modules`: by file, the specifiers to import on demand, or `'all'`.
 */
export function onDemand(root, modules) {
  return {
    name: 'on-demand',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const wanted = modules[relative(root, path).replaceAll('\\', '/')];
        return wanted && { contents: rewritten(readFileSync(path, 'utf8'), wanted), loader: 'ts' };
      });
    },
  };
}

function rewritten(source, wanted) {
  const names = new Map();
  const rest = source.replaceAll(importLine, (line, bindings, specifier) => {
    if (wanted !== 'all' && !wanted.includes(specifier)) return line;
    const values = bindings.split(', ').filter((binding) => !binding.startsWith('type '));
    for (const name of values) names.set(name, `require('${specifier}').${name}`);
    return values.length === bindings.split(', ').length ? '' : line.replace(bindings, onlyTypes(bindings));
  });
  return rest.replace(word, (found) => names.get(found) ?? found);
}

function onlyTypes(bindings) {
  return bindings
    .split(', ')
    .filter((binding) => binding.startsWith('type '))
    .join(', ');
}

/** Writes out `src/rules/deck.ts`: cards are data, rules are evaluated one by one. */
export function ruleDeck(cards) {
  const entry = ([id, card]) =>
    `{ id: '${id}', card: ${card ? `cards['${id}']` : 'undefined'}, rule: () => require('./${id}.ts').default }`;
  const text = JSON.stringify(JSON.stringify(Object.fromEntries(cards)));
  const contents = `const cards = JSON.parse(${text});\nexport const deck = [${[...cards].map(entry).join(',\n')}];\n`;
  return {
    name: 'rule-deck',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]src[\\/]rules[\\/]deck\.ts$/ }, () => ({ contents, loader: 'js' }));
    },
  };
}
