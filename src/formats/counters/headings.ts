import type { Line } from '../../model/source.ts';
import type { SectionContext } from '../format.ts';

/** Longest line that is looked at as a heading. */
const longestHeading = 200;

/** How many headings and blank lines may stand between a heading and what it announces. */
const mostHeadings = 12;

/**
 * The text of a line that announces the section below it, or undefined.
 *
 *     == /proc/net/snmp            # cat /proc/net/udp        --- before ---
 *     === nstat -az ===            $ nstat -az                ==> snmp.txt <==
 */
export function headingText(line: Line | undefined): string | undefined {
  if (!line || line.text.length > longestHeading) return undefined;
  const text = line.text.trim();
  const first = text[0];
  if (first !== '=' && first !== '#' && first !== '$' && first !== '-' && first !== '*') return undefined;
  const match = headingShape.exec(text);
  return match && /[A-Za-z]/.test(match[1]!) ? match[1]!.trim() : undefined;
}

// `== /proc/net/snmp`, `==> a <==`, `# cat x`, `$ nstat`, `--- before ---`, `*** after ***`; the rule below trims the tail
const headingShape = /^(?:={2,}>?|-{2,}|\*{2,}|[#$])\s+(\S[^=<*]*?)\s*(?:-{2,}|<?={2,}|\*{2,})?$/;

/** Index of the first line of the section that a heading at `at` announces; `at` itself when there is no heading. */
export function bodyBelow(lines: readonly Line[], at: number): number {
  if (headingText(lines[at]) === undefined) return at;
  for (let i = at + 1; i < lines.length && i <= at + mostHeadings; i++) {
    if (lines[i]!.text.trim() !== '' && headingText(lines[i]) === undefined) return i;
  }
  return at;
}

/** What stands above the section whose body begins at `body`: the nearest heading, or the command line of a prompt. */
export function announcement(lines: readonly Line[], body: number, context: SectionContext): string | undefined {
  for (let i = body - 1; i >= 0 && i >= body - mostHeadings; i--) {
    const announced = headingText(lines[i]) ?? commandText(lines[i]!);
    if (announced !== undefined && momentIn(announced) === undefined) return announced;
    if (announced === undefined && lines[i]!.text.trim() !== '') break;
  }
  // The command that the caller saw may be of perf, further up: then it is not this section's.
  return context.command !== undefined && !/\bperf\b/.test(context.command) ? context.command : undefined;
}

/** `[root@dut ~]# ethtool -S eth0`, `me@dut:~$ sudo nstat -az`, and a command of these formats alone on a line. */
function commandText({ text }: Line): string | undefined {
  if (text.length > longestHeading) return undefined;
  const prompted = /^\s*(?:\[[^\]]{1,60}\]|[\w.-]{1,40}@[\w.-]{1,60}:[^\s#$]{0,60}\s?)[#$]\s+(\S.*?)\s*$/.exec(text);
  if (prompted) return prompted[1];
  const bare =
    /^\s*(?:sudo )?((?:ethtool|nstat|netstat|ss|ip|cat|conntrack|numastat|sysctl|mpstat|pidstat) [-/]\S.*?)\s*$/.exec(
      text,
    );
  return bare?.[1];
}

/** Whether the section at `body` was taken before or after the incident's run: the nearest heading tells, else the file's name. */
export function momentAt(
  lines: readonly Line[],
  body: number,
  context: SectionContext,
): 'before' | 'after' | undefined {
  let moment: 'before' | 'after' | undefined;
  for (const heading of momentHeadings(lines)) {
    if (heading.at >= body) break;
    moment = heading.moment;
  }
  if (moment) return moment;
  // `run1/before/nstat.txt` says it as well as `nstat-before.txt`.
  const path = context.file.split(/[/\\]/);
  return momentIn(path.at(-1)!) ?? momentIn(path.at(-2) ?? '');
}

/** Found once per text: each section of a long paste asks for the heading above it. */
const found = new WeakMap<readonly Line[], { at: number; moment: 'before' | 'after' }[]>();

function momentHeadings(lines: readonly Line[]): { at: number; moment: 'before' | 'after' }[] {
  let headings = found.get(lines);
  if (headings) return headings;
  headings = [];
  for (let at = 0; at < lines.length; at++) {
    const text = lines[at]!.text;
    if (text.length > 80 || !/before|after/i.test(text)) continue;
    const heading = headingText(lines[at]) ?? titleText(text);
    const moment = heading === undefined ? undefined : momentIn(heading);
    if (moment) headings.push({ at, moment });
  }
  found.set(lines, headings);
  return headings;
}

/** `Before:`, `Counters after the run:`: a few words and a colon. */
function titleText(text: string): string | undefined {
  const title = text.trim();
  return title.endsWith(':') && title.split(/\s+/).length <= 5 ? title : undefined;
}

/** `counters-before.txt`, `snmp_after`, `before the run`; undefined when the text names both or neither. */
function momentIn(text: string): 'before' | 'after' | undefined {
  const words = text.toLowerCase().split(/[^a-z]+/);
  const before = words.includes('before');
  return before === words.includes('after') ? undefined : before ? 'before' : 'after';
}

/**
 * Network device a section is about, by what announces it: `ethtool -S eth0`, or the name a sosreport gives the output,
 * `sos_commands/networking/ethtool_-S_eth0`.
 */
export function deviceOf(announced: string | undefined, file: string): string | undefined {
  const match =
    /\bethtool\s+(?:-{1,2}[\w-]+\s+)?([\w.@:-]+)/.exec((announced ?? '').slice(0, longestHeading)) ??
    /ethtool_-{1,2}[A-Za-z-]+_([\w.@:-]+)$/.exec(file.slice(-longestHeading));
  return match?.[1]?.replace(/\.txt$/, '');
}
