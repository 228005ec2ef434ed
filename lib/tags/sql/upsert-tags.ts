import type { Statement } from '../../db/statement.ts';
import type { RunState } from '../../runs/open-for-writes.ts';

export interface TagWrite {
  projectId: string;
  runId: string;
  entries: [key: string, value: string][];
  /** A new name of the run; null leaves it. */
  name: string | null;
  /** The run it is part of, kept where the project has it; undefined leaves what is there. */
  parentRunId: string | undefined;
  /** false: nothing is written into a run that a client has ended, since its recipe is sealed. */
  late: boolean;
}

/** The run as it is. */
export type UpsertedTags = RunState;

/** Writes tags of a run, and what they say of it into its columns; holds the run's row. */
export function upsertTags(write: TagWrite): Statement {
  return {
    name: 'upsert-tags',
    text: `
      WITH run AS MATERIALIZED (
        SELECT id, experiment_id, kind, status, archived_at FROM traza.run
        WHERE id = $1 AND (project_id = $2) IS TRUE FOR NO KEY UPDATE
      ), open AS (
        SELECT id, experiment_id FROM run
        WHERE archived_at IS NULL AND ($5::boolean OR kind <> 'external' OR status IN ('queued', 'running'))
      ), written AS (
        INSERT INTO traza.tag (run_id, experiment_id, key, value)
        SELECT open.id, open.experiment_id, t.key, t.value FROM open, unnest($3::text[], $4::text[]) AS t(key, value)
        ON CONFLICT (run_id, key) DO UPDATE SET value = excluded.value
      ), told AS (
        UPDATE traza.run r SET name = coalesce($6::text, r.name),
          parent_run_id = CASE WHEN $7::boolean THEN (SELECT id FROM traza.run WHERE id = $8::text AND id <> $1 AND (project_id = $2) IS TRUE)
            ELSE r.parent_run_id END
        FROM open WHERE r.id = open.id AND ($6::text IS NOT NULL OR $7::boolean)
      )
      SELECT kind, status, archived_at IS NOT NULL AS archived FROM run`,
    values: [
      write.runId,
      write.projectId,
      write.entries.map(([key]) => key),
      write.entries.map(([, value]) => value),
      write.late,
      write.name,
      write.parentRunId !== undefined,
      write.parentRunId ?? null,
    ],
  };
}
