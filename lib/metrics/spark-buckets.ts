import type { ClientBase } from 'pg';
import type { BucketColumns } from './blocks/buckets.ts';
import { foldStretch } from './blocks/fold-stretch.ts';
import { readStretches } from './blocks/read-stretches.ts';
import { everything } from './blocks/stretch.ts';
import type { SeriesRow } from './sql/series-rows.ts';

/** Small drawings of whole series, of at most `most` buckets each, by series id. @param client within a snapshot */
export async function sparkBuckets(
  client: ClientBase,
  series: readonly SeriesRow[],
  most: number,
): Promise<Map<number, BucketColumns>> {
  const stretches = await readStretches(
    client,
    series.map(({ id, count, hot }) => ({
      seriesId: id,
      sealed: count - hot,
      hot,
      window: everything,
      entries: most,
    })),
  );
  return new Map(Array.from(stretches, ([id, stretch]) => [id, foldStretch(stretch, 'step', most)]));
}
