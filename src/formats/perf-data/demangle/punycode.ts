import { NotMangled } from './cursor.ts';

const [base, least, most, skew, damp] = [36, 1, 26, 38, 700];

/** Letters beyond ASCII in an identifier of Rust: RFC 3492 with `_` for its hyphen. */
export function fromPunycode(text: string): string {
  const end = text.lastIndexOf('_');
  const codes = Array.from(end > 0 ? text.slice(0, end) : '', (letter) => letter.charCodeAt(0));
  let [code, bias, place] = [0x80, 72, 0];
  for (let at = end + 1; at < text.length; place++) {
    const before = place;
    for (let weight = 1, step = base; ; step += base) {
      const digit = digitOf(text.charCodeAt(at++));
      place += digit * weight;
      const threshold = Math.min(most, Math.max(least, step - bias));
      if (digit < threshold) break;
      weight *= base - threshold;
      if (weight > 1e9) throw new NotMangled();
    }
    const length = codes.length + 1;
    bias = adapted(place - before, length, before === 0);
    code += Math.floor(place / length);
    place %= length;
    if (code > 0x10ffff || length > 1000) throw new NotMangled();
    codes.splice(place, 0, code);
  }
  return String.fromCodePoint(...codes);
}

function digitOf(code: number): number {
  if (code >= 97 && code <= 122) return code - 97;
  if (code >= 48 && code <= 57) return code - 22;
  throw new NotMangled();
}

function adapted(delta: number, length: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? damp : 2));
  rest += Math.floor(rest / length);
  let steps = 0;
  for (; rest > ((base - least) * most) / 2; steps += base) rest = Math.floor(rest / (base - least));
  return steps + Math.floor(((base - least + 1) * rest) / (rest + skew));
}
