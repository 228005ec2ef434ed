import type { Ctx } from '../../../context.ts';
import { runStatement } from '../../../db/statement.ts';

/** A dataset or a model that a run read or made. */
export interface RunThing {
  [column: string]: unknown;
  runId: string;
  /** 'dataset' and 'model': versions that the platform keeps; 'logged-dataset' and 'logged-model': as clients described them. */
  type: 'dataset' | 'model' | 'logged-dataset' | 'logged-model';
  /** 'output' for what it made; else what it read it for, '' where nobody said. */
  role: string;
  name: string;
  /** Of a version. */
  number: number | null;
  /** Of a version of a dataset: 'data' or 'predictions'. */
  kind: string | null;
  digest: string | null;
  /** Rows of a version. */
  rows: number | null;
  /** Of a logged dataset as its client wrote them; of a logged model `schema` is its status. */
  schema: string | null;
  profile: string | null;
  source: string | null;
}

const none = 'NULL::float8 AS rows, NULL::text AS schema, NULL::text AS profile, NULL::text AS source';

/** What runs of the project read and made, in the order of (run, role, name). */
export function thingsOfRuns(ctx: Ctx, runIds: readonly string[]): Promise<RunThing[]> {
  return runStatement<RunThing>(ctx.db, {
    name: 'compare-things',
    text: `
      SELECT i.run_id AS "runId", 'dataset' AS type, i.role, d.name, v.number, d.kind, i.digest,
        v.row_count::float8 AS rows, NULL AS schema, NULL AS profile, NULL AS source
      FROM traza.run_input i
      JOIN traza.dataset_version v ON v.id = i.dataset_version_id JOIN traza.dataset d ON d.id = v.dataset_id
      WHERE i.run_id = ANY($1::text[])
      UNION ALL
      SELECT i.run_id, 'model', i.role, m.name, v.number, NULL, i.digest, ${none}
      FROM traza.run_input i
      JOIN traza.model_version v ON v.id = i.model_version_id JOIN traza.model m ON m.id = v.model_id
      WHERE i.run_id = ANY($1::text[])
      UNION ALL
      SELECT v.run_id, 'dataset', 'output', d.name, v.number, d.kind, v.digest, v.row_count::float8, NULL, NULL, NULL
      FROM traza.dataset_version v JOIN traza.dataset d ON d.id = v.dataset_id
      WHERE v.run_id = ANY($1::text[]) AND (v.project_id = $2) IS TRUE
      UNION ALL
      SELECT v.run_id, 'model', 'output', m.name, v.number, NULL, v.digest, ${none}
      FROM traza.model_version v JOIN traza.model m ON m.id = v.model_id
      WHERE v.run_id = ANY($1::text[]) AND (v.project_id = $2) IS TRUE AND v.deleted_at IS NULL
      UNION ALL
      SELECT i.run_id, 'logged-dataset', coalesce(i.tags ->> 'mlflow.data.context', ''), d.name, NULL, NULL, d.digest,
        NULL, left(d.schema, 20000), left(d.profile, 2000), left(d.source, 2000)
      FROM traza.logged_input i JOIN traza.logged_dataset d ON d.id = i.dataset_id
      WHERE i.run_id = ANY($1::text[])
      UNION ALL
      SELECT l.run_id, 'logged-model', l.direction, m.name, NULL, NULL, m.id, NULL, m.status, NULL, NULL
      FROM traza.run_logged_model l JOIN traza.logged_model m ON m.id = l.model_id
      WHERE l.run_id = ANY($1::text[]) AND m.deleted_at IS NULL
      ORDER BY 1, 3, 4, 5, 7`,
    values: [runIds, ctx.project.id],
  });
}
