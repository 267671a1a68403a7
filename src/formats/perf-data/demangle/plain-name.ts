/**
 * A name of nothing but identifiers, as most are that are no templates: read without a tree.
 *
 *     _ZN4node11Environment9RunTimersEP10uv_timer_s
 *     _ZNK2v85Value10IsFunctionEv
 */
export function plainName(mangled: string): string | undefined {
  let at = mangled.startsWith('_ZNK') ? 4 : mangled.startsWith('_ZN') ? 3 : 0;
  if (at === 0) return undefined;
  let text = '';
  while (mangled.charCodeAt(at) !== upperE) {
    let length = 0;
    let code = mangled.charCodeAt(at);
    if (!(code > zero && code <= nine)) return undefined;
    for (; code >= zero && code <= nine; code = mangled.charCodeAt(++at)) length = 10 * length + code - zero;
    const part = mangled.slice(at, at + length);
    at += length;
    if (at >= mangled.length || part.startsWith('_GLOBAL_')) return undefined;
    text = text === '' ? part : `${text}::${part}`;
  }
  return text === '' ? undefined : text;
}

const [zero, nine, upperE] = [48, 57, 69];
