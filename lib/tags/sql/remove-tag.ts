import type { Statement } from '../../db/statement.ts';
import type { RunState } from '../../runs/open-for-writes.ts';
import { parentRunTag } from '../known-tags.ts';

export type RemovedTag = RunState & { removed: boolean };

/** Removes a tag of a run that is not archived, and the parent with the tag that named it; holds the run's row. */
export function removeTag(args: { projectId: string; runId: string; key: string }): Statement {
  return {
    name: 'remove-tag',
    text: `
      WITH run AS MATERIALIZED (
        SELECT id, kind, status, archived_at FROM traza.run
        WHERE id = $1 AND (project_id = $2) IS TRUE FOR NO KEY UPDATE
      ), removed AS (
        DELETE FROM traza.tag USING run WHERE run_id = run.id AND run.archived_at IS NULL AND key = $3 RETURNING key
      ), orphaned AS (
        UPDATE traza.run r SET parent_run_id = NULL FROM removed WHERE r.id = $1 AND removed.key = $4
      )
      SELECT kind, status, archived_at IS NOT NULL AS archived, EXISTS (SELECT FROM removed) AS removed FROM run`,
    values: [args.runId, args.projectId, args.key, parentRunTag],
  };
}
