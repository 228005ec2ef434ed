import type { ClientBase } from 'pg';
import { byteaArray, int8Array } from '../../../db/binary-array.ts';
import type { BlockRow } from '../block-row.ts';

/** A block that is written, and of which series. */
export type SeriesBlock = BlockRow & { seriesId: number };

/** Gives blocks of levels 0 and 1 another index. The caller is the only one to seal this series. */
export async function moveBlocks(
  client: ClientBase,
  { seriesId, moves }: { seriesId: number; moves: readonly { from: number; to: number }[] },
): Promise<void> {
  if (moves.length === 0) return;
  // By way of negative numbers: an index is taken until its block has moved.
  await client.query(
    `UPDATE traza.metric_block b SET index = -1 - m.target
     FROM unnest($2::int[], $3::int[]) AS m(source, target)
     WHERE b.series_id = $1 AND b.level IN (0, 1) AND b.index = m.source`,
    [seriesId, moves.map((move) => move.from), moves.map((move) => move.to)],
  );
  await client.query(
    'UPDATE traza.metric_block SET index = -1 - index WHERE series_id = $1 AND level IN (0, 1) AND index < 0',
    [seriesId],
  );
}

/** Writes blocks, over those of the same series, level and index. */
export async function writeBlocks(client: ClientBase, blocks: readonly SeriesBlock[]): Promise<void> {
  await client.query({
    name: 'write-blocks',
    text: `
      INSERT INTO traza.metric_block
        (series_id, level, index, count, first_step, last_step, min_at, max_at, body)
      SELECT * FROM unnest($1::bigint[], $2::smallint[], $3::int[], $4::int[], $5::bigint[], $6::bigint[],
        $7::bigint[], $8::bigint[], $9::bytea[])
      ON CONFLICT (series_id, level, index) DO UPDATE SET
        count = excluded.count, first_step = excluded.first_step, last_step = excluded.last_step,
        min_at = excluded.min_at, max_at = excluded.max_at, body = excluded.body`,
    values: [
      int8Array(blocks.map((block) => block.seriesId)),
      blocks.map((block) => block.level),
      blocks.map((block) => block.index),
      blocks.map((block) => block.count),
      int8Array(blocks.map((block) => block.firstStep)),
      int8Array(blocks.map((block) => block.lastStep)),
      int8Array(blocks.map((block) => block.minAt)),
      int8Array(blocks.map((block) => block.maxAt)),
      byteaArray(blocks.map((block) => block.body)),
    ],
  });
}
