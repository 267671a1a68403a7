/** Scanning of bytes that are known to hold a newline: blanks and words never reach beyond it. */

const space = 32;
const tab = 9;
/** Longest text before the time that perf can print, with room for a cgroup. */
const longestHead = 400;

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function skipBlanks(bytes: Uint8Array, at: number): number {
  let i = at;
  while (bytes[i] === space || bytes[i] === tab) i++;
  return i;
}

/** Index behind the word at `at`. */
export function wordEnd(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && bytes[i] !== space && bytes[i] !== tab) i++;
  return i;
}

export function isNumber(bytes: Uint8Array, from: number, to: number): boolean {
  let i = from;
  while (i < to && isDigit(bytes[i]!)) i++;
  return i === to && to > from && to - from <= 20;
}

/** Index of the colon of the first time (`3157.422042:`) at or after `from`, or -1. */
export function timeEnd(bytes: Uint8Array, from: number, end: number): number {
  const last = Math.min(end, from + longestHead);
  for (let i = from + 3; i < last; i++) {
    if (bytes[i] !== 58 || !isDigit(bytes[i - 1]!)) continue;
    let point = i - 1;
    while (point > from && isDigit(bytes[point]!)) point--;
    if (bytes[point] !== 46 || i - point > 10) continue;
    const start = digitsStart(bytes, point, from);
    if (start < point && (start === from || bytes[start - 1] === space || bytes[start - 1] === tab)) return i;
  }
  return -1;
}

/** Index behind what stands before the time whose colon is at `colon`. */
export function numberStart(bytes: Uint8Array, colon: number, from: number): number {
  let i = colon;
  while (i > from && bytes[i - 1] !== space && bytes[i - 1] !== tab) i--;
  while (i > from && (bytes[i - 1] === space || bytes[i - 1] === tab)) i--;
  return i;
}

function digitsStart(bytes: Uint8Array, at: number, from: number): number {
  let i = at;
  while (i > from && isDigit(bytes[i - 1]!)) i--;
  return i;
}
