import type { Ctx } from '../../../context.ts';
import { runStatement } from '../../../db/statement.ts';
import type { RunStatus } from '../../../runs/schema.ts';

export interface Reader {
  [column: string]: unknown;
  /** '' where its client did not say what it read the dataset for. */
  role: string;
  /** Runs of this role. */
  total: number;
  id: string;
  name: string;
  status: RunStatus;
}

const mostOfRole = 20;
/** Every run may have a role of its own. */
const most = 1_000;

/** The newest runs of the project that read a logged dataset, by role; archived ones left out. */
export function readers(ctx: Ctx, datasetId: string): Promise<Reader[]> {
  return runStatement<Reader>(ctx.db, {
    name: 'readers-of-logged-dataset',
    text: `
      SELECT role, total, id, name, status FROM (
        SELECT role, id, name, status, (count(*) OVER of_role)::float8 AS total,
          row_number() OVER (of_role ORDER BY created_at DESC, id DESC) AS place
        FROM (
          SELECT coalesce(i.tags ->> 'mlflow.data.context', '') AS role, r.id, r.name, r.status, r.created_at
          FROM traza.logged_input i JOIN traza.run r ON r.id = i.run_id
          WHERE i.dataset_id = $1 AND (r.project_id = $2) IS TRUE AND r.archived_at IS NULL
        ) AS runs
        WINDOW of_role AS (PARTITION BY role)
      ) AS placed
      WHERE place <= ${mostOfRole} ORDER BY role, place LIMIT ${most}`,
    values: [datasetId, ctx.project.id],
  });
}
