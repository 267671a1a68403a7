/** Comms have 15 bytes at most; stackcollapse adds `-pid` or `-pid/tid`. */
const longestComm = 15;
// both.sh-11468/11468   udp-tx-11480   rx_worker-?/0
const withIds = /^(.*)-(?:\?|\d{1,10})(?:\/(\d{1,10}))?$/;
// names that no comm has: C++ and Java names, offsets, versions, kernel frames, what perf writes for no name
const noComm = /::|\(|\+0x|@|_\[[kij]\]$|^\[|^<|;/;
// (udev-worker)   (sd-pam)   what systemd calls its helpers
const parenthesised = /^\([\w-]+\)$/;
// the outermost frames of programs and kernel threads
const function_ =
  /^(?:_start|__libc_start_\w+|start_thread|_*clone3?|main|entry_SYSCALL_64\w*|do_syscall_64|ret_from_fork\w*|secondary_startup_64\w*|start_kernel|all|root|unknown|total)$/;

/** What the roots of all stacks say about commands. */
export interface Comms {
  /** The comm of each root, without the ids that stand behind it. */
  readonly byRoot: ReadonlyMap<string, string>;
  /** Threads per comm, when the ids are there. */
  readonly threads?: Readonly<Record<string, number>>;
}

/**
 * Decides whether stacks begin with the command, as stackcollapse and inferno write them; undefined when the roots are
 * functions. `callees`: names that stand anywhere below a root: a command's name hardly ever does.
 */
export function commsOf(roots: readonly string[], callees: ReadonlySet<string>): Comms | undefined {
  if (roots.length === 0) return undefined;
  const ids = roots.map((root) => withIds.exec(root));
  const allWithIds = ids.every((match) => match !== null);
  const byRoot = new Map<string, string>();
  const tids = new Map<string, Set<string>>();
  let alsoCallees = 0;
  for (const [i, root] of roots.entries()) {
    const comm = allWithIds ? ids[i]![1]! : root;
    const bytes = new TextEncoder().encode(comm).length;
    if (bytes > longestComm || (noComm.test(comm) && !parenthesised.test(comm)) || function_.test(comm))
      return undefined;
    if (callees.has(root)) alsoCallees++;
    byRoot.set(root, comm);
    // a comm ending in a digit that was taken for a thread has `?` for its process
    if (allWithIds && !root.includes('-?')) tids.set(comm, (tids.get(comm) ?? new Set()).add(root));
  }
  if (2 * alsoCallees > roots.length) return undefined;
  if (tids.size === 0) return { byRoot };
  return { byRoot, threads: Object.fromEntries([...tids].map(([comm, set]) => [comm, set.size])) };
}
