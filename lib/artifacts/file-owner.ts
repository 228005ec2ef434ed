/** Who keeps files: a run (table artifact) or a logged model (table logged_model_file). */
export interface FileOwner {
  kind: 'run' | 'logged-model';
  /** 32 hex digits of a run, m-<32 hex digits> of a logged model. */
  id: string;
}

/** Where each kind of owner and its files are rows, when it is closed for writes, and its name in messages. */
export const ownerKinds = {
  run: { word: 'run', owners: 'traza.run', closedAt: 'archived_at', files: 'traza.artifact', ownerId: 'run_id' },
  'logged-model': {
    word: 'logged model',
    owners: 'traza.logged_model',
    closedAt: 'deleted_at',
    files: 'traza.logged_model_file',
    ownerId: 'model_id',
  },
} as const;
