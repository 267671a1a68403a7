/** How the lines of a folded text are laid out: the same for all of them. */
export interface Layout {
  /** `12 a;b;c` as perf report writes chains, else `a;b;c 12`. */
  readonly countFirst: boolean;
  /** Two counts at the end: before and after, as difffolded.pl writes them. */
  readonly differential: boolean;
  /** Frames run from the innermost to the outermost. */
  readonly calleeFirst: boolean;
}

export interface FoldedLine {
  /** In the order printed, without the marks between kernel and user. */
  readonly frames: string[];
  /** Frames from this index on are the kernel's; undefined without a mark (`-`, `--`) that says so. */
  readonly kernelFrom: number | undefined;
  readonly counts: readonly number[];
}

/** Lines that are looked at before the layout is decided. */
export const layoutLines = 100;

/** Outermost frames of all programs and kernel threads: where a chain with one of them begins is its outer end. */
const outermost =
  /^(?:_start|__libc_start_main.*|__libc_start_call_main|start_thread|_*clone3?|main|entry_SYSCALL_64\w*|ret_from_fork\w*|secondary_startup_64\w*|start_kernel|el0t?_64_sync|runtime\.goexit.*)$/;

/** Decides the layout from the first lines, which are all folded stacks. */
export function layoutOf(lines: readonly string[]): Layout {
  const countFirst = lines.every((line) => endsInCount(line) < 0 && startsWithCount(line) > 0);
  if (!countFirst) {
    const differential = lines.every((line) => endsInCount(line.slice(0, Math.max(0, endsInCount(line)))) > 0);
    return { countFirst, differential, calleeFirst: false };
  }
  let firstOuter = 0;
  let lastOuter = 0;
  for (const line of lines) {
    const frames = line.slice(startsWithCount(line)).trim().split(';');
    if (outermost.test(frames[0]!)) firstOuter++;
    if (outermost.test(frames.at(-1)!)) lastOuter++;
  }
  return { countFirst, differential: false, calleeFirst: lastOuter > firstOuter };
}

/** Reads a line of the given layout, or undefined when it is no folded stack. */
export function parseFolded(line: string, { countFirst, differential, calleeFirst }: Layout): FoldedLine | undefined {
  let text = line.trimEnd();
  const counts: number[] = [];
  if (countFirst) {
    const end = startsWithCount(text);
    if (end < 0) return undefined;
    counts.push(Number.parseFloat(text));
    text = text.slice(end).trim();
  } else {
    for (let n = differential ? 2 : 1; n > 0; n--) {
      const at = endsInCount(text);
      if (at < 0) return undefined;
      counts.unshift(Number(text.slice(at + 1)));
      text = text.slice(0, at).trimEnd();
    }
  }
  text = text.trimStart();
  return text === '' ? undefined : { ...framesOf(text, calleeFirst), counts };
}

function framesOf(text: string, calleeFirst: boolean): Pick<FoldedLine, 'frames' | 'kernelFrom'> {
  const frames: string[] = [];
  let kernelFrom: number | undefined;
  for (const name of text.split(';')) {
    // Java's `Lio/netty/Loop;::run` holds the separator
    if (name.startsWith('::') && frames.length > 0) frames.push(`${frames.pop()};${name}`);
    // bcc puts `-` or `--` between user and kernel
    else if (name === '-' || name === '--') kernelFrom = frames.length;
    else if (name !== '') frames.push(name);
  }
  return { frames: calleeFirst ? frames.reverse() : frames, kernelFrom };
}

/** Index of the blank before a count at the end (`a;b 12`, `a;b 12.5`), or -1. */
export function endsInCount(text: string): number {
  let i = text.length - 1;
  let points = 0;
  for (; i >= 0; i--) {
    const code = text.charCodeAt(i);
    if (code === 46) points++;
    else if (code < 48 || code > 57) break;
  }
  const digits = text.length - 1 - i - points;
  const blank = text[i] === ' ' || text[i] === '\t';
  return digits > 0 && points <= 1 && text.length - i <= 26 && blank && i > 0 ? i : -1;
}

// 53 a;b   1.25% a;b
const leadingCount = /^\s*\d{1,20}(?:\.\d{1,10})?%?[ \t]+(?=\S)/;

/** Index behind a count at the beginning and its blanks, or -1. */
export function startsWithCount(text: string): number {
  return leadingCount.exec(text)?.[0].length ?? -1;
}
