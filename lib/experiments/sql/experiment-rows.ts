import type { Ctx } from '../../context.ts';
import { runStatement } from '../../db/statement.ts';

export interface ExperimentRow {
  id: number;
  name: string;
  description: string;
  primaryMetric: string | null;
  metricDirection: string | null;
  archived: boolean;
  isDefault: boolean;
  /** Milliseconds since 1970. */
  createdAt: number;
  tags: Record<string, string>;
  runs: number;
  /** When the newest of its runs was made, in milliseconds since 1970. */
  lastRunAt: number | null;
}

/**
 * Experiments of the project with how many runs each has, in the order of `ids`. Runs that were archived by themselves
 * are left out; those of an archived experiment are counted with it.
 */
export async function experimentRows(ctx: Ctx, ids: number[]): Promise<ExperimentRow[]> {
  if (ids.length === 0) return [];
  const rows = await runStatement<ExperimentRow & Record<string, unknown>>(ctx.db, {
    name: 'experiment-rows',
    text: `
      SELECT e.id, e.name, e.description, e.primary_metric AS "primaryMetric", e.metric_direction AS "metricDirection",
        e.archived_at IS NOT NULL AS archived, e.is_default AS "isDefault",
        (extract(epoch FROM e.created_at) * 1000)::float8 AS "createdAt",
        coalesce((SELECT json_object_agg(t.key, t.value) FROM traza.experiment_tag t WHERE t.experiment_id = e.id),
          '{}') AS tags,
        (SELECT count(*)::int FROM traza.run r
         WHERE r.experiment_id = e.id AND (r.archived_at IS NULL OR e.archived_at IS NOT NULL)) AS runs,
        (SELECT (extract(epoch FROM r.created_at) * 1000)::float8 FROM traza.run r
         WHERE r.experiment_id = e.id AND (r.archived_at IS NULL OR e.archived_at IS NOT NULL)
         ORDER BY r.created_at DESC LIMIT 1) AS "lastRunAt"
      FROM traza.experiment e WHERE e.id = ANY($2::int[]) AND (e.project_id = $1) IS TRUE`,
    values: [ctx.project.id, ids],
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
