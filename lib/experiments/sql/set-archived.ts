import type { RunStatement } from '../../db/statement.ts';

/**
 * Archives an experiment with its runs, or restores it with all of them; work that a job still does goes on and is left
 * out. @returns whether anything changed: not where it was so already, or the project has no such experiment
 */
export async function setArchived(
  run: RunStatement,
  args: { projectId: string; experimentId: number; archived: boolean; now: string },
): Promise<boolean> {
  const changed = await run({
    name: 'set-archived',
    text: `
      WITH changed AS (
        UPDATE traza.experiment SET archived_at = CASE WHEN $3::boolean THEN $4::timestamptz END, updated_at = $4::timestamptz
        WHERE id = $2 AND project_id = $1 AND (archived_at IS NULL) = $3::boolean
        RETURNING id
      ), runs AS (
        UPDATE traza.run r SET archived_at = CASE WHEN $3::boolean THEN $4::timestamptz END FROM changed
        WHERE r.experiment_id = changed.id AND (r.archived_at IS NULL) = $3::boolean
          AND (r.kind = 'external' OR r.status NOT IN ('queued', 'running'))
      )
      SELECT id FROM changed`,
    values: [args.projectId, args.experimentId, args.archived, args.now],
  });
  return changed.length > 0;
}
