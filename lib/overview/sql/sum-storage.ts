import type { Ctx } from '../../context.ts';

interface Row {
  kind: string;
  files: number;
  bytes: number;
}

/**
 * Bytes of the digests a project refers to, each counted once: a model's files are a run's artifacts too, and the
 * rank says where they count. Parts of files that are still on their way count too.
 */
export async function sumStorage(ctx: Ctx): Promise<Row[]> {
  return ctx.db.$queryRaw<Row[]>`
    WITH used AS (
      SELECT f.digest, f.size, 1 AS rank, 'model' AS kind
      FROM traza.model_file f JOIN traza.model_version v ON v.id = f.version_id
      WHERE v.project_id = ${ctx.project.id}
      UNION ALL
      SELECT f.digest, f.size, 1, 'model'
      FROM traza.logged_model_file f JOIN traza.logged_model m ON m.id = f.model_id
      WHERE m.project_id = ${ctx.project.id}
      UNION ALL
      SELECT f.digest, f.size, CASE v.kind WHEN 'predictions' THEN 2 ELSE 3 END,
             CASE v.kind WHEN 'predictions' THEN 'prediction' ELSE 'dataset' END
      FROM traza.dataset_file f JOIN traza.dataset_version v ON v.id = f.version_id
      WHERE v.project_id = ${ctx.project.id}
      UNION ALL
      SELECT a.digest, a.size, 4, 'artifact'
      FROM traza.artifact a JOIN traza.run r ON r.id = a.run_id
      WHERE r.project_id = ${ctx.project.id}
      UNION ALL
      SELECT p.digest, p.size, 5, 'artifact'
      FROM traza.multipart_part p JOIN traza.multipart_upload u ON u.id = p.upload_id
      WHERE u.project_id = ${ctx.project.id}
    ), once AS (
      SELECT DISTINCT ON (digest) digest, size, kind FROM used ORDER BY digest, rank
    )
    SELECT kind, count(*)::int AS files, sum(size)::float8 AS bytes FROM once GROUP BY kind ORDER BY bytes DESC`;
}
