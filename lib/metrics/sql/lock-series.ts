import type { RunStatement } from '../../db/statement.ts';

/** A series whose row the transaction holds: its points do not change until it ends. */
export interface LockedSeries {
  id: number;
  runId: string;
  key: string;
  /** Greatest sealed step; null where nothing is sealed. */
  sealedTo: number | null;
  /** The run takes points. */
  open: boolean;
  /** Points in all; where there are none, the last one means nothing. */
  count: number;
  lastStep: number;
  lastAt: number;
  last: number;
}

const columns = `s.id::float8 AS id, s.run_id AS "runId", s.key, s.sealed_to::float8 AS "sealedTo",
  r.archived_at IS NULL AS open, s.count::float8 AS count, s.last_step::float8 AS "lastStep",
  s.last_at::float8 AS "lastAt", s.last`;
const source = 'traza.metric_series s JOIN traza.run r ON r.id = s.run_id';

/** Holds the series of some metrics of a run, in the order of their ids. */
export async function lockSeriesByKey(
  run: RunStatement,
  { runId, keys }: { runId: string; keys: string[] },
): Promise<LockedSeries[]> {
  return run<LockedSeries & Record<string, unknown>>({
    name: 'lock-series-by-key',
    text: `
      SELECT ${columns} FROM ${source}
      WHERE s.run_id = $1 AND s.key = ANY($2::text[]) ORDER BY s.id FOR NO KEY UPDATE OF s`,
    values: [runId, keys],
  });
}

/** Holds series, in the order of their ids; those that are gone are missing. */
export async function lockSeriesById(run: RunStatement, ids: number[]): Promise<LockedSeries[]> {
  return run<LockedSeries & Record<string, unknown>>({
    name: 'lock-series-by-id',
    text: `SELECT ${columns} FROM ${source} WHERE s.id = ANY($1::bigint[]) ORDER BY s.id FOR NO KEY UPDATE OF s`,
    values: [ids],
  });
}
