import type { Db, DbTransaction } from '../../db/client.ts';
import { runStatement } from '../../db/statement.ts';

export interface ProjectFigures {
  slug: string;
  experiments: number;
  runs: number;
  running: number;
  failed: number;
  /** Milliseconds since 1970. */
  lastRunAt: number | null;
}

/** How much each project holds and what goes on there; archived things are left out. */
export function projectFigures(
  on: Db | DbTransaction,
  args: { today: string; days: number },
): Promise<ProjectFigures[]> {
  return runStatement<ProjectFigures & Record<string, unknown>>(on, {
    name: 'project-figures',
    text: `
      SELECT p.slug, coalesce(e.experiments, 0) AS experiments, coalesce(r.runs, 0) AS runs,
        coalesce(r.running, 0) AS running, coalesce(r.failed, 0) AS failed,
        (extract(epoch FROM r.last) * 1000)::float8 AS "lastRunAt"
      FROM traza.project p
      LEFT JOIN (
        SELECT project_id, count(*)::int AS experiments FROM traza.experiment WHERE archived_at IS NULL GROUP BY 1
      ) e ON e.project_id = p.id
      LEFT JOIN (
        SELECT project_id, count(*)::int AS runs, max(created_at) AS last,
          (count(*) FILTER (WHERE status = 'running'))::int AS running,
          (count(*) FILTER (WHERE status = 'failed'
            AND created_at >= ($1::date - ($2::int - 1))::timestamp AT TIME ZONE 'UTC'))::int AS failed
        FROM traza.run WHERE archived_at IS NULL GROUP BY 1
      ) r ON r.project_id = p.id
      ORDER BY p.slug`,
    values: [args.today, args.days],
  });
}

/** Runs of each project by the days since they were made: 0 is the day of `today` (UTC). */
export function projectDays(
  on: Db | DbTransaction,
  args: { today: string; days: number },
): Promise<{ slug: string; ago: number; runs: number }[]> {
  return runStatement(on, {
    name: 'project-days',
    text: `
      SELECT p.slug, ($1::date - (r.created_at AT TIME ZONE 'UTC')::date)::int AS ago, count(*)::int AS runs
      FROM traza.project p JOIN traza.run r ON r.project_id = p.id
      WHERE r.archived_at IS NULL AND r.created_at >= ($1::date - ($2::int - 1))::timestamp AT TIME ZONE 'UTC'
        AND r.created_at < ($1::date + 1)::timestamp AT TIME ZONE 'UTC'
      GROUP BY 1, 2`,
    values: [args.today, args.days],
  });
}
