/** The names of a text's call graphs, by number. A name may have several. */
export class NamePool {
  readonly names: string[] = [];

  /** Number of a name that comes as text. */
  add(name: string): number {
    return this.names.push(name) - 1;
  }
}
