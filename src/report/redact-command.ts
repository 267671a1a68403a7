/** Options of perf record whose value is the next word: letters of the short ones, names of the long ones. */
const shortWithValue = 'cCDeFGIjkmoprtu';
const longWithValue: ReadonlySet<string> = new Set(
  'aux-sample,branch-filter,call-graph,cgroup,clockid,control,count,cpu,delay,event,exclude-perf,filter,freq,max-size,mmap-flush,mmap-pages,num-thread-synthesize,output,pid,proc-map-timeout,realtime,tid,uid'.split(
    ',',
  ),
);
/** Those of them that name something of the house: files, users, groups of tasks. */
const naming: ReadonlySet<string> = new Set(['o', 'output', 'u', 'uid', 'G', 'cgroup']);

/** What of the command line of perf is the user's own: values that name something, and what was started to be recorded. */
export function ownWords(commandLine: string): { readonly values: readonly string[]; readonly started?: string } {
  const all = commandLine.split(/\s+/).filter((word) => word !== '');
  // The first words are perf and its command.
  const words = all.slice(all.findIndex((word) => commands.test(word)) + 1 || all.length);
  const values: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (word === '--') return { values, ...startedFrom(words, at + 1) };
    if (!/^-./.test(word)) return { values, ...startedFrom(words, at) };
    const [option, attached] = optionOf(word);
    const value = attached ?? (takesValue(word, option) ? words[++at] : undefined);
    if (value !== undefined && naming.has(option) && !/^\d+$/.test(value)) values.push(value);
  }
  return { values };
}

const commands = /^(?:record|stat|trace|top|c2c|mem|lock|sched)$/;

/** `--output=x`, `-o`, `-ox`, and of `-agF` the last letter. */
function optionOf(word: string): readonly [option: string, attached: string | undefined] {
  const long = /^--([\w-]+)(?:=(.*))?$/.exec(word);
  if (long) return [long[1]!, long[2]];
  const first = word[1]!;
  if (word.length > 2 && shortWithValue.includes(first)) return [first, word.slice(2)];
  return [word.at(-1)!, undefined];
}

function takesValue(word: string, option: string): boolean {
  return word.startsWith('--') ? longWithValue.has(option) : shortWithValue.includes(option);
}

function startedFrom(words: readonly string[], at: number): { started?: string } {
  const started = words.slice(at).join(' ');
  return started === '' ? {} : { started };
}
