import type { ClientBase } from 'pg';
import { copyRows } from '../../../db/copy-rows.ts';
import { hotBytes, joinHotRows, readHotBytes } from '../hot-points.ts';
import type { PointColumns } from '../points.ts';

/** A stored block of a series, unopened. */
export interface StoredBlock {
  seriesId: number;
  level: number;
  index: number;
  body: Uint8Array;
}

/** What reading a series begins with. */
export interface Opening {
  seriesId: number;
  /** All blocks of this level, or of the topmost one below it. */
  level: number;
  /** Whether there are hot points to read. */
  hot: boolean;
  /** Hot rows outside this window are left out; safe integers. */
  axis: 'step' | 'at';
  from: number;
  to: number;
}

const hotLevel = -1;

/** Blocks and hot points of some series, in one statement. */
export async function openingRows(
  client: ClientBase,
  openings: readonly Opening[],
): Promise<{ blocks: StoredBlock[]; hot: { seriesId: number; points: PointColumns }[] }> {
  const array = (type: string, pick: (one: Opening) => number | boolean) =>
    `'{${openings.map(pick).join(',')}}'::${type}[]`;
  const rows = await copyRows(
    client,
    `WITH asked AS MATERIALIZED (
       SELECT * FROM unnest(${array('bigint', (one) => one.seriesId)}, ${array('int', (one) => one.level)},
         ${array('bool', (one) => one.hot)}, ${array('bool', (one) => one.axis === 'step')},
         ${array('bigint', (one) => one.from)}, ${array('bigint', (one) => one.to)}
       ) AS a(id, level, hot, by_step, from_x, to_x)
     )
     SELECT b.series_id, b.level, b.index, b.body
     FROM asked JOIN traza.metric_block b ON b.series_id = asked.id AND b.level = least(
       asked.level, (SELECT max(t.level) FROM traza.metric_block t WHERE t.series_id = asked.id))
     UNION ALL
     SELECT asked.id, ${hotLevel}::smallint, 0, ${hotBytes}
     FROM asked JOIN traza.metric_hot h ON h.series_id = asked.id
     WHERE asked.hot AND (
       NOT asked.by_step OR h.steps[1] <= asked.to_x AND h.steps[cardinality(h.steps)] >= asked.from_x)`,
    readBlock,
  );
  const hot = Map.groupBy(
    rows.filter((row) => row.level === hotLevel),
    (row) => row.seriesId,
  );
  return {
    blocks: rows.filter((row) => row.level !== hotLevel),
    hot: Array.from(hot, ([seriesId, own]) => ({
      seriesId,
      points: joinHotRows(own.map((row) => readHotBytes(row.body))),
    })),
  };
}

/** Blocks that are known by their places. */
export async function blocksAt(
  client: ClientBase,
  places: readonly { seriesId: number; level: number; index: number }[],
): Promise<StoredBlock[]> {
  const array = (type: string, pick: (one: (typeof places)[number]) => number) =>
    `'{${places.map(pick).join(',')}}'::${type}[]`;
  return copyRows(
    client,
    `SELECT b.series_id, b.level, b.index, b.body
     FROM unnest(${array('bigint', (one) => one.seriesId)}, ${array('smallint', (one) => one.level)},
       ${array('int', (one) => one.index)}) AS asked(id, level, index)
     JOIN traza.metric_block b ON b.series_id = asked.id AND b.level = asked.level AND b.index = asked.index`,
    readBlock,
  );
}

function readBlock(row: { int8: () => number; int2: () => number; int4: () => number; bytes: () => Uint8Array }) {
  return { seriesId: row.int8(), level: row.int2(), index: row.int4(), body: row.bytes() };
}
