import type { Db, DbTransaction } from '../../db/client.ts';
import { runStatement } from '../../db/statement.ts';

/** Bytes of the files that each project refers to, each digest counted once in a project. */
export function projectStorage(on: Db | DbTransaction): Promise<{ slug: string; bytes: number }[]> {
  return runStatement(on, {
    name: 'project-storage',
    text: `
      WITH used AS (
        SELECT v.project_id, f.digest, f.size
        FROM traza.model_file f JOIN traza.model_version v ON v.id = f.version_id
        UNION
        SELECT m.project_id, f.digest, f.size
        FROM traza.logged_model_file f JOIN traza.logged_model m ON m.id = f.model_id
        UNION
        SELECT v.project_id, f.digest, f.size
        FROM traza.dataset_file f JOIN traza.dataset_version v ON v.id = f.version_id
        UNION
        SELECT r.project_id, a.digest, a.size FROM traza.artifact a JOIN traza.run r ON r.id = a.run_id
      )
      SELECT p.slug, coalesce(sum(u.size), 0)::float8 AS bytes
      FROM traza.project p LEFT JOIN used u ON u.project_id = p.id GROUP BY p.slug`,
    values: [],
  });
}
