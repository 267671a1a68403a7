import { setI32 } from '../../perf-script/scanner/machine.ts';
import { memoryEnd } from '../../perf-script/scanner/state.ts';
import { makeNames } from './names.ts';
import { buffersEnd } from './state.ts';

export { finish, scan } from './scan.ts';

/** To be called once, before all else. */
export function start(): void {
  setI32(memoryEnd, buffersEnd);
  makeNames();
}
