import type { Ctx } from '../../context.ts';
import { runStatement } from '../../db/statement.ts';

// A run counts where it is not archived by itself; those of an archived experiment count with it.
const counts = '(r.archived_at IS NULL OR e.archived_at IS NOT NULL)';

/** Runs of each experiment by the days since they were made: 0 is the day of `today` (UTC), 29 the oldest. */
export function runsByDay(
  ctx: Ctx,
  args: { experiments: number[]; today: string; days: number },
): Promise<{ experimentId: number; ago: number; runs: number; failed: number }[]> {
  return runStatement(ctx.db, {
    name: 'runs-by-day',
    text: `
      SELECT e.id AS "experimentId", ($3::date - (r.created_at AT TIME ZONE 'UTC')::date)::int AS ago,
        count(*)::int AS runs, (count(*) FILTER (WHERE r.status = 'failed'))::int AS failed
      FROM traza.experiment e JOIN traza.run r ON r.experiment_id = e.id
      WHERE e.id = ANY($2::int[]) AND (e.project_id = $1) IS TRUE AND ${counts}
        AND r.created_at >= ($3::date - ($4::int - 1))::timestamp AT TIME ZONE 'UTC'
        AND r.created_at < ($3::date + 1)::timestamp AT TIME ZONE 'UTC'
      GROUP BY 1, 2`,
    values: [ctx.project.id, args.experiments, args.today, args.days],
  });
}

/** How many runs of each experiment run now, where any do. */
export function runningRuns(ctx: Ctx, experiments: number[]): Promise<{ experimentId: number; running: number }[]> {
  return runStatement(ctx.db, {
    name: 'running-runs',
    text: `
      SELECT r.experiment_id AS "experimentId", count(*)::int AS running
      FROM traza.run r JOIN traza.experiment e ON e.id = r.experiment_id
      WHERE r.project_id = $1 AND r.status = 'running' AND r.experiment_id = ANY($2::int[]) AND ${counts}
      GROUP BY 1`,
    values: [ctx.project.id, experiments],
  });
}

/** The run of each experiment that reached the best value of its primary metric, where it has one with a direction. */
export function bestRuns(
  ctx: Ctx,
  experiments: number[],
): Promise<{ experimentId: number; runId: string; name: string; value: number }[]> {
  return runStatement(ctx.db, {
    name: 'best-runs',
    text: `
      SELECT e.id AS "experimentId", best.run_id AS "runId", best.name, best.value
      FROM traza.experiment e CROSS JOIN LATERAL (
        SELECT s.run_id, r.name, CASE e.metric_direction WHEN 'min' THEN s.min ELSE s.max END AS value
        FROM traza.metric_series s JOIN traza.run r ON r.id = s.run_id
        WHERE s.experiment_id = e.id AND s.key = e.primary_metric AND s.min IS NOT NULL AND ${counts}
        ORDER BY CASE e.metric_direction WHEN 'min' THEN s.min ELSE -s.max END, s.run_id LIMIT 1
      ) best
      WHERE e.id = ANY($2::int[]) AND (e.project_id = $1) IS TRUE AND e.metric_direction IN ('min', 'max')`,
    values: [ctx.project.id, experiments],
  });
}
