import { symbolKey } from '../../model/symbol.ts';

// std::function<int (int)>::operator()   (anonymous namespace)::f   LazyCompile:~cb /a b/c.js:39   operator new
const nameWithBlanks = /^(?:operator\b|[^\s]*[<({~:/[][^\s])|>\(|::/;
// finish_task_switch +147   __send send.c:28   vfs_write [kernel.kallsyms]
const nameAndPlace = /^\S+ (?:\+\d+|\S+:\d+|\[\S+\])(?: \([^()]*\))?$/;

/** False for prose. Symbols hold blanks only in a few languages' names, which show that in their first word. */
export function looksLikeFrame(name: string): boolean {
  if (name === '' || name.charCodeAt(0) === 35) return false;
  return !name.includes(' ') || nameWithBlanks.test(name) || nameAndPlace.test(name);
}

// main cxx.cc:17 (calltrace)   hidden_helper cxx.cc:12 (cycles:7)   f (predicted:93.1% cycles:3 iter:2 avg_cycles:4)
const branchSuffix = / \((?:calltrace|\w+:[\d.]+%?(?: \w+:[\d.]+%?){0,9})\)$/;
// finish_task_switch.isra.0 +147   udp_recvmsg+147
const decimalOffset = / ?\+\d+$/;
// __send send.c:28   main ../sysdeps/x86/start.S:115   f ??:0
const sourceLine = / (?:\?\?|[^\s]+\.[A-Za-z]\w{0,3}):\d+$/;
/** What perf adds stands at the end; names of templates run to thousands of characters. */
const longestSuffix = 200;

function without(name: string, suffix: RegExp): string {
  const start = Math.max(0, name.length - longestSuffix);
  const at = name.slice(start).search(suffix);
  return at < 0 ? name : name.slice(0, start + at);
}

/** True when a frame's text ends in what `-g address` or `-g srcline` adds to the name. */
export function hasPosition(printed: string): boolean {
  const name = printed.endsWith(')') ? without(printed, branchSuffix) : printed;
  return endsInDigit(name) && (without(name, decimalOffset) !== name || without(name, sourceLine) !== name);
}

/**
 * Name to compare a frame by. `positions`: the tree was printed with addresses or source lines, so that a last word
 * `send.c:28` is no part of the name.
 */
export function frameKey(printed: string, positions: boolean): string {
  let name = printed;
  if (name.endsWith(')')) name = without(name, branchSuffix);
  if (name.includes('+') && endsInDigit(name)) name = without(name, decimalOffset) || name;
  if (positions) name = without(name, sourceLine) || name;
  return symbolKey(name);
}

function endsInDigit(name: string): boolean {
  const last = name.charCodeAt(name.length - 1);
  return last >= 48 && last <= 57;
}
