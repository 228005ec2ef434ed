import type { Ctx } from '../../context.ts';
import { runStatement } from '../../db/statement.ts';

export interface NewRun {
  id: string;
  /** 0: the default one of the project. */
  experimentId: number;
  name: string;
  userName: string | null;
  /** Kept only where the project has a run of this id. */
  parentRunId: string | null;
  /** As PostgreSQL reads it. */
  createdAt: string;
  startedAt: string;
  params: [key: string, value: string][];
  tags: [key: string, value: string][];
}

export interface ExperimentOfRun {
  id: number;
  isDefault: boolean;
  artifactLocation: string | null;
  /** No run was made. */
  archived: boolean;
}

/**
 * Makes a run that a client logs, with its params and tags, in one statement.
 * @returns its experiment; undefined, and no run, where the project has no such experiment
 */
export async function insertRun(ctx: Ctx, run: NewRun): Promise<ExperimentOfRun | undefined> {
  const [experiment] = await runStatement<ExperimentOfRun & Record<string, unknown>>(ctx.db, {
    name: 'insert-run',
    text: `
      WITH experiment AS MATERIALIZED (
        SELECT id, is_default, artifact_location, archived_at FROM traza.experiment
        WHERE project_id = $2 AND id = CASE WHEN $3::int > 0 THEN $3::int
          ELSE (SELECT id FROM traza.experiment WHERE project_id = $2 AND is_default) END
      ), made AS (
        INSERT INTO traza.run (id, project_id, experiment_id, name, kind, status, actor, user_name, parent_run_id,
          created_at, started_at, last_word_at)
        SELECT $1, $2, id, $4, 'external', 'running', $5, $6,
          (SELECT id FROM traza.run WHERE id = $7::text AND (project_id = $2) IS TRUE),
          $8::timestamptz, $9::timestamptz, $8::timestamptz
        FROM experiment WHERE archived_at IS NULL
        RETURNING id, experiment_id
      ), params AS (
        INSERT INTO traza.param (run_id, experiment_id, key, value)
        SELECT made.id, made.experiment_id, t.key, t.value FROM made, unnest($10::text[], $11::text[]) AS t(key, value)
      ), tags AS (
        INSERT INTO traza.tag (run_id, experiment_id, key, value)
        SELECT made.id, made.experiment_id, t.key, t.value FROM made, unnest($12::text[], $13::text[]) AS t(key, value)
      )
      SELECT id, is_default AS "isDefault", artifact_location AS "artifactLocation", archived_at IS NOT NULL AS archived
      FROM experiment`,
    values: [
      run.id,
      ctx.project.id,
      run.experimentId,
      run.name,
      ctx.actor,
      run.userName,
      run.parentRunId,
      run.createdAt,
      run.startedAt,
      run.params.map(([key]) => key),
      run.params.map(([, value]) => value),
      run.tags.map(([key]) => key),
      run.tags.map(([, value]) => value),
    ],
  });
  return experiment;
}
