#!/usr/bin/env node
// Runs dist/cli.cjs, which loads dist/large.cjs, more.cjs or recording.cjs when it needs them; what all of them know of rules
// and kernels is in dist/knowledge.dat. Each is a function of (exports, require, module). The build leaves V8's compiled form
// beside them, which saves most of the time that starting takes; a version of Node that did not build it compiles as usual.
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

const dist = join(__dirname, '..', 'dist');
const bundles = ['./large.cjs', './more.cjs', './recording.cjs'];
const loaded = {};

function load(name) {
  if (loaded[name]) return loaded[name].exports;
  const filename = join(dist, name);
  const cache = `${filename}.${process.version}.${process.arch}.cache`;
  const cachedData = compiled(cache);
  const script = new Script(readFileSync(filename).latin1Slice(), { filename, cachedData });
  const module = { exports: {}, filename };
  loaded[name] = module;
  if (process.env.PERFWHY_BUILD_CACHE && !cachedData) {
    process.on('exit', () => writeFileSync(cache, script.createCachedData()));
  }
  script.runInThisContext()(module.exports, resolve, module);
  return module.exports;
}

function compiled(cache) {
  try {
    return readFileSync(cache);
  } catch {
    return undefined;
  }
}

function resolve(id) {
  if (bundles.includes(id)) return load(id.slice(2));
  if (id === './knowledge.dat') return readFileSync(join(dist, id));
  return require(id.startsWith('.') ? join(dist, id) : id);
}

if (existsSync(join(dist, 'cli.cjs'))) load('cli.cjs');
else {
  process.stderr.write(`perfwhy: not built yet, dist/cli.cjs is missing: run npm ci in ${join(__dirname, '..')}\n`);
  process.exitCode = 2;
}
