/** A value and its name: `{ 6, "SOCKET_RCVBUFF" }`. */
export interface Named {
  readonly value: bigint;
  readonly name: string;
}

/** What a print format prints, or computes with. */
export type Expression =
  | { readonly kind: 'number'; readonly value: bigint }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'field' | 'string' | 'array' | 'length' | 'bits' | 'cpus'; readonly name: string }
  | { readonly kind: 'symbolic'; readonly of: Expression; readonly names: readonly Named[] }
  | { readonly kind: 'flags'; readonly of: Expression; readonly between: string; readonly names: readonly Named[] }
  | { readonly kind: 'hex'; readonly of: Expression; readonly count: Expression; readonly between: string }
  | { readonly kind: 'numbers'; readonly of: Expression; readonly count: Expression; readonly size: Expression }
  | { readonly kind: 'cast'; readonly type: string; readonly of: Expression }
  | { readonly kind: 'unary'; readonly mark: string; readonly of: Expression }
  | { readonly kind: 'binary'; readonly mark: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'choice'; readonly of: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly kind: 'element'; readonly of: Expression; readonly index: Expression };

export interface Print {
  readonly text: string;
  readonly args: readonly Expression[];
}
