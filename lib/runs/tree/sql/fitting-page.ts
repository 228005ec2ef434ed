import { type Sql, sql, sqlJoin } from '../../../db/sql.ts';
import { orderOfWhole, type SortColumn } from '../../../filter/sql/keyset.ts';
import { isParent, placed } from './edges.ts';

export interface FittingPage {
  /** The runs `r` that fit. */
  from: Sql;
  where: Sql;
  under: string | undefined;
  /** Columns of the order and what they need joined to the run `r`. */
  order: { joins: Sql[]; columns: SortColumn[] };
  limit: number;
  offset: number;
}

export interface FittingRow {
  [column: string]: unknown;
  id: string;
  matches: boolean;
  below: number;
  total: number;
}

/**
 * A page of the runs that fit or have one below them that does. From each that fits the way leads up to those above it, each
 * met once. Of 100,000 runs in 1,000 trees three levels deep all of them take 0.5 seconds, the 100 of a rare value 20 ms.
 */
export function fittingPage({ from, where, under, order, limit, offset }: FittingPage): Sql {
  return sql`
    WITH RECURSIVE fitting AS MATERIALIZED (
      SELECT r.id, r.parent_run_id, r.experiment_id, r.archived_at FROM ${from} WHERE ${where}
    ), tree AS (
      SELECT * FROM fitting
      UNION
      SELECT p.id, p.parent_run_id, p.experiment_id, p.archived_at
      FROM tree AS c JOIN traza.run AS p ON ${isParent(sql`p`, sql`c`)}
    ), page AS MATERIALIZED (
      SELECT r.id, r.parent_run_id, row_number() OVER (ORDER BY ${orderOfWhole(order.columns)}) AS place,
        (count(*) OVER ())::int AS total
      FROM tree JOIN traza.run AS r ON r.id = tree.id ${sqlJoin(order.joins, ' ')}
      WHERE ${placed(under)} ORDER BY place LIMIT ${limit}::bigint OFFSET ${offset}::bigint
    ), below AS (
      SELECT page.id, count(*)::int AS count FROM tree AS c
      JOIN page ON page.id = c.parent_run_id AND page.parent_run_id IS DISTINCT FROM c.id GROUP BY page.id
    )
    SELECT page.id, page.total, coalesce(below.count, 0) AS below,
      page.id IN (SELECT id FROM fitting) AS matches
    FROM page LEFT JOIN below ON below.id = page.id ORDER BY page.place`;
}
