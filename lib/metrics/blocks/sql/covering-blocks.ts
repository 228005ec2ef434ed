import type { RunStatement } from '../../../db/statement.ts';

/** The sealed blocks of a series that may hold points of these steps, by index. */
export async function coveringBlocks(
  run: RunStatement,
  { seriesId, steps }: { seriesId: number; steps: number[] },
): Promise<number[]> {
  const rows = await run<{ index: number }>({
    name: 'covering-blocks',
    text: `
      SELECT index FROM traza.metric_block
      WHERE series_id = $1::bigint AND level = 0
        AND EXISTS (SELECT 1 FROM unnest($2::bigint[]) AS asked(step) WHERE step BETWEEN first_step AND last_step)
      ORDER BY index`,
    values: [String(seriesId), `{${steps.join(',')}}`],
  });
  return rows.map((row) => row.index);
}

/** The body of one sealed block. */
export async function blockBody(
  run: RunStatement,
  { seriesId, index }: { seriesId: number; index: number },
): Promise<Uint8Array | undefined> {
  const [row] = await run<{ body: string }>({
    name: 'block-body',
    text: `
      SELECT encode(body, 'hex') AS body FROM traza.metric_block
      WHERE series_id = $1::bigint AND level = 0 AND index = $2::int`,
    values: [String(seriesId), index],
  });
  return row && Buffer.from(row.body, 'hex');
}
