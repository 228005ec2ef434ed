import type { ClientBase } from 'pg';
import { copyRows } from '../../../db/copy-rows.ts';
import { hotBytes } from '../hot-points.ts';

/** Bodies of level 0 from an index on, in order. */
export async function blocksFrom(
  client: ClientBase,
  { seriesId, index, most }: { seriesId: number; index: number; most: number },
): Promise<Uint8Array[]> {
  return copyRows(
    client,
    `SELECT body FROM traza.metric_block
     WHERE series_id = ${seriesId} AND level = 0 AND index >= ${index} AND index < ${index + most} ORDER BY index`,
    (row) => row.bytes(),
  );
}

/** The hot rows of a series as bytes, see hotBytes. */
export async function hotRowsOf(client: ClientBase, seriesId: number): Promise<Uint8Array[]> {
  return copyRows(
    client,
    `SELECT ${hotBytes} FROM traza.metric_hot h WHERE h.series_id = ${seriesId} ORDER BY h.id`,
    (row) => row.bytes(),
  );
}
