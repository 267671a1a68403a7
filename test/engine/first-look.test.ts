import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import fg from 'fast-glob';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/engine/diagnose.ts';
import { readCase } from '../../src/formats/read-case.ts';
import { cardOf } from '../../src/rules/card.ts';
import { rules } from '../../src/rules/index.ts';
import { allSets } from '../../src/rules/symbol-sets.ts';
import { describeShared, fixture, sharedFolder } from '../support/shared.ts';

/** Rules given as the user's own are judged without a look at a card. */
function expectSameWithoutCards(files: readonly string[]): void {
  for (const file of files) {
    const kase = readCase([{ name: file, bytes: readFileSync(file) }]);
    expect(diagnose(kase), file).toEqual(diagnose(kase, { rules }));
  }
}

interface Mixture {
  readonly rows: readonly { readonly share: number; readonly stack: readonly string[]; readonly comm: string }[];
  readonly graph: boolean;
}

/** Text of perf report, flat or with the callers of each row. */
function textOf({ rows, graph }: Mixture): string {
  const head =
    "# Samples: 10K of event 'cycles'\n#\n# Overhead  Command      Shared Object      Symbol\n# ........  ...........  .................  ......\n#\n";
  const lines = rows.map(({ share, stack, comm }) => {
    const row = `    ${share.toFixed(2).padStart(5)}%  ${comm.padEnd(11)}  [kernel.kallsyms]  [k] ${stack[0]}\n`;
    return graph ? `${row}            |\n            ---${stack.join('\n               ')}\n\n` : row;
  });
  return head + lines.join('');
}

describe('looking at the cards of rules first', () => {
  it('gives the same diagnosis of every fixture', () => {
    expectSameWithoutCards(fg.sync(`${fixture()}/**/*.txt`).sort());
  }, 120_000);

  it('gives the same diagnosis of any mixture of the symbols that rules ask for', () => {
    const inSets = [...allSets().values()].flatMap(({ symbols }) => [...symbols]);
    const inRules = JSON.stringify(rules).match(/(?<=")[a-z_]\w{4,}(?=")/g) ?? [];
    const symbol = fc.constantFrom(...new Set([...inSets, ...inRules]));
    const stack = fc.array(symbol, { minLength: 1, maxLength: 6 });
    const row = fc.record({
      share: fc.integer({ min: 1, max: 40 }),
      stack,
      comm: fc.constantFrom('sink', 'ksoftirqd/1'),
    });
    const table = fc.record({ rows: fc.array(row, { minLength: 1, maxLength: 8 }), graph: fc.boolean() });
    const counters = fc.constantFrom('', 'Udp: InDatagrams NoPorts InErrors RcvbufErrors\nUdp: 9000 0 500 500\n');
    fc.assert(
      fc.property(table, counters, fc.constantFrom(undefined, '3.10.0-514.el7', '6.12'), (shown, counted, kernel) => {
        const bytes = new TextEncoder().encode(`${textOf(shown)}\n${counted}`);
        const kase = readCase([{ name: 'mixture.txt', bytes }]);
        const options = kernel === undefined ? {} : { kernel };
        expect(diagnose(kase, options)).toEqual(diagnose(kase, { ...options, rules }));
      }),
    );
  });

  it('is possible for most rules', () => {
    expect(rules.filter(cardOf).length).toBeGreaterThan(rules.length / 2);
  });
});

describeShared('corpus', 'looking at the cards of rules first', () => {
  it('gives the same diagnosis of every report', () => {
    expectSameWithoutCards(fg.sync(`${sharedFolder('corpus')}/{article,kernels,lab,public}/**/*.txt`).sort());
  }, 120_000);
});
