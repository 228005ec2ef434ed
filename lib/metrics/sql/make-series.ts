import type { RunStatement } from '../../db/statement.ts';

/**
 * Makes those series of a run that are not there yet, in the order of their keys. They have no points, and what their
 * rows say of them is wrong until mergePoints has put it right in the same transaction.
 */
export async function makeSeries(run: RunStatement, { runId, keys }: { runId: string; keys: string[] }): Promise<void> {
  await run({
    name: 'make-series',
    text: `
      INSERT INTO traza.metric_series (run_id, experiment_id, key, first_step, first_at, last_step, last_at, last)
      SELECT r.id, r.experiment_id, g.key, 0, 0, 0, 0, 0
      FROM traza.run r, unnest($2::text[]) AS g(key)
      WHERE r.id = $1 AND NOT EXISTS (SELECT FROM traza.metric_series s WHERE s.run_id = r.id AND s.key = g.key)
      ORDER BY g.key
      ON CONFLICT (run_id, key) DO NOTHING`,
    values: [runId, keys],
  });
}
