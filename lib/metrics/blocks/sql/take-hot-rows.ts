import type { ClientBase } from 'pg';
import { float8Array, int8Array } from '../../../db/binary-array.ts';
import { hotRowArrays, hotRows, selectHotRows } from '../../hot-rows.ts';
import type { PointColumns } from '../points.ts';

/** The hot rows of one series whose points are in blocks now. */
export interface TakenRows {
  seriesId: number;
  rowIds: number[];
  /** How many of their points are in blocks, and the greatest step of those. */
  sealed: number;
  sealedTo: number;
  /** The rest of them, which stays hot. */
  left: PointColumns;
  /** Those that had been in blocks before, and were counted twice. */
  repeats: PointColumns;
}

// A sum beyond 1e300 cannot be taken apart again without leaving float8.
const text = `
  WITH asked AS MATERIALIZED (
    SELECT * FROM unnest($1::bigint[], $2::int[], $3::int[], $4::bigint[], $5::bigint[], $6::bigint[], $7::float8[])
      AS a(id, rows, sealed, sealed_to, repeats, nan_repeats, repeated_sum)
  ), locked AS MATERIALIZED (
    SELECT s.id FROM asked a JOIN traza.metric_series s ON s.id = a.id ORDER BY s.id FOR NO KEY UPDATE OF s
  ), gone AS (
    DELETE FROM traza.metric_hot h USING locked l, unnest($8::bigint[], $9::bigint[]) AS g(series_id, id)
    WHERE l.id = g.series_id AND h.series_id = g.series_id AND h.id = g.id
    RETURNING h.series_id
  ), returned AS (
    INSERT INTO traza.metric_hot (series_id, steps, ats, "values") ${selectHotRows(10)}
    WHERE EXISTS (SELECT FROM locked l WHERE l.id = r.series_id)
  ), counted AS (
    SELECT series_id, count(*) AS count FROM gone GROUP BY series_id
  ), updated AS (
    UPDATE traza.metric_series s SET
      hot = s.hot - a.sealed, sealed_to = greatest(s.sealed_to, a.sealed_to), count = s.count - a.repeats,
      nan_count = s.nan_count - a.nan_repeats,
      sum = CASE WHEN abs(s.sum) < 1e300 AND abs(a.repeated_sum) < 1e300 THEN s.sum - a.repeated_sum ELSE s.sum END
    FROM asked a JOIN counted c ON c.series_id = a.id AND c.count = a.rows WHERE s.id = a.id
    RETURNING s.id
  )
  SELECT id::float8 AS id FROM updated`;

/**
 * Takes rows whose points are in blocks out of the hot table, and brings their series up to date: the only moment at
 * which sealing holds what writers want.
 * @returns the series of which all given rows were there; if one is missing, the caller rolls back
 */
export async function takeHotRows(client: ClientBase, taken: readonly TakenRows[]): Promise<number[]> {
  const numbers = taken.map(({ repeats }) => repeats.value.filter((value) => !Number.isNaN(value)));
  const { rows } = await client.query<{ id: number }>({
    name: 'take-hot-rows',
    text,
    values: [
      int8Array(taken.map((one) => one.seriesId)),
      taken.map((one) => one.rowIds.length),
      taken.map((one) => one.sealed),
      int8Array(taken.map((one) => one.sealedTo)),
      int8Array(taken.map((one) => one.repeats.length)),
      int8Array(taken.map((one, index) => one.repeats.length - (numbers[index]?.length ?? 0))),
      float8Array(numbers.map((own) => own.reduce((sum, value) => sum + value, 0))),
      int8Array(taken.flatMap((one) => one.rowIds.map(() => one.seriesId))),
      int8Array(taken.flatMap((one) => one.rowIds)),
      ...hotRowArrays(hotRows(taken.map(({ seriesId, left }) => ({ id: seriesId, points: left })))),
    ],
  });
  return rows.map((row) => row.id);
}
