/**
 * The rest of the line that begins with a key, in lines `KEY REST` sorted by key (in order of code units), each with its
 * newline; undefined when there is none. Looking a few keys up costs less than making a map of thousands.
 */
export function restOfLine(lines: string, key: string): string | undefined {
  let from = 0;
  let to = lines.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    const start = middle === 0 ? 0 : lines.lastIndexOf('\n', middle - 1) + 1;
    const end = lines.indexOf('\n', middle);
    const keyEnd = lines.indexOf(' ', start);
    const found = lines.slice(start, keyEnd);
    if (found === key) return lines.slice(keyEnd + 1, end);
    if (found < key) from = end + 1;
    else to = start;
  }
  return undefined;
}
