import { type SavedView, ViewState } from './schema.ts';
import { viewNames } from './view-names.ts';

/** A view's row as the API shows it. Fields of the address that the page does not know any more are left out. */
export function serializeView(row: {
  id: string;
  name: string;
  scope: string;
  owner: string;
  isDefault: boolean;
  state: unknown;
  revision: number;
  createdAt: Date;
  updatedAt: Date;
  updatedBy: string;
}): SavedView {
  return {
    id: row.id,
    name: row.name,
    scope: row.scope === 'shared' ? 'shared' : 'private',
    owner: row.owner,
    isDefault: row.isDefault,
    state: knownState(row.state),
    revision: row.revision,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    updatedBy: row.updatedBy,
  };
}

function knownState(stored: unknown): ViewState {
  const all = typeof stored === 'object' && stored !== null ? new Map(Object.entries(stored)) : new Map();
  return ViewState.parse(
    Object.fromEntries(viewNames.flatMap((name) => (typeof all.get(name) === 'string' ? [[name, all.get(name)]] : []))),
  );
}
