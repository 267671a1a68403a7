import type { Note } from '../../model/source.ts';
import type { Frames, Nameless } from './frames.ts';
import type { KernelNames } from './kernel-names.ts';
import type { Recording } from './recording.ts';
import type { TraceTally } from './trace/trace-tally.ts';

/** Files without symbols that are named one by one. */
const namedFiles = 4;
/** Share of the samples below which a file without names is not worth a word. */
const worthNaming = 0.01;

/** What of the file could not be read. */
export function damage({ end, isUnfinished, tally, sideBand }: Recording, file: string): Note[] {
  const notes: Note[] = [];
  if (isUnfinished) {
    const text =
      'perf record was stopped before it finished this file: read up to its end, and what the header would say is missing';
    notes.push({ kind: 'truncated', text, file });
  } else if (end.how === 'cut')
    notes.push({ kind: 'truncated', text: `the file ends within a record, at byte ${end.at}`, file });
  if (end.how === 'broken')
    notes.push({ kind: 'trouble', text: `no record begins at byte ${end.at}: what follows was not read`, file });
  if (sideBand.unknownRecords > 0) {
    const text = `${sideBand.unknownRecords} records are of kinds that are not known here, of a newer perf or kernel: passed over`;
    notes.push({ kind: 'unread', text, file });
  }
  if (tally.deferred > 0) {
    const text =
      `the user stacks of ${tally.deferred} samples are records of their own, which are not read: their stacks end where the ` +
      'kernel was entered. perf script of Linux 6.19 prints them whole';
    notes.push({ kind: 'unread', text, file });
  }
  if (tally.malformed > 0) {
    notes.push({
      kind: 'trouble',
      text: `${tally.malformed} samples could not be read: their fields do not fit into them`,
      file,
    });
  }
  return notes;
}

/** What has no name, and the command that gives it one. */
export function nameNotes(kernel: KernelNames, { nameless }: Frames, all: number, file: string): Note[] {
  const notes: Note[] = [];
  if (all > 0 && kernel.missing !== undefined) {
    const text =
      `the kernel's functions have no names: ${kernel.missing}. Give --kallsyms FILE (a copy of /proc/kallsyms, read as root, ` +
      'since the machine was booted) or --system-map FILE, or run perfwhy where it was recorded';
    notes.push({ kind: 'trouble', text, file });
  }
  const files = [...nameless.values()].filter(({ samples }) => samples >= worthNaming * all);
  files.sort((a, b) => b.samples - a.samples);
  if (files.length > 0) {
    const text =
      `no names of functions in ${listed(files)}. ` +
      'Where it was recorded, `perf archive` packs the files; their debug packages have the rest';
    notes.push({ kind: 'inferred', text, file });
  }
  return notes;
}

/** Which fields of tracepoints are not told. */
export function fieldNotes({ fields, untold }: TraceTally, file: string): Note[] {
  const notes: Note[] = fields.leftOut().map(({ name }) => {
    return { kind: 'inferred', text: `${name} differs in nearly every sample and is not counted by value`, file };
  });
  for (const { event, why } of untold) {
    notes.push({ kind: 'unread', text: `the fields of ${event} are not read: ${why}. perf script prints them`, file });
  }
  return notes;
}

const whyWords: Readonly<Record<Nameless['why'], string>> = {
  'no file': 'not here',
  'another build': 'another build is here',
  'no symbols': 'stripped',
  'no map': 'code made at run time',
};

function listed(files: readonly Nameless[]): string {
  const shown = files
    .slice(0, namedFiles)
    .map(({ file, why, samples }) => `${file} (${whyWords[why]}, ${samples} samples)`);
  const more = files.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
