import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';

/** Something wrong in a file that the user wrote. Lines and columns are 1-based. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/** `pack.yaml:12:5: no remedy is called "x"`. */
export function problemText({ file, line, column, text }: Problem): string {
  return `${file}:${line}:${column}: ${text}`;
}

export interface YamlText {
  readonly value: unknown;
  /** What is wrong with the YAML itself; `value` is then of no use. */
  readonly problems: readonly Problem[];
  /** A problem at the key or item that the path leads to, or as far as the path exists. */
  problem(path: readonly PropertyKey[], text: string): Problem;
}

/** YAML 1.2 with places: who is told of a mistake is also told where. */
export function readYaml(text: string, file: string): YamlText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number, text: string): Problem => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1), text };
  };
  // One slip makes many errors of what follows.
  const problems = document.errors.slice(0, 3).map(({ pos, message }) => at(pos[0], message));
  const problem = (path: readonly PropertyKey[], text: string) => at(offsetOf(document, path), text);
  if (problems.length > 0) return { value: undefined, problems, problem };
  try {
    return { value: document.toJS() as unknown, problems, problem };
  } catch (error) {
    // Aliases that multiply: the reader refuses to expand them.
    return { value: undefined, problems: [at(0, error instanceof Error ? error.message : String(error))], problem };
  }
}

function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0] ?? 0;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => (isScalar(key) ? String(key.value) : undefined) === String(step));
      if (!pair) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(step)] as Node | undefined;
      if (!item) break;
      offset = item.range?.[0] ?? offset;
      node = item;
    } else {
      break;
    }
  }
  return offset;
}
