import type { ClientBase } from 'pg';
import { copyRows } from '../../../db/copy-rows.ts';
import type { BlockHead } from '../block-row.ts';
import { hotBytes, readHotBytes } from '../hot-points.ts';
import type { PointColumns } from '../points.ts';

/** A row of metric_hot: some points of a series, sorted. */
export interface HotRow {
  seriesId: number;
  id: number;
  points: PointColumns;
}

/** No more rows than this at once, however few points they have. */
const mostRows = 8_192;

/** The oldest hot rows of some series; of each until they have `most` points. */
export async function firstHotRows(
  client: ClientBase,
  { seriesIds, most }: { seriesIds: readonly number[]; most: number },
): Promise<HotRow[]> {
  return copyRows(
    client,
    `SELECT asked.id, h.id, ${hotBytes}
     FROM unnest('{${seriesIds.join(',')}}'::bigint[]) AS asked(id) CROSS JOIN LATERAL (
       SELECT id FROM (
         SELECT id, sum(size) OVER (ORDER BY id) - size AS before FROM (
           SELECT o.id, cardinality(o.steps) AS size FROM traza.metric_hot o
           WHERE o.series_id = asked.id ORDER BY o.id LIMIT ${mostRows}
         ) AS oldest
       ) AS counted WHERE before < ${most}
     ) AS chosen JOIN traza.metric_hot h ON h.series_id = asked.id AND h.id = chosen.id`,
    (row) => ({ seriesId: row.int8(), id: row.int8(), points: readHotBytes(row.bytes()) }),
  );
}

/** A head of level 0; of the last block of a series with its body. */
export type HeadForSeal = BlockHead & { seriesId: number; body: Uint8Array | undefined };

/** The blocks of level 0 that points from `firstStep` on may belong into, and the last one of each series, by index. */
export async function headsFrom(
  client: ClientBase,
  asked: readonly { seriesId: number; firstStep: number }[],
): Promise<HeadForSeal[]> {
  return copyRows(
    client,
    `SELECT b.series_id, b.index, b.count, b.first_step, b.last_step, b.min_at, b.max_at,
       CASE WHEN b.index = ends.last THEN b.body ELSE '' END
     FROM unnest(
       '{${asked.map((one) => one.seriesId).join(',')}}'::bigint[],
       '{${asked.map((one) => one.firstStep).join(',')}}'::bigint[]
     ) AS asked(id, first_step)
     JOIN traza.metric_series s ON s.id = asked.id
     CROSS JOIN LATERAL (
       SELECT max(l.index) AS last FROM traza.metric_block l WHERE l.series_id = asked.id AND l.level = 0
     ) AS ends
     JOIN traza.metric_block b ON b.series_id = asked.id AND b.level = 0
       AND b.index >= CASE WHEN asked.first_step > s.sealed_to THEN ends.last ELSE (
         SELECT min(f.index) FROM traza.metric_block f
         WHERE f.series_id = asked.id AND f.level = 0 AND f.last_step >= asked.first_step
       ) END
     ORDER BY b.series_id, b.index`,
    (row) => {
      const head = {
        seriesId: row.int8(),
        index: row.int4(),
        count: row.int4(),
        firstStep: row.int8(),
        lastStep: row.int8(),
        minAt: row.int8(),
        maxAt: row.int8(),
      };
      const body = row.bytes();
      return { ...head, body: body.length > 0 ? body : undefined };
    },
  );
}

/** One stored body. @throws Error when there is none: the blocks of the series are damaged */
export async function readBody(
  client: ClientBase,
  { seriesId, level, index }: { seriesId: number; level: number; index: number },
): Promise<Uint8Array> {
  const [body] = await copyRows(
    client,
    `SELECT body FROM traza.metric_block WHERE series_id = ${seriesId} AND level = ${level} AND index = ${index}`,
    (row) => row.bytes(),
  );
  if (!body) throw new Error(`Block ${index} of level ${level} of metric series ${seriesId} is missing.`);
  return body;
}
