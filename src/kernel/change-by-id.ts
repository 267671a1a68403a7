import { type Change, changes } from './changes.ts';

let byId: Map<string, Change> | undefined;

/** The executable looks it up in a file. */
export function changeById(id: string): Change | undefined {
  byId ??= new Map(changes.map((change) => [change.id, change]));
  return byId.get(id);
}

/** What symbols tell of changes, for those of which they tell something. */
export type ChangeSigns = Pick<Change, 'id' | 'shows' | 'lacks'>;

export function changeSigns(): readonly ChangeSigns[] {
  return changes
    .filter(({ shows, lacks }) => shows || lacks)
    .map(({ id, shows, lacks }) => ({ id, ...(shows && { shows }), ...(lacks && { lacks }) }));
}
