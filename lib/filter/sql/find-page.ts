import type { Ctx } from '../../context.ts';
import { runSql, type Sql, sql, sqlJoin } from '../../db/sql.ts';
import { behind, orderBy, readSortValue, type SortColumn, type SortValue, sortName, sortOutput } from './keyset.ts';

export interface PageQuery {
  /** What the page gives of each row, as text. */
  id: Sql;
  from: Sql;
  where: Sql[];
  /** Together they tell every two rows apart. */
  columns: SortColumn[];
  after: SortValue[] | undefined;
  limit: number;
}

/** A row of a page with its position in the order. */
export interface FoundRow {
  id: string;
  position: SortValue[];
}

/** One page of rows in the order of the columns, after a position. */
export async function findPage(ctx: Ctx, query: PageQuery): Promise<FoundRow[]> {
  const { columns, after } = query;
  const keys = columns.map((column, index) => sql`${sortOutput(column)} AS ${sortName(index)}`);
  const where = after ? [...query.where, behind(columns, after)] : query.where;
  const rows = await runSql<Record<string, unknown>>(
    ctx.db,
    sql`SELECT ${query.id} AS id, ${sqlJoin(keys, ', ')} FROM ${query.from}
      WHERE ${sqlJoin(where, ' AND ', sql`true`)} ORDER BY ${orderBy(columns)} LIMIT ${query.limit}`,
  );
  return rows.map((row) => ({
    id: String(row.id),
    position: columns.map((column, index) => readSortValue(column, row[`k${index}`])),
  }));
}

/** The rows of a page that was asked with one row more than it shows, and where the next one begins, if there is one. */
export function cutPage(found: FoundRow[], most: number): { ids: string[]; next: SortValue[] | undefined } {
  const page = found.slice(0, most);
  return { ids: page.map((row) => row.id), next: found.length > most ? page.at(-1)?.position : undefined };
}
