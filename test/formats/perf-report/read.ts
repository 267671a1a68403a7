import { readFileSync } from 'node:fs';
import { factsInText } from '../../../src/formats/facts-in-text.ts';
import { perfHeader } from '../../../src/formats/perf-header.ts';
import { lastResortFormats, perfReportFormats } from '../../../src/formats/perf-report/index.ts';
import { perfTop } from '../../../src/formats/perf-top/perf-top.ts';
import { cleanLines } from '../../../src/input/clean.ts';
import { decodeText } from '../../../src/input/decode.ts';
import type { Unread } from '../../../src/model/case.ts';
import type { Fact } from '../../../src/model/fact.ts';
import type { Profile } from '../../../src/model/profile.ts';
import type { Line, Note } from '../../../src/model/source.ts';

const formats = [...perfReportFormats, perfTop, perfHeader, ...lastResortFormats];

export interface Read {
  readonly profiles: Profile[];
  readonly facts: Fact[];
  readonly notes: Note[];
  readonly unread: Unread[];
  readonly prose: Line[];
  readonly lines: readonly Line[];
}

/** Reads a text with the formats of this folder alone, after the usual clean-up. */
export function readText(text: string): Read {
  const { lines } = cleanLines(text, 'paste.txt');
  const read: Read = { profiles: [], facts: [], notes: [], unread: [], prose: [], lines };
  for (let at = 0; at < lines.length; ) {
    const format = formats.find((one) => one.starts(lines, at));
    if (!format) {
      if (lines[at]!.text.trim() !== '') read.prose.push(lines[at]!);
      at++;
      continue;
    }
    const section = format.read(lines, at, { file: 'paste.txt' });
    if (section.end <= at) throw new Error(`${format.name} does not move on at line ${lines[at]!.number}`);
    for (const capture of section.captures) if (capture.kind === 'profile') read.profiles.push(capture);
    read.facts.push(...(section.facts ?? []));
    read.notes.push(...(section.notes ?? []));
    read.unread.push(...(section.unread ?? []));
    at = section.end;
  }
  read.facts.push(...factsInText(read.prose, 'paste.txt'));
  return read;
}

export function readSample(file: string): Read {
  const decoded = decodeText(readFileSync(file), 'paste.txt');
  return readText('text' in decoded ? decoded.text : '');
}

/** The only profile of a text. */
export function profileIn(text: string): Profile {
  const { profiles } = readText(text);
  if (profiles.length !== 1) throw new Error(`${profiles.length} profiles instead of one`);
  return profiles[0]!;
}
