import type { Ctx } from '../../context.ts';

const most = 5;

interface Row {
  kind: string;
  runId: string | null;
  name: string;
  number: number | null;
  bytes: number;
}

/**
 * The things of a project that hold most bytes: versions of datasets and models, and the files of runs. A model that was
 * registered from a run stands here under both, as its bytes are kept once for both.
 */
export async function largestThings(ctx: Ctx): Promise<Row[]> {
  return ctx.db.$queryRaw<Row[]>`
    (SELECT CASE v.kind WHEN 'predictions' THEN 'prediction' ELSE 'dataset' END AS kind, NULL AS "runId",
            d.name, v.number, v.byte_size::float8 AS bytes
     FROM traza.dataset_version v JOIN traza.dataset d ON d.id = v.dataset_id
     WHERE v.project_id = ${ctx.project.id} ORDER BY v.byte_size DESC LIMIT ${most})
    UNION ALL
    (SELECT 'model', NULL, m.name, v.number, sum(f.size)::float8 AS bytes
     FROM traza.model_file f JOIN traza.model_version v ON v.id = f.version_id JOIN traza.model m ON m.id = v.model_id
     WHERE v.project_id = ${ctx.project.id} AND m.deleted_at IS NULL AND v.deleted_at IS NULL
     GROUP BY m.name, v.number ORDER BY bytes DESC LIMIT ${most})
    UNION ALL
    (SELECT 'artifact', r.id, r.name, NULL, sum(a.size)::float8 AS bytes
     FROM traza.artifact a JOIN traza.run r ON r.id = a.run_id
     WHERE r.project_id = ${ctx.project.id} AND r.archived_at IS NULL
     GROUP BY r.id ORDER BY bytes DESC LIMIT ${most})
    ORDER BY bytes DESC LIMIT ${most}`;
}
