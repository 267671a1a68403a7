import { expect, test } from 'vitest';
import { ownWords } from '../../src/report/redact-command.ts';

test.each([
  ['/usr/bin/perf record -a -g -- sleep 10', { values: [], started: 'sleep 10' }],
  ['/usr/bin/perf record -e cycles -F 99 -g ./feed --key 4711', { values: [], started: './feed --key 4711' }],
  ['perf record -agF 99 -o acme/run.data -p 812', { values: ['acme/run.data'] }],
  [
    'perf record --output=acme.data -u joe -G bank/feed feed',
    { values: ['acme.data', 'joe', 'bank/feed'], started: 'feed' },
  ],
  ['perf record --call-graph dwarf -oacme.data -u 1000 -a', { values: ['acme.data'] }],
  ['perf record -ags sleep 10', { values: [], started: 'sleep 10' }],
  ['/b/ld-2.31.so record -q -o x.data -a', { values: ['x.data'] }],
  ['/usr/bin/perf', { values: [] }],
])('%s', (commandLine, own) => {
  expect(ownWords(commandLine)).toEqual(own);
});
