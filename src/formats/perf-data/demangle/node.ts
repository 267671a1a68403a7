/** What a mangled name is made of. Types are printed in two halves, what stands before a declared name and what behind it. */
export type Node =
  /** A text as it is: an identifier, a type of the language. */
  | { readonly kind: 'text'; readonly text: string }
  /** `std`, which stands for a longer name where a constructor follows: `std::string`. */
  | { readonly kind: 'standard'; readonly text: string; readonly full: string; readonly last: string }
  | { readonly kind: 'nested'; readonly scope: Node; readonly name: Node }
  | { readonly kind: 'local'; readonly scope: Node; readonly name: Node }
  | { readonly kind: 'template'; readonly name: Node; readonly args: readonly Node[] }
  | { readonly kind: 'structor'; readonly isDestructor: boolean; readonly of: Node }
  | { readonly kind: 'operator'; readonly name: string }
  | { readonly kind: 'conversion'; readonly to: Node }
  | { readonly kind: 'tagged'; readonly name: Node; readonly tag: string }
  /** A function: its name with what it takes and, of templates, what it returns. */
  | { readonly kind: 'encoding'; readonly name: Node; readonly type: FunctionType; readonly qualifiers: string }
  | {
      readonly kind: 'special';
      readonly before: string;
      readonly of: Node;
      readonly between?: string;
      readonly and?: Node;
    }
  | { readonly kind: 'lambda'; readonly params: readonly Node[]; readonly number: number }
  | FunctionType
  | { readonly kind: 'pointer'; readonly mark: '*' | '&' | '&&'; readonly to: Node }
  | { readonly kind: 'qualified'; readonly qualifiers: string; readonly of: Node }
  | { readonly kind: 'array'; readonly of: Node; readonly size: Node | undefined }
  | { readonly kind: 'member'; readonly owner: Node; readonly of: Node }
  | { readonly kind: 'vector'; readonly of: Node; readonly size: Node }
  /** A template's argument, which hangs on where it is printed: a type that is told again may be in another template. */
  | { readonly kind: 'param'; readonly index: number }
  | { readonly kind: 'bound'; readonly of: Node; readonly frame: Frame | undefined }
  | { readonly kind: 'pack'; readonly of: readonly Node[] }
  | { readonly kind: 'expansion'; readonly of: Node }
  /** `sizeof...(T)`, the number of a pack's elements where that is known. */
  | { readonly kind: 'count'; readonly of: Node }
  | { readonly kind: 'literal'; readonly type: Node; readonly value: string }
  | { readonly kind: 'expression'; readonly parts: readonly (string | Operand)[] };

export interface FunctionType {
  readonly kind: 'function';
  readonly returns: Node | undefined;
  readonly params: readonly Node[];
  readonly qualifiers: string;
}

/** The arguments of the template that is printed, and those it is printed within. */
export interface Frame {
  readonly args: readonly Node[];
  readonly outer: Frame | undefined;
}

/** A part of an expression; in parentheses unless it is a plain name. */
export interface Operand {
  readonly node: Node;
  readonly isPlain: boolean;
}
