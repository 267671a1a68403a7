import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { diagnose } from '../../src/engine/diagnose.ts';
import { readCase } from '../../src/formats/read-case.ts';
import { render } from '../../src/report/render.ts';
import { temporaryFolder } from './folder.ts';
import { perfwhy } from './run.ts';

const { inFolder } = temporaryFolder();

/** Of the bundles of the executable, each byte is taken for a character. */
it.each(['cli', 'large', 'more', 'recording'])('dist/%s.cjs is ASCII', (name) => {
  const text = readFileSync(`dist/${name}.cjs`, 'utf8');
  expect(/[^\0-\x7f].{0,20}/.exec(text)?.[0]).toBeUndefined();
});

it('says the same as the library of a screen with its scroll bar and the mark of the line under the cursor', async () => {
  const screen = [
    "Samples: 24K of event 'cycles', Event count (approx.): 18446744073",
    '  Overhead  Command   Shared Object      Symbol                                          ◆',
    '-   70.24%  udp_sink  [kernel.kallsyms]  [k] _raw_spin_lock_bh                           ▒',
    '   - _raw_spin_lock_bh                                                                  ▒',
    '      - lock_sock_fast                                                                   ▒',
    '         - skb_free_datagram_locked                                                      ▒',
    '              udp_recvmsg                                                                ▒',
    '+    4.25%  udp_sink  [kernel.kallsyms]  [k] lock_sock_fast                              ▒',
  ];
  const file = inFolder('report.txt', `${screen.join('\n')}\n`);
  const { stdout } = await perfwhy(['--format', 'json', file]);
  const kase = readCase([{ name: file, bytes: readFileSync(file) }]);
  expect(kase.captures.length).toBe(1);
  expect(stdout).toBe(render(diagnose(kase), 'json'));
});
