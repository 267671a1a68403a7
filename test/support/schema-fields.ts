/** Names of all fields that a JSON Schema describes, at any depth, sorted. */
export function schemaFields(schema: unknown): string[] {
  const named = new Set<string>();
  const collect = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    if ('properties' in node) for (const name of Object.keys(node.properties as object)) named.add(name);
    for (const child of Object.values(node)) collect(child);
  };
  collect(schema);
  return [...named].sort();
}
