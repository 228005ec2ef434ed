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
  /** Of a logged dataset: `describedDatasets` tells more of it. */
  datasetId: string | null;
  /** Of a logged model. */
  status: string | null;
}

/** More of one run nobody compares, and a client may write as many as it likes. */
const mostOfRun = 200;

/** What runs of the project read and made, in the order of (run, role, name): of each run the first 200. */
export function thingsOfRuns(ctx: Ctx, runIds: readonly string[]): Promise<RunThing[]> {
  return runStatement<RunThing>(ctx.db, {
    name: 'compare-things',
    text: `
      SELECT * FROM (
        SELECT *, row_number() OVER (PARTITION BY "runId" ORDER BY role, name, number, digest) AS place FROM (
          SELECT i.run_id AS "runId", 'dataset' AS type, i.role, d.name, v.number, d.kind, i.digest,
            v.row_count::float8 AS rows, NULL AS "datasetId", NULL AS status
          FROM traza.run_input i
          JOIN traza.dataset_version v ON v.id = i.dataset_version_id JOIN traza.dataset d ON d.id = v.dataset_id
          WHERE i.run_id = ANY($1::text[])
          UNION ALL
          SELECT i.run_id, 'model', i.role, m.name, v.number, NULL, i.digest, NULL, NULL, NULL
          FROM traza.run_input i
          JOIN traza.model_version v ON v.id = i.model_version_id JOIN traza.model m ON m.id = v.model_id
          WHERE i.run_id = ANY($1::text[])
          UNION ALL
          SELECT v.run_id, 'dataset', 'output', d.name, v.number, d.kind, v.digest, v.row_count::float8, NULL, NULL
          FROM traza.dataset_version v JOIN traza.dataset d ON d.id = v.dataset_id
          WHERE v.run_id = ANY($1::text[]) AND (v.project_id = $2) IS TRUE
          UNION ALL
          SELECT v.run_id, 'model', 'output', m.name, v.number, NULL, v.digest, NULL, NULL, NULL
          FROM traza.model_version v JOIN traza.model m ON m.id = v.model_id
          WHERE v.run_id = ANY($1::text[]) AND (v.project_id = $2) IS TRUE AND v.deleted_at IS NULL
          UNION ALL
          SELECT i.run_id, 'logged-dataset', coalesce(i.tags ->> 'mlflow.data.context', ''), d.name, NULL, NULL, d.digest,
            NULL, d.id, NULL
          FROM traza.logged_input i JOIN traza.logged_dataset d ON d.id = i.dataset_id
          WHERE i.run_id = ANY($1::text[])
          UNION ALL
          SELECT l.run_id, 'logged-model', l.direction, m.name, NULL, NULL, m.id, NULL, NULL, m.status
          FROM traza.run_logged_model l JOIN traza.logged_model m ON m.id = l.model_id
          WHERE l.run_id = ANY($1::text[]) AND m.deleted_at IS NULL
        ) AS things
      ) AS placed WHERE place <= ${mostOfRun} ORDER BY "runId", place`,
    values: [runIds, ctx.project.id],
  });
}
