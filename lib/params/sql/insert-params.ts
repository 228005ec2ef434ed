import type { Statement } from '../../db/statement.ts';
import type { RunState } from '../../runs/open-for-writes.ts';

/** The run as it is, and what it had of these params before the statement began. */
export type InsertedParams = RunState & { written: string[]; before: Record<string, string> };

/**
 * Writes the params that a run does not have yet, and holds the run's row.
 * @param late false: nothing is written into a run that a client has ended, since its recipe is sealed
 * @param again true: writes over what an earlier attempt of the job wrote
 */
export function insertParams(args: {
  projectId: string;
  runId: string;
  entries: [key: string, value: string][];
  late: boolean;
  again: boolean;
}): Statement {
  const values = [
    args.runId,
    args.projectId,
    args.entries.map(([key]) => key),
    args.entries.map(([, value]) => value),
    args.late,
  ];
  const conflict = args.again ? 'UPDATE SET value = excluded.value' : 'NOTHING';
  return {
    name: `insert-params-${args.again ? 'again' : 'once'}`,
    text: `
      WITH run AS MATERIALIZED (
        SELECT id, experiment_id, kind, status, archived_at FROM traza.run
        WHERE id = $1 AND (project_id = $2) IS TRUE FOR NO KEY UPDATE
      ), written AS (
        INSERT INTO traza.param (run_id, experiment_id, key, value)
        SELECT run.id, run.experiment_id, t.key, t.value FROM run, unnest($3::text[], $4::text[]) AS t(key, value)
        WHERE run.archived_at IS NULL AND ($5::boolean OR run.kind <> 'external' OR run.status IN ('queued', 'running'))
        ON CONFLICT (run_id, key) DO ${conflict}
        RETURNING key
      )
      SELECT kind, status, archived_at IS NOT NULL AS archived,
        coalesce((SELECT json_agg(key) FROM written), '[]') AS written,
        coalesce((SELECT json_object_agg(key, value) FROM traza.param WHERE run_id = $1 AND key = ANY($3::text[])), '{}')
          AS before
      FROM run`,
    values,
  };
}
