const mostDigits = 12;

/** Reads the value that perf prints before a name: `6.80%` or `30`. */
export class PrintedValue {
  value = 0;
  /** `6.80%`, else a number. */
  isShare = false;

  /** Index behind the value at `at`, or -1. */
  read(bytes: Uint8Array, at: number): number {
    let i = at;
    let code = bytes[i]!;
    let value = 0;
    while (code >= 48 && code <= 57) {
      value = value * 10 + code - 48;
      code = bytes[++i]!;
    }
    if (i === at || i - at > mostDigits) return -1;
    this.isShare = code === 46;
    if (this.isShare) {
      // perf prints two decimals
      const tenths = bytes[i + 1]! - 48;
      const hundredths = bytes[i + 2]! - 48;
      if (tenths < 0 || tenths > 9 || hundredths < 0 || hundredths > 9 || bytes[i + 3] !== 37) return -1;
      value = (value * 100 + tenths * 10 + hundredths) / 100;
      i += 4;
    }
    this.value = value;
    return i;
  }
}
