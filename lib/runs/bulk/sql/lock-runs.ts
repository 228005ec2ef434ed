import type { DbTransaction } from '../../../db/client.ts';
import { runSql, sql } from '../../../db/sql.ts';

export interface LockedRun {
  [column: string]: unknown;
  id: string;
  name: string;
  experimentId: number | null;
  kind: string;
  status: string;
  archived: boolean;
}

/**
 * Reads runs of the project and holds their rows until the transaction ends, in the order of their ids: two calls over the
 * same runs cannot lock each other out.
 */
export function lockRuns(db: DbTransaction, of: { projectId: string; ids: string[] }): Promise<LockedRun[]> {
  return runSql<LockedRun>(
    db,
    sql`SELECT r.id, r.name, r.experiment_id AS "experimentId", r.kind, r.status, r.archived_at IS NOT NULL AS archived
      FROM traza.run r WHERE r.id = ANY(${of.ids}::text[]) AND (r.project_id = ${of.projectId}) IS TRUE
      ORDER BY r.id FOR NO KEY UPDATE`,
  );
}
