import { byteAt, f64at, setF64, setI32, toF64 } from '../../perf-script/scanner/machine.ts';
import { valueIsShare, valueRead } from './state.ts';

const mostDigits: i32 = 12;

/** Reads the value that perf prints before a name, `6.80%` or `30`: the index behind it, or -1. */
export function readValue(at: i32): i32 {
  let i = at;
  let code = byteAt(i);
  let whole = toF64(0);
  while (code >= 48 && code <= 57) {
    whole = whole * 10 + toF64(code - 48);
    code = byteAt(++i);
  }
  if (i === at || i - at > mostDigits) return -1;
  setI32(valueIsShare, 0);
  if (code === 46) {
    // perf prints two decimals
    const tenths = byteAt(i + 1) - 48;
    const hundredths = byteAt(i + 2) - 48;
    if (tenths < 0 || tenths > 9 || hundredths < 0 || hundredths > 9 || byteAt(i + 3) !== 37) return -1;
    whole = (whole * 100 + toF64(tenths * 10 + hundredths)) / 100;
    setI32(valueIsShare, 1);
    i += 4;
  }
  setF64(valueRead, whole);
  return i;
}

export function valueFound(): f64 {
  return f64at(valueRead);
}
