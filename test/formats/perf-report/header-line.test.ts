import { expect, it } from 'vitest';
import { readCase } from '../../../src/formats/read-case.ts';

const table = `# Samples: 48K of event 'cycles'
# Overhead  Command  Shared Object      Symbol
# ........  .......  .................  ...............
#
    46.12%  dnsd     [kernel.kallsyms]  [k] udp_recvmsg
`;

it('lines of the header that were pasted without its rules are facts', () => {
  const text = `# os release : 5.14.0-427.13.1.el9_4.x86_64\n# nrcpus online : 16\n${table}`;
  const { facts } = readCase([{ name: 'part.txt', bytes: new TextEncoder().encode(text) }]);
  expect(facts.map(({ name, value, place }) => [name, value, place?.line])).toEqual([
    ['kernel', '5.14.0-427.13.1.el9_4.x86_64', 1],
    ['cpus', '16', 2],
  ]);
});
