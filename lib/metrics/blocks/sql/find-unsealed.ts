import { pool } from '../../../db/client.ts';

export interface UnsealedSeries {
  id: number;
  hot: number;
}

/** Series with so many hot points that they are sealed while they are written, those with most first. */
export async function findFullSeries({ leave, most }: { leave: number[]; most: number }): Promise<UnsealedSeries[]> {
  const { rows } = await pool().query<UnsealedSeries>({
    name: 'find-full-series',
    text: `
      SELECT id::float8 AS id, hot FROM traza.metric_series
      WHERE hot >= 1024 AND id <> ALL($1::bigint[]) ORDER BY hot DESC LIMIT $2`,
    values: [leave, most],
  });
  return rows;
}

export interface QuietRun {
  id: string;
  /** Its last word when it was found, as text; null where nobody has said one. */
  lastWord: string | null;
}

/** Runs that have ended, or whose client has been silent for a minute, and that were written since they were sealed. */
export async function findQuietRuns({ leave, most }: { leave: string[]; most: number }): Promise<QuietRun[]> {
  // Ten seconds after its last word a run has no write under way whose points cannot be seen yet.
  const { rows } = await pool().query<QuietRun>({
    name: 'find-quiet-runs',
    text: `
      SELECT id, last_word_at::text AS "lastWord" FROM traza.run
      WHERE (sealed_at IS NULL OR sealed_at < last_word_at) AND id <> ALL($1::text[]) AND (
        last_word_at < now() - interval '1 minute'
        OR ended_at IS NOT NULL AND coalesce(last_word_at, ended_at) < now() - interval '10 seconds'
      )
      LIMIT $2`,
    values: [leave, most],
  });
  return rows;
}

/** The series of some runs whose hot points are worth a block: a few points take less room as they are. */
export async function findHotSeries(
  runIds: readonly string[],
  { leave, fewest }: { leave: number[]; fewest: number },
): Promise<(UnsealedSeries & { runId: string })[]> {
  const { rows } = await pool().query<UnsealedSeries & { runId: string }>({
    name: 'find-hot-series',
    text: `
      SELECT id::float8 AS id, hot, run_id AS "runId" FROM traza.metric_series
      WHERE run_id = ANY($1::text[]) AND hot > 0 AND count >= $2 AND id <> ALL($3::bigint[]) ORDER BY run_id, id`,
    values: [runIds, fewest, leave],
  });
  return rows;
}

/** Keeps that runs are sealed up to their last words, except those that have said another one. */
export async function markSealed(runs: readonly QuietRun[]): Promise<void> {
  await pool().query({
    name: 'mark-sealed',
    text: `
      UPDATE traza.run r SET sealed_at = coalesce(r.last_word_at, now())
      FROM unnest($1::text[], $2::timestamptz[]) AS m(id, last_word)
      WHERE r.id = m.id AND r.last_word_at IS NOT DISTINCT FROM m.last_word`,
    values: [runs.map((run) => run.id), runs.map((run) => run.lastWord)],
  });
}
