import type { Ctx } from '../../context.ts';
import { runStatement } from '../../db/statement.ts';

interface FoundSeries {
  key: string;
  id: number;
  /** The series is there; where it is not, `id` is one that nobody else will get. */
  made: boolean;
}

export interface FoundRun {
  kind: string;
  archived: boolean;
  series: FoundSeries[];
}

interface Row {
  [column: string]: unknown;
  kind: string;
  archived: boolean;
  key: string | null;
  id: number | null;
  newId: number | null;
}

/** A run of the project with the series of some metrics. @returns undefined when the project has no such run */
export async function findSeries(
  ctx: Ctx,
  { runId, keys }: { runId: string; keys: string[] },
): Promise<FoundRun | undefined> {
  const rows = await runStatement<Row>(ctx.db, {
    name: 'find-series',
    text: `
      SELECT r.kind, r.archived_at IS NOT NULL AS archived, k.key, s.id::float8 AS id,
        CASE WHEN s.id IS NULL AND r.kind = 'external' THEN nextval('traza.metric_series_id_seq')::float8 END AS "newId"
      FROM traza.run r LEFT JOIN unnest($3::text[]) AS k(key) ON true
        LEFT JOIN traza.metric_series s ON s.run_id = r.id AND s.key = k.key
      WHERE r.id = $1 AND r.project_id = $2`,
    values: [runId, ctx.project.id, keys],
  });
  const [first] = rows;
  if (!first) return undefined;
  const series: FoundSeries[] = [];
  for (const row of rows) {
    const id = row.id ?? row.newId;
    if (row.key !== null && id !== null) series.push({ key: row.key, id, made: row.id !== null });
  }
  return { kind: first.kind, archived: first.archived, series };
}
