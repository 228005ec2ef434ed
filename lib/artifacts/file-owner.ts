/** Who keeps files: a run (table artifact), a logged model (logged_model_file) or a trace (trace_file). */
export interface FileOwner {
  kind: 'run' | 'logged-model' | 'trace';
  /** 32 hex digits of a run, m-<32 hex digits> of a logged model, tr-<32 hex digits> of a trace. */
  id: string;
  /** What the rows of its files name it by, where that is not its id; known once it was looked up. */
  key?: string;
}

/** Where each kind of owner and its files are rows, when it is closed for writes, and its name in messages. */
export const ownerKinds = {
  run: {
    word: 'run',
    owners: 'traza.run',
    ownerKey: 'id',
    closed: 'o.archived_at IS NOT NULL',
    files: 'traza.artifact',
    ownerId: 'run_id',
  },
  'logged-model': {
    word: 'logged model',
    owners: 'traza.logged_model',
    ownerKey: 'id',
    closed: 'o.deleted_at IS NOT NULL',
    files: 'traza.logged_model_file',
    ownerId: 'model_id',
  },
  // Ids of traces are their clients' choice and unique in a project only, so files name the number of the row.
  trace: {
    word: 'trace',
    owners: 'traza.trace',
    ownerKey: 'key',
    closed: 'false',
    files: 'traza.trace_file',
    ownerId: 'trace_key',
  },
} as const;

/** What the rows of an owner's files name it by. */
export function keyOf({ id, key }: FileOwner): string {
  return key ?? id;
}
