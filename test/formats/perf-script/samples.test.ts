import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ScriptCore } from '../../../src/formats/perf-script/core.ts';
import { perfScript } from '../../../src/formats/perf-script/format.ts';
import { LineLog } from '../../../src/formats/perf-script/line-log.ts';
import { describeShared, sharedFolder } from '../../support/shared.ts';
import { profiles, readScript } from './support.ts';

/** Counts of a text by expressions that share nothing with the parser. */
function countBySight(text: string) {
  const lines = text.split(/\r?\n/);
  const isEvent = (line: string) =>
    /^.*?-?\d+ +(\[\d{3}\] +)?([UK] +)?\d+\.\d{6,9}: /.test(line) &&
    !line.includes('PERF_RECORD_') &&
    !line.startsWith('#');
  const isFrame = (line: string) => /^\s+[0-9a-f]+ [^ ]/.test(line) && !/^ *\S.* \d+ .*[0-9a-f]{8} .*\)$/.test(line);
  const events = lines.filter(isEvent).length;
  return { events, frames: lines.filter((line) => !isEvent(line) && isFrame(line)).length };
}

/** Samples and frames the core took in. */
function countByCore(text: string) {
  const core = new ScriptCore(new LineLog('x'));
  core.push(new TextEncoder().encode(text));
  const { stacks, events, bare } = core.end();
  let frames = 0;
  for (let stack = 0; stack < stacks.group.length; stack++) frames += stacks.samples[stack]! * stacks.depth(stack);
  return { events: events.reduce((sum, { samples }) => sum + samples, 0), bare: bare.samples, frames };
}

interface Counts {
  events: number;
  bare?: number;
  frames: number;
}

/** Samples with another structure than event line and frames below; what they hold was counted by eye. */
const special: Record<string, Counts> = {
  // one frame per line, no time
  'script-6.1-comm-ip-oneline.txt': { events: 60, frames: 60 },
  'script-6.1-symonly.txt': { events: 0, bare: 11, frames: 129 },
  'script-6.1-dump.txt': { events: 0, frames: 0 },
  'script-6.12-json-data.txt': { events: 0, frames: 0 },
  // branches instead of frames
  'script-6.1-brstackoff.txt': { events: 40, frames: 0 },
  'script-6.1-brstacksym.txt': { events: 40, frames: 0 },
};
/** One line per sample, whose frame is on it. */
const oneLine = /nocallchain|hide-callgraph|lost-events|xed-insn|script-6\.1-mem\.txt|allfields/;

describeShared('perf-samples', 'every line of the real samples is accounted for', () => {
  const names = readdirSync(sharedFolder('perf-samples')).filter((name) => /^script-/.test(name));
  it('finds the samples', () => expect(names.length).toBeGreaterThanOrEqual(70));

  it.each(names.filter((name) => name !== 'script-6.1-stackcollapse-py.txt'))('%s', (name) => {
    const text = readFileSync(sharedFolder('perf-samples', name), 'utf8');
    const counted = countByCore(text);
    const seen = countBySight(text);
    const expected: Counts = special[name] ?? (oneLine.test(name) ? { ...seen, frames: seen.events } : seen);
    expect(counted).toEqual({ bare: 0, ...expected });

    const result = readScript(text);
    const total = profiles(result).reduce((sum, { samples }) => sum + samples!.count, 0);
    expect(total).toBe(expected.events + (expected.bare ?? 0));
    // The parts of a whole: self shares add up to 100, in rows and in trees.
    for (const profile of profiles(result)) {
      const self = profile.rows.reduce((sum, row) => sum + row.self!, 0);
      expect(self).toBeCloseTo(100, 6);
      if (profile.stacks.length === 0) continue;
      const tree = profile.stacks.flatMap((set) => Array.from(set.tree.self)).reduce((sum, share) => sum + share, 0);
      expect(tree).toBeCloseTo(100, 6);
    }
    if (total === 0) expect(result.unread).not.toEqual([]);
    // Nothing in these files is foreign: all that is not a sample has been named for what it is.
    expect(result.unread.filter(({ looksLike }) => /no perf script|without an event/.test(looksLike))).toEqual([]);
  });

  const pastes = [...names, 'sched-6.1-script.txt'].filter((name) => !/json|dump|stackcollapse/.test(name));
  it.each(pastes)('%s as a paste gives the same', (name) => {
    const text = readFileSync(sharedFolder('perf-samples', name), 'utf8');
    const lines = text.split('\n').map((line, i) => ({ text: line, number: i + 1 }));
    const at = lines.findIndex((_, i) => perfScript.starts(lines, i));
    const section = perfScript.read(lines, at, { file: 'script.txt' });
    expect(section.captures).toEqual(readScript(text).captures);
    expect(lines.slice(section.end).every((line) => line.text.trim() === '')).toBe(true);
  });

  it.each(['blank-lines-squeezed', 'leading-stripped', 'tabs-to-spaces'])('mangled: %s', (name) => {
    const clean = readScript(readFileSync(sharedFolder('perf-samples', 'script-6.1-default.txt'), 'utf8'));
    const mangled = readScript(readFileSync(sharedFolder('perf-samples', `mangled-${name}.txt`), 'utf8'));
    expect(mangled.unread).toEqual([]);
    const symbols = new Set(profiles(clean)[0]!.rows.map(({ symbol }) => symbol));
    const [profile] = profiles(mangled);
    expect(profile!.samples!.count).toBeGreaterThan(3);
    expect(profile!.rows.filter(({ symbol }) => !symbols.has(symbol))).toEqual([]);
  });

  it('takes no other format for perf script', () => {
    const others = readdirSync(sharedFolder('perf-samples')).filter(
      (name) => name.endsWith('.txt') && !/^(?:script|folded|mangled|sched-6.1-script)/.test(name),
    );
    const taken = others.filter((name) => {
      const text = readFileSync(sharedFolder('perf-samples', name), 'utf8');
      const lines = text.split('\n').map((line, i) => ({ text: line, number: i + 1 }));
      return lines.some((_, i) => perfScript.starts(lines, i));
    });
    expect(taken).toEqual([]);
  });
});

describeShared('corpus', 'labelled perf script', () => {
  const files = [
    'kernels/3.10.0-514-pktgen-smp4/p-script.txt',
    'kernels/4.12.0-many/p-script.txt',
    'kernels/7.2.13-many/p-script.txt',
    'lab/hashchain/script.txt',
    'lab/iptables/script.txt',
    'lab/single/script.txt',
    'lab/threads/script.txt',
    'public/153-script-dd.txt',
    'public/158-script-with-header.txt',
    'public/159-script-go-stacks.txt',
  ];
  it.each(files)('%s', (file) => {
    const text = readFileSync(sharedFolder('corpus', file), 'utf8');
    const counted = countByCore(text);
    expect(counted).toEqual({ bare: 0, ...countBySight(text) });
    const result = readScript(text);
    expect(profiles(result)).toHaveLength(1);
    expect(result.unread).toEqual([]);
  });

  it('knows from the header that the whole machine was recorded', () => {
    const result = readScript(readFileSync(sharedFolder('corpus', 'lab/single/script.txt'), 'utf8'));
    expect(profiles(result)[0]!.population.scope).toBe('system');
    expect(result.facts.map(({ name }) => name)).toContain('kernel');
  });
});
