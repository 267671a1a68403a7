import type { Unread } from '../model/case.ts';
import type { Line } from '../model/source.ts';

type Recognised = Required<Pick<Unread, 'looksLike' | 'advice'>>;

const profile =
  'perf record -a -g -- sleep 5 while it is slow, then perf report --stdio --no-children -g caller > report.txt';

/** What other tools print where CPU time was asked for, by a line that nothing else has; `least` of them make it certain. */
const tools: readonly (Recognised & { readonly line: RegExp; readonly least: number })[] = [
  {
    //       flat  flat%   sum%        cum   cum%
    line: /^\s*flat\s+flat%\s+sum%\s+cum\s+cum%/,
    least: 1,
    looksLike: "a table of Go's pprof",
    advice: `pprof sees the program, not what the kernel does in its system calls: ${profile}`,
  },
  {
    // % time     seconds  usecs/call     calls    errors syscall
    line: /^\s*% time\s+seconds\s+usecs\/call\s+calls\b/,
    least: 1,
    looksLike: 'the summary of strace -c',
    advice: `perf trace -s -p PID -- sleep 5 counts the same and slows less; for where the time goes: ${profile}`,
  },
  {
    //  0)   0.254 us    |      dev_gro_receive();
    line: /^\s*\d+\)\s.*\|\s+(?:\S.*)?[;{}](?:\s+\/\*.*)?\s*$/,
    least: 3,
    looksLike: 'a trace of functions (ftrace)',
    advice: `It shows single calls, and what tracing costs is in its times: ${profile}`,
  },
  {
    // <idle>-0       [003] ..s2.  5121.201101: kfree_skb: skbaddr=...
    line: /^\s*\S.{0,20}-\d+\s+(?:\(.{0,12}\)\s+)?\[\d{3}\]\s+[\w.#]{4,6}\s+\d+\.\d{6}: \w+: /,
    least: 2,
    looksLike: 'events of a trace (ftrace)',
    advice: `perf trace -a -e skb:kfree_skb --max-stack 4 -- sleep 1 counts drops and is read here; for where the time goes: ${profile}`,
  },
  {
    // recvmsg(5, {msg_name=...}, 0) = 64 <0.000012>
    line: /^(?:\[pid\s+\d+\] )?(?:\d\S* )?(?:recv(?:from|m?msg)|epoll_p?wait\d?|p?poll|read|sendm?msg|sendto)\(.*\)\s+= -?\d+/,
    least: 2,
    looksLike: 'system calls that strace printed',
    advice: `perf trace -s -p PID -- sleep 5 counts them and slows less; for where the time goes: ${profile}`,
  },
  {
    // 12:49:02.123456 IP 192.0.2.1.53 > 192.0.2.2.4711: UDP, length 64
    line: /^\s*\d\d:\d\d:\d\d\.\d{6} IP6? \S+ > \S+:/,
    least: 2,
    looksLike: 'packets that tcpdump printed',
    advice: `Packets do not show where the CPU goes: ${profile}`,
  },
  {
    // [  5]   0.00-1.00   sec  39.1 MBytes   328 Mbits/sec  0.005 ms  70430/390835 (18%)
    line: /^\s*\[\s*(?:\d+|SUM)\]\s+\d+\.\d+-\s*\d+\.\d+\s+sec\s/,
    least: 2,
    looksLike: 'results of iperf',
    advice: `They show that datagrams are lost, not where: ${profile}, and nstat -az before and after`,
  },
  {
    // [64K, 128K)       388937 |@@@@@@@@@@@@@@@@@@@@@@@@@@
    line: /^\s*[[(]-?[\d.]+[KMG]?(?:, -?[\d.]+[KMG]?[)\]]|\])\s+\d+ \|@* *\|/,
    least: 2,
    looksLike: 'histograms of bpftrace',
    advice: `They are of what somebody chose to measure; for where CPU time goes: ${profile}`,
  },
];

/** What the lines of a text are in which no format found anything. */
export function otherTool(lines: readonly Line[]): Recognised | undefined {
  for (const { line, least, looksLike, advice } of tools) {
    let count = 0;
    for (const { text } of lines)
      if (text.length < 400 && line.test(text) && ++count >= least) return { looksLike, advice };
  }
  return undefined;
}
