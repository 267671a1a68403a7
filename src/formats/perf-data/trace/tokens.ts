/** A print format that is not understood, in words that follow `it holds `. */
export class NotUnderstood extends Error {}

export interface Token {
  readonly kind: 'number' | 'name' | 'text' | 'mark' | 'end';
  readonly text: string;
}

// 0x1FULL  12   name   "text \" more"   'F'   and marks of C, the long ones first
const token =
  /\s*(?:(0[xX][0-9a-fA-F]+|\d+)[uUlL]*\b|([A-Za-z_]\w*)|"((?:[^"\\]|\\.)*)"|'([^'\\])'|(->|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^~!<>?:()[\]{},.;=]))/sy;

/** The words of a print format; texts still hold their backslashes. */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  for (let at = 0; at < source.length; at = token.lastIndex) {
    const match = token.exec(source);
    if (!match) {
      if (source.slice(at).trim() === '') break;
      throw new NotUnderstood(`the character ${source.slice(at).trim()[0]}`);
    }
    const [, number, name, text, character, mark] = match;
    if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (character !== undefined) tokens.push({ kind: 'number', text: String(character.charCodeAt(0)) });
    else if (text !== undefined) tokens.push({ kind: 'text', text });
    else tokens.push({ kind: 'mark', text: mark! });
  }
  tokens.push({ kind: 'end', text: 'the end' });
  return tokens;
}

/** A literal as C reads it: `\n`, `\t`, and every other character for itself. */
export function withoutBackslashes(text: string): string {
  return text.replace(/\\(.)/gs, (_, character: string) => escapes[character] ?? character);
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
