import type { ReadInput, ReadOptions } from '../formats/read-case.ts';
import type { AnyInput, Input, LargeInput, RecordingInput } from '../input/input.ts';
import type { Read } from '../input/read.ts';
import type { SymbolPlaces } from '../input/read-symbol-files.ts';
import { UserError } from './exit-code.ts';
import { plainReason } from './output.ts';

export type CaseInput = Input | LargeInput | ReadInput;

/** Reads the recordings among the inputs. Without one, nothing is loaded. */
export async function withRecordings(
  read: Read,
  places: SymbolPlaces,
  options: ReadOptions = {},
): Promise<CaseInput[]> {
  const inputs: CaseInput[] = [];
  for (const input of read.inputs)
    inputs.push(isRecording(input) ? await readOne(input, places, read, options) : input);
  if (!read.inputs.some(isRecording)) {
    for (const flag of [places.kallsyms && '--kallsyms', places.systemMap && '--system-map']) {
      if (flag) read.problems.push({ text: `${flag} was not used: no input is a perf.data`, usage: false });
    }
  }
  return inputs;
}

function isRecording(input: AnyInput): input is RecordingInput {
  return 'recording' in input;
}

async function readOne(
  input: RecordingInput,
  places: SymbolPlaces,
  read: Read,
  options: ReadOptions,
): Promise<CaseInput> {
  const { recordingSections, NotReadHere } = await import('../formats/perf-data/reader.ts');
  const { symbolFiles } = await import('../input/read-symbol-files.ts');
  const { name } = input;
  try {
    return { name, sections: await recordingSections(input, symbolFiles(places), options) };
  } catch (error) {
    if (error instanceof NotReadHere) return printedByPerf(input, error.message, read);
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === undefined) throw error;
    const path = error instanceof Error && 'path' in error ? String(error.path) : name;
    throw new UserError(`${path}: ${plainReason(error)}`);
  }
}

/** Lets the perf of this machine print a recording. Without it the recording is named as what it is, with the advice. */
async function printedByPerf({ name, recording }: RecordingInput, why: string, read: Read): Promise<Input> {
  const { readPerfData } = await import('../input/read-perf-data.ts');
  const printed = name === '-' ? undefined : readPerfData(name);
  if (printed && 'bytes' in printed) {
    for (const text of printed.said) read.problems.push({ text: `${name}: perf says: ${text}`, usage: false });
    return { name, bytes: printed.bytes };
  }
  const shown = name === '-' ? 'standard input' : name;
  read.problems.push({ text: `${shown}: not read here: ${why}`, usage: false });
  if (printed) read.problems.push({ text: `${shown}: ${printed.problem}`, usage: false });
  const head = new Uint8Array(16);
  return { name, bytes: head.subarray(0, recording.read(0, head)) };
}
