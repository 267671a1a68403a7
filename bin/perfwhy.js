#!/usr/bin/env node
// Runs dist/cli.cjs, a function of (exports, require, module). The build leaves V8's compiled form of it beside it, which
// saves most of the time that starting takes; a version of Node that did not build it compiles as usual.
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

const dist = join(__dirname, '..', 'dist');
const filename = join(dist, 'cli.cjs');
const cache = `${filename}.${process.version}.${process.arch}.cache`;

const cachedData = existsSync(cache) ? readFileSync(cache) : undefined;
const script = new Script(readFileSync(filename, 'latin1'), { filename, cachedData });
script.runInThisContext()({}, (id) => require(id.startsWith('.') ? join(dist, id) : id), {});

if (process.env.PERFWHY_BUILD_CACHE) {
  process.on('exit', () => writeFileSync(cache, script.createCachedData()));
}
