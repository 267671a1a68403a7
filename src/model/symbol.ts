/**
 * The name a symbol is compared by: what compilers and perf add is cut off.
 *
 *     finish_task_switch.isra.0      finish_task_switch
 *     _raw_spin_lock_bh (inlined)    _raw_spin_lock_bh
 *     udp_recvmsg+0x1a3              udp_recvmsg
 *     .udp_recvmsg                   udp_recvmsg       the code of a function descriptor, big-endian powerpc
 *     hidden_helper(std::function<int (int)>)   hidden_helper
 */
export function symbolKey(printed: string): string {
  let name = printed.trim();
  if (name.endsWith('(inlined)')) name = name.slice(0, -9).trimEnd();
  if (name.includes('+0x')) name = name.replace(/\+0x[0-9a-f]+$/, '');
  if (name.charCodeAt(0) === 46 && /^\.[a-z_]\w{2}/.test(name)) name = name.slice(1);
  if (name.indexOf('.') > 0 || name.includes('$')) name = name.replace(compilerSuffix, '');
  if (name.endsWith(')') || name.endsWith(') const')) name = withoutParameters(name);
  return name;
}

// .isra.51  .constprop.0  .part.12  .cold  .cold.7  .llvm.1234  .lto_priv.0  .__uniq.271  .cfi_jt  $1a2b3c4d.cfi, several in a row
const compilerSuffix =
  /(?:(?:\.(?:isra|constprop|part|cold|llvm|lto_priv|localalias|clone|ipa|__uniq|cfi|cfi_jt)|\$[0-9a-f]{8,})(?:\.\d+)*)+$/;

/** Cuts the last balanced `(...)`, but not `operator()`, nor a name that is nothing but parentheses. */
function withoutParameters(name: string): string {
  const end = name.endsWith(' const') ? name.length - 6 : name.length;
  let depth = 0;
  for (let i = end - 1; i > 0; i--) {
    if (name[i] === ')') depth++;
    else if (name[i] === '(' && --depth === 0) {
      const before = name.slice(0, i);
      if (before.endsWith('operator') || before.endsWith('::') || before.trimEnd() === '') return name;
      return before.trimEnd();
    }
  }
  return name;
}
