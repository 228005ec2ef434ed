import type { Column } from '../schema.ts';
import type { DuckDb } from './open-duckdb.ts';

/** Names and types of the columns of a table expression. */
export async function describeTable(duck: DuckDb, table: string): Promise<Column[]> {
  const rows = await duck.rows(`DESCRIBE SELECT * FROM ${table}`);
  return rows.map((row) => ({ name: String(row[0]), type: String(row[1]) }));
}
