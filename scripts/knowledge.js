// What the executable knows of rules, remedies, functions and kernels is no code there: it lies in a file of its own, of which
// a run looks up what it asks for. Starting would otherwise compile and evaluate all of it.
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

export const knowledgeFile = 'knowledge.dat';

/** What the sources of the modules below export, for esbuild to evaluate. */
export const knowledgeSources = `
  export { written } from './src/cli/knowledge/table.ts';
  export { allBounds, jointBounds } from './src/kernel/bounds.ts';
  export { changeSigns } from './src/kernel/change-by-id.ts';
  export { changes } from './src/kernel/changes.ts';
  export { knownSymbol } from './src/kernel/known-symbols.ts';
  export { allPlaced } from './src/kernel/placed-symbols.ts';
  export { allRows } from './src/kernel/symbol-rows.ts';
  export { cardOf } from './src/rules/card.ts';
  export { rules } from './src/rules/index.ts';
  export { allRemedies } from './src/rules/remedies/index.ts';
  export { allSets } from './src/rules/symbol-sets.ts';`;

/** The file's bytes, and the modules that look into it in place of the sources of the same name. */
export function knowledge(made) {
  const { allRemedies, allSets, cardOf, changeSigns, changes, jointBounds, rules, written } = made;
  const sets = allSets();
  const texts = new Map();
  const put = (key, text) => {
    if (texts.has(key)) throw new Error(`twice: ${key}`);
    texts.set(key, text);
  };
  put('change-signs', json(changeSigns()));
  for (const change of changes) put(`change:${change.id}`, json(change));
  put('deck', json(rules.map((rule) => [rule.id, cardOf(rule) ?? null])));
  for (const rule of rules) put(`rule:${rule.id}`, json(rule));
  for (const [id, remedy] of allRemedies()) put(`remedy:${id}`, json(remedy));
  for (const [name, { title, symbols }] of sets) put(name, json([title, [...symbols].join(' ')]));
  for (const [symbol, fields] of fieldsOf(made)) put(symbol, fields.join('\t').replace(/\t+$/, ''));
  const modules = {
    'src/kernel/bounds.ts': `import { fields } from 'knowledge';
      export const boundOf = (symbol) => fields(symbol)[3] || undefined;
      export const jointBounds = () => ${JSON.stringify(jointBounds())};`,

    'src/kernel/change-by-id.ts': `import { object } from 'knowledge';
      export const changeById = (id) => object('change:' + id);
      export const changeSigns = () => object('change-signs');`,

    'src/kernel/known-symbols.ts': `import { fields } from 'knowledge';
      export function knownSymbol(symbol) {
        const found = fields(symbol)[0];
        return found ? JSON.parse(found) : undefined;
      }`,

    'src/kernel/placed-symbols.ts': `import { fields } from 'knowledge';
      export function placed(symbol) {
        const found = fields(symbol)[2];
        return found ? JSON.parse(found) : undefined;
      }`,

    'src/rules/deck.ts': `import { object } from 'knowledge';
      export const deck = object('deck').map(([id, card]) => ({ id, card: card ?? undefined, rule: () => object('rule:' + id) }));`,

    'src/rules/index.ts': `import { deck } from './deck.ts';
      export const rules = deck.map(({ rule }) => rule());`,

    'src/rules/remedies/index.ts': `import { object } from 'knowledge';
      const ids = '${[...allRemedies().keys()].join(' ')}';
      export const findRemedy = (id) => object('remedy:' + id);
      export const allRemedies = () => new Map(ids.split(' ').map((id) => [id, findRemedy(id)]));`,

    'src/rules/sets-of-symbol.ts': `import { fields } from 'knowledge';
      export const setsOf = (symbol) => fields(symbol)[1]?.split(' ') ?? [];`,

    'src/rules/symbol-sets.ts': `import { object } from 'knowledge';
      import { set } from './names/symbol-set.ts';
      const names = '${[...sets.keys()].join(' ')}';
      const known = new Map();
      export function setNamed(name) {
        if (!known.has(name)) {
          const found = object(name);
          known.set(name, found && set(...found));
        }
        return known.get(name);
      }
      export const allSets = () => new Map(names.split(' ').map((name) => [name, setNamed(name)]));`,
  };
  return { bytes: written(texts), modules };
}

/** What is known of a function: `SymbolInfo`, its `@names`, where it is placed, and the kernels that have it. */
function fieldsOf({ allBounds, allPlaced, allRows, allSets, jointBounds, knownSymbol }) {
  const sets = new Map();
  for (const [name, { symbols }] of allSets()) {
    for (const symbol of symbols) sets.set(symbol, [...(sets.get(symbol) ?? []), name]);
  }
  const joint = new Set(jointBounds().map(([names]) => names));
  const bounds = new Map([...allBounds()].filter(([names]) => !joint.has(names)));
  const all = [allRows(), sets, allPlaced(), bounds];
  const symbols = new Set(all.flatMap((one) => [...one.keys()]));
  return [...symbols].map((symbol) => {
    const info = knownSymbol(symbol);
    const place = allPlaced().get(symbol);
    const ofSets = sets.get(symbol)?.join(' ') ?? '';
    // as src/cli/knowledge/knowledge.ts takes them apart
    return [symbol, [info ? json(info) : '', ofSets, place ? json(place) : '', bounds.get(symbol) ?? '']];
  });
}

/** `knowledge`, which those modules import. */
export const reader = {
  name: 'knowledge',
  setup({ onResolve }) {
    onResolve({ filter: /^knowledge$/ }, () => ({ path: join(process.cwd(), 'src/cli/knowledge/knowledge.ts') }));
    onResolve({ filter: /^\.\/knowledge\.dat$/ }, ({ path }) => ({ path, external: true }));
  },
};

/** As JSON in ASCII; what would not come back the same from it is a mistake. */
function json(value) {
  const text = JSON.stringify(value);
  if (!isDeepStrictEqual(JSON.parse(text), value)) throw new Error(`no plain data: ${text.slice(0, 200)}`);
  return text.replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
