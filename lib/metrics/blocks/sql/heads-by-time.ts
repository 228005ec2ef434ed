import type { ClientBase } from 'pg';
import { copyRows } from '../../../db/copy-rows.ts';

/** The blocks of level 0 that hold points of a time or later, by their earliest time. */
export async function headsByTime(
  client: ClientBase,
  { seriesId, from }: { seriesId: number; from: number },
): Promise<{ index: number; minAt: number }[]> {
  return copyRows(
    client,
    `SELECT index, min_at FROM traza.metric_block
     WHERE series_id = ${seriesId} AND level = 0 AND max_at >= ${from} ORDER BY min_at, index`,
    (row) => ({ index: row.int4(), minAt: row.int8() }),
  );
}
