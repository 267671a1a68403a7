#!/usr/bin/env node
// Runs dist/cli.cjs. With V8's compiled form of it, made by this version of Node when it was built, most of the time that
// starting takes is saved; any other version of Node compiles as usual.
const { readFileSync, writeFileSync } = require('node:fs');
const { enableCompileCache } = require('node:module');
const { join } = require('node:path');
const { Script } = require('node:vm');

const dist = join(__dirname, '..', 'dist');
const file = join(dist, 'cli.cjs');
const cache = `${file}.${process.version}.${process.arch}.cache`;

function compiled() {
  try {
    return readFileSync(cache);
  } catch {
    return undefined;
  }
}

const cachedData = compiled();
if (cachedData || process.env.PERFWHY_BUILD_CACHE) {
  const source = readFileSync(file, 'latin1');
  const script = new Script(`(function (exports, require, module) {${source}\n})`, { filename: file, cachedData });
  const requireFromDist = (id) => require(id.startsWith('.') ? join(dist, id) : id);
  script.runInThisContext()({}, requireFromDist, {});
  if (!cachedData) process.on('exit', () => writeFileSync(cache, script.createCachedData()));
} else {
  enableCompileCache?.();
  require(file);
}
