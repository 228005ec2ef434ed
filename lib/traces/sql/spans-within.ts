import type { Ctx } from '../../context.ts';
import { runStatement } from '../../db/statement.ts';

/**
 * The ids of the first spans of a trace, in the order they began: at most so many, and so many bytes of attributes and events
 * together (one span at least). A client may send a thousand spans of a megabyte each.
 */
export async function spansWithin(
  ctx: Ctx,
  { traceKey, most, bytes }: { traceKey: bigint; most: number; bytes: number },
): Promise<string[]> {
  const rows = await runStatement<{ id: string }>(ctx.db, {
    name: 'trace-spans-within',
    text: `
      SELECT id FROM (
        SELECT id, start_ns, row_number() OVER so_far AS place, sum(octet_length(content::text)) OVER so_far AS bytes
        FROM (SELECT * FROM traza.trace_span WHERE trace_key = $1 ORDER BY start_ns, id LIMIT $2::int) AS first
        WINDOW so_far AS (ORDER BY start_ns, id)
      ) AS counted WHERE bytes <= $3::float8 OR place = 1 ORDER BY start_ns, id`,
    values: [String(traceKey), most, bytes],
  });
  return rows.map((row) => row.id);
}
