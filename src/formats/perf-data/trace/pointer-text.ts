import type { EventFormat } from './event-format.ts';
import type { Expression } from './expression.ts';
import { fieldNamed, numberOf } from './number-of.ts';
import type { Raw } from './raw.ts';
import { arrayOf, type TextOf } from './text-of.ts';
import { NotUnderstood } from './tokens.ts';

/** A function of the kernel and where it begins; undefined when the address has no name. */
export type Locate = (address: bigint) => { readonly symbol: string; readonly start: bigint } | undefined;

/** What may follow `%p`, which says how what is pointed to is printed: `S`, `I4`, `ISpc`, `hC`, `MF`. */
export const pointerKind = /^(?:[FfSs]|[Mm][RF]?|[iI]4[hnlb]?|I6c?|i6|[iI]S[pfsc]*[hnlb]?|U[LlBb]?|h[CDN]?)/;

/** By print_arg_pointer of libtraceevent. `length` is that of `%*ph`. */
export function pointerText(
  kind: string,
  expression: Expression,
  format: EventFormat,
  locate: Locate,
  length?: (raw: Raw) => number,
): TextOf {
  const first = kind[0];
  if (first === undefined) {
    const field = expression.kind === 'field' ? fieldNamed(format, expression.name) : undefined;
    // addresses of packets are never the same twice: their texts are made of the words, not of a BigInt
    if (field?.size === 8 && !field.isArray)
      return (raw) => addressOf(raw.small(field.offset, 4), raw.small(field.offset + 4, 4));
    const of = numberOf(expression, format);
    return (raw) => {
      const address = of(raw);
      return addressOf(Number(address & 0xffffffffn), Number(address >> 32n));
    };
  }
  if ('FfSs'.includes(first)) return functionText(first, expression, format, locate);
  const bytes = arrayOf(expression, format);
  switch (first) {
    case 'M':
    case 'm':
      return (raw) => macText(kind, bytes(raw));
    case 'i':
    case 'I':
      return ipText(kind, bytes);
    case 'U':
      return (raw) => uuidText(kind, bytes(raw));
    case 'h': {
      if (!length) throw new NotUnderstood('%ph without a length');
      const between = { hC: ':', hD: '-', hN: '' }[kind] ?? ' ';
      return (raw) => [...bytes(raw).subarray(0, length(raw))].map(hex2).join(between);
    }
    default:
      throw new NotUnderstood(`%p${kind}`);
  }
}

function addressOf(low: number, high: number): string {
  if (high === 0) return low === 0 ? '(nil)' : `0x${low.toString(16)}`;
  return `0x${high.toString(16)}${low.toString(16).padStart(8, '0')}`;
}

/** `udp_queue_rcv_one_skb+0x437` of `%pS`, the name alone of `%ps`. */
function functionText(kind: string, expression: Expression, format: EventFormat, locate: Locate): TextOf {
  const of = numberOf(expression, format);
  return (raw) => {
    const address = of(raw);
    const found = locate(address);
    if (!found) return `0x${address.toString(16)}`;
    return kind === 'S' || kind === 'F' ? `${found.symbol}+0x${(address - found.start).toString(16)}` : found.symbol;
  };
}

function macText(kind: string, bytes: Uint8Array): string {
  if (bytes.length !== 6) return 'INVALIDMAC';
  const list = [...bytes].map(hex2);
  if (kind.endsWith('R')) list.reverse();
  return list.join(kind[0] === 'm' ? '' : kind === 'MF' ? '-' : ':');
}

/** `I4` and `I6` are addresses, `IS` a sockaddr, with `p` for the port and `c` for IPv6 made short. */
function ipText(kind: string, bytes: (raw: Raw) => Uint8Array): TextOf {
  const isPadded = kind[0] === 'i';
  const isShort = kind.includes('c');
  if (kind[1] === '4') {
    const isReversed = /[hl]/.test(kind.slice(2));
    return (raw) => ip4(bytes(raw), isPadded, isReversed);
  }
  if (kind[1] === '6') return (raw) => ip6(bytes(raw), isPadded, isShort);
  const hasPort = kind.includes('p') && !isPadded;
  return (raw) => {
    const address = bytes(raw);
    const family = (address[0] ?? 0) + 256 * (address[1] ?? 0);
    const port = hasPort ? `:${256 * (address[2] ?? 0) + (address[3] ?? 0)}` : '';
    if (family === 2) return address.length < 16 ? 'INVALIDIPv4' : ip4(address.subarray(4, 8), isPadded, false) + port;
    if (family !== 10) return '';
    if (address.length < 28) return 'INVALIDIPv6';
    const text = ip6(address.subarray(8, 24), isPadded, isShort);
    return hasPort ? `[${text}]${port}` : text;
  };
}

function ip4(bytes: Uint8Array, isPadded: boolean, isReversed: boolean): string {
  if (bytes.length !== 4) return 'INVALIDIPv4';
  const [a, b, c, d] = (isReversed ? bytes.toReversed() : bytes) as unknown as [number, number, number, number];
  if (!isPadded) return `${a}.${b}.${c}.${d}`;
  return [a, b, c, d].map((byte) => String(byte).padStart(3, '0')).join('.');
}

function ip6(bytes: Uint8Array, isPadded: boolean, isShort: boolean): string {
  if (bytes.length !== 16) return 'INVALIDIPv6';
  const words: number[] = [];
  for (let at = 0; at < 16; at += 2) words.push(256 * bytes[at]! + bytes[at + 1]!);
  if (!isShort) return words.map((word) => word.toString(16).padStart(4, '0')).join(isPadded ? '' : ':');
  const isMapped = words.slice(0, 5).every((word) => word === 0) && words[5] === 0xffff;
  // an address of ISATAP
  const holdsIp4 = isMapped || ((words[4]! | 0x0200) === 0x0200 && words[5] === 0x5efe);
  const range = words.slice(0, holdsIp4 ? 6 : 8);
  let [from, longest] = [-1, 1];
  for (let at = 0; at < range.length; at++) {
    let length = 0;
    while (range[at + length] === 0) length++;
    if (length > longest) [from, longest] = [at, length];
  }
  const hex = (list: readonly number[]) => list.map((word) => word.toString(16)).join(':');
  const end = holdsIp4 ? ip4(bytes.subarray(12), false, false) : '';
  if (from < 0) return [hex(range), end].filter(Boolean).join(':');
  const rest = [hex(range.slice(from + longest)), end].filter(Boolean).join(':');
  return `${hex(range.slice(0, from))}::${rest}`;
}

const guidOrder = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];

function uuidText(kind: string, bytes: Uint8Array): string {
  if (bytes.length !== 16) return 'INVALIDUUID';
  const isGuid = /[lL]/.test(kind.slice(1));
  const list = Array.from(bytes, (_, i) => hex2(bytes[isGuid ? guidOrder[i]! : i]!)).join('');
  const text = list.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  return /[LB]/.test(kind.slice(1)) ? text.toUpperCase() : text;
}

function hex2(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
