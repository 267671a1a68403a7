import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/engine/diagnose.ts';
import type { Diagnosis } from '../../../src/engine/diagnosis.ts';
import { readCase } from '../../../src/formats/read-case.ts';
import { excerpts } from '../../../src/report/html/excerpts.ts';
import { htmlInput, htmlReport } from '../../../src/report/html/index.ts';
import { json } from '../../../src/report/json.ts';
import { percent, place } from '../../../src/report/text/numbers.ts';
import { fixture } from '../../support/shared.ts';
import { all, culprit, hostile } from '../diagnoses.ts';
import { graphsOf, pageOf, pageOfTexts, textOf } from './page-of.ts';

function alone(diagnosis: Diagnosis): string {
  return htmlReport({ diagnosis, trees: [], treesLeftOut: [], cacheLines: [], sources: [], sourcesLeftOut: [] });
}

const table = `# Samples: 24K of event 'cycles'
# Overhead  Command   Shared Object      Symbol
# ........  ........  .................  ......
    60.24%  udp_sink  [kernel.kallsyms]  [k] udp_recvmsg
    39.76%  udp_sink  [kernel.kallsyms]  [k] copy_user_enhanced_fast_string
`;

const withoutTicks = (text: string): string => text.replace(/`([^`]+)`/g, '$1');

describe('page', () => {
  it.each(Object.entries(all).filter(([name]) => name !== 'hostile'))(
    'says all that the JSON says: %s',
    (_, diagnosis) => {
      const text = textOf(alone(diagnosis));
      const facts = JSON.parse(json(diagnosis)) as Diagnosis;
      const said: string[] = [facts.verdict.summary];
      if (facts.verdict.share !== undefined) said.push(`${percent(facts.verdict.share)} of ${facts.verdict.of}`);
      for (const finding of facts.findings) {
        said.push(finding.id, finding.confidence, finding.check, ...finding.lowered);
        for (const clause of finding.evidence) said.push(clause.strength, clause.says, place(clause));
        for (const one of finding.remedies) said.push(one.what, one.because);
        for (const one of finding.remedies.filter(({ applies }) => applies === 'applies' || applies === 'unknown')) {
          said.push(one.why, one.risk, one.expect, one.verify, one.reportedGain ?? '', one.source.join(', '));
          said.push(...(one.command?.split('\n') ?? []));
        }
      }
      for (const rival of facts.rivals) said.push(rival.id, rival.why, place(rival));
      if (facts.nextCapture) said.push(facts.nextCapture.why, ...facts.nextCapture.command.split('\n'));
      for (const map of facts.stages) for (const { stage, share } of map.shares) said.push(stage, percent(share));
      for (const fact of facts.facts) said.push(fact.value);
      for (const { id, why } of facts.notRun) said.push(id, why);
      for (const warning of facts.warnings) said.push(warning.text);
      for (const one of said) expect(text).toContain(withoutTicks(one));
    },
  );

  it('is the same for the same input', () => {
    const file = fixture('rules', 'socket-lock', 'fires-ubuntu1604-all-cpus.txt');
    expect(pageOf(file).page).toBe(pageOf(file).page);
  });

  it('loads nothing, runs only its own script and has no handlers or styles in its markup', () => {
    for (const diagnosis of Object.values(all)) {
      const page = alone(diagnosis);
      const markup = page.replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/g, '<$1>');
      expect(page).toContain("default-src 'none'; style-src 'sha256-");
      expect(markup.match(/<script/g)).toHaveLength(1);
      for (const [tag] of markup.matchAll(/<\w[^>]*>/g)) {
        expect(tag).not.toMatch(/ (?:on\w+|style|src|srcdoc|action)=/);
        expect(tag).not.toMatch(/ href="(?!#)/);
      }
    }
  });

  it('shows hostile names as text', () => {
    const page = alone(hostile);
    expect(page).not.toContain('<img');
    expect(page).not.toMatch(/[\u001b\u0007\u202e]/);
    expect(textOf(page)).toContain('<img src=x onerror=alert(1)>');
  });

  it('has each id once, and every link leads to one', () => {
    for (const page of [...Object.values(all).map(alone), pageOf(fixture('article', 'rhel73-flat.txt')).page]) {
      const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!);
      expect(new Set(ids).size).toBe(ids.length);
      for (const [, target] of page.matchAll(/ href="#([^"]+)"/g)) expect(ids).toContain(target);
    }
  });
});

describe('hostile input', () => {
  const evil = '</script><script>alert(1)</script>';
  const names = [evil, '](javascript:alert', `"'><b onmouseover=alert(1)>`, '\u001b[31mred\u202e', 'x'.repeat(10_000)];

  it('is text in the graph, the proof and the source', () => {
    const lines = names.map((name, i) => `udp_sink;__libc_recvmsg;udp_recvmsg;${name} ${20 + i}`);
    const { page, input } = pageOfTexts({ [`${evil}.folded`]: `${lines.join('\n')}\n` });
    expect(input.trees.length).toBeGreaterThan(0);
    expect(page).not.toContain('<script>alert');
    expect(page).not.toContain('<b onmouseover');
    expect(page).not.toMatch(/[\u001b\u202e]/);
    expect(page.length).toBeLessThan(300_000);
    const drawn = graphsOf(page).graphs.flatMap(({ names: of }) => of.map(([name]) => name));
    expect(drawn).toContain(evil);
    expect(drawn).toContain('](javascript:alert');
  });
});

describe('lines of the input', () => {
  const text = Array.from({ length: 5000 }, (_, i) => `line ${i + 1}`).join('\n');

  it('are shown around what proves the answer when the file is long, and all of them when it is short', () => {
    const file = culprit.findings[0]!.evidence[0]!.file!;
    const line = culprit.findings[0]!.evidence[0]!.line!;
    const [long] = excerpts(culprit, [{ name: file, text }]);
    const shown = long!.blocks.flatMap(({ firstLine, lines }) => lines.map((_, i) => firstLine + i));
    expect(shown).toContain(line);
    expect(shown).toContain(line + 4);
    expect(shown.length).toBeLessThan(200);
    const [short] = excerpts(culprit, [{ name: file, text: 'one\r\ntwo\r\n' }]);
    expect(short).toEqual({ file, lineCount: 2, blocks: [{ firstLine: 1, lines: ['one', 'two'] }] });
  });

  it('that are not in the page are named, so that nobody looks for them', () => {
    const text = 'udp_sink;udp_recvmsg;skb_copy_datagram_iter 10';
    const kase = readCase(
      ['kept.folded', 'large.folded'].map((name) => ({ name, bytes: new TextEncoder().encode(text) })),
    );
    const pageWith = (...names: string[]): string => {
      const sources = names.map((name) => ({ name, text }));
      return textOf(htmlReport(htmlInput(kase, diagnose(kase), { sources })));
    };
    expect(pageWith('kept.folded')).toContain('Read, and not in this page: large.folded.');
    expect(pageWith('kept.folded', 'large.folded')).not.toContain('not in this page');
  });

  it('that tell of the machine are linked', () => {
    const { page } = pageOfTexts({
      'report.txt': `# ========\n# hostname : rx\n# os release : 5.14.0-362.el9.x86_64\n${table}`,
    });
    expect(page).toMatch(/<strong>kernel<\/strong> 5\.14\.0-362\.el9\.x86_64 \(<a class="place" href="#L0-3">/);
  });

  it('are linked from the proof and say what they prove', () => {
    const { page, diagnosis } = pageOf(fixture('rules', 'socket-lock', 'fires-ubuntu1604-all-cpus.txt'));
    const { line } = diagnosis.findings[0]!.evidence[0]!;
    expect(page).toContain(`href="#L0-${line}"`);
    expect(page).toContain(`<tr id="L0-${line}" class="decisive">`);
    expect(textOf(page)).toContain('decisive for socket-lock');
  });
});

describe('cache lines', () => {
  it('show the field, its share and who touches it on which side', () => {
    const folder = fixture('rules', 'rmem-alloc-cache-miss', 'fires-confirmed-by-c2c');
    const { page } = pageOf(...readdirSync(folder).map((name) => join(folder, name)));
    expect(page).toMatch(/0x00<\/span><span class="field"><code>sock\.sk_rmem_alloc/);
    expect(page).toContain('<li class="chip reader">udp_rmem_release <span class="how">reads and writes');
    expect(page).toContain('<li class="chip producer">__udp_enqueue_schedule_skb');
    expect(textOf(page)).toContain('75.19 % of all HITM');
  });
});

describe('tabs of call graphs', () => {
  const stacks = "# Samples: 1K of event 'cycles'\n#\n# Overhead  Command   Symbol\n#\n";
  const row =
    '    60.00%  udp_sink  [k] udp_recvmsg\n            |\n            ---main\n               udp_recvmsg\n\n';

  it('say where each begins when one text holds several reports', () => {
    const { page } = pageOfTexts({ 'ticket.txt': `${stacks}${row}\nand after:\n\n${stacks}${row}` });
    expect([...page.matchAll(/<bdi dir="ltr">([^<]*)</g)].map(([, from]) => from)).toEqual([
      'ticket.txt:1',
      expect.stringMatching(/^ticket\.txt:1\d$/),
    ]);
    const alone = pageOfTexts({ 'ticket.txt': `${stacks}${row}` }).page;
    expect(alone).toContain('<bdi dir="ltr">ticket.txt<');
  });
});

describe('what to do', () => {
  it('has a prompt before commands of a shell only: a remedy may be a call of C', () => {
    const { page } = pageOf(fixture('rules', 'socket-lock', 'fires-ubuntu1604-all-cpus.txt'));
    expect(page).toContain('<pre class="command"><code>setsockopt(');
  });
});

describe('one fixture of every rule', () => {
  const files = readdirSync(fixture('rules')).flatMap((rule) => {
    const names = readdirSync(fixture('rules', rule)).filter((name) => name.endsWith('.txt'));
    return names.slice(0, 1).map((name) => fixture('rules', rule, name));
  });
  it('makes a page of less than a megabyte', () => {
    for (const file of files) {
      const { page } = pageOf(file);
      expect(page.length, file).toBeLessThan(1_000_000);
      expect(page, file).toContain('</html>');
    }
  });
});
