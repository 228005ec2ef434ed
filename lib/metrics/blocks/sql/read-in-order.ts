import type { ClientBase } from 'pg';
import { copyRows } from '../../../db/copy-rows.ts';
import { hotBytes } from '../hot-points.ts';

/** Blocks of level 0 that hold points of some steps, from an index on, in order. */
export async function blocksFrom(
  client: ClientBase,
  { seriesId, index, most, from, to }: { seriesId: number; index: number; most: number; from: number; to: number },
): Promise<{ index: number; body: Uint8Array }[]> {
  return copyRows(
    client,
    `SELECT index, body FROM traza.metric_block
     WHERE series_id = ${seriesId} AND level = 0 AND index >= ${index} AND last_step >= ${from} AND first_step <= ${to}
     ORDER BY index LIMIT ${most}`,
    (row) => ({ index: row.int4(), body: row.bytes() }),
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
