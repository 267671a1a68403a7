/** Adds all of a list that may be long: as arguments of `push`, more than about a hundred thousand overflow the stack. */
export function append<T>(to: T[], items: readonly T[]): void {
  for (const item of items) to.push(item);
}
