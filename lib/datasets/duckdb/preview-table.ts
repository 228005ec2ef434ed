import type { Column, JsonCell, TableSource } from '../schema.ts';
import { conditionError } from './condition-error.ts';
import { fileError } from './file-error.ts';
import { jsonRows } from './json-cell.ts';
import { withDuckDb } from './open-duckdb.ts';
import { readerSql } from './reader-sql.ts';
import { quoteName } from './sql-quote.ts';

export interface PreviewTableInput {
  source: TableSource;
  columns: Column[];
  offset: number;
  limit: number;
  /** A condition that checkExpression approved. */
  where?: string;
  tempDir?: string;
  signal?: AbortSignal;
}

/** A page of rows in the version's own order, values as JSON cells, columns in the order given. */
export async function previewTable(input: PreviewTableInput): Promise<JsonCell[][]> {
  const { source, signal, tempDir } = input;
  const names = source.files.map((path, index) => ({ path, name: `file ${index + 1}` }));
  const options = {
    paths: source.files,
    memoryMb: 256,
    timeoutMs: 20_000,
    ...(signal ? { signal } : {}),
    ...(tempDir ? { tempDir } : {}),
  };
  return withDuckDb(options, async (duck) => {
    try {
      const list = input.columns.map((column) => quoteName(column.name)).join(', ');
      const where = input.where ? ` WHERE ${input.where}` : '';
      return jsonRows(
        await duck.rows(`SELECT ${list} FROM ${readerSql(source)}${where} LIMIT ${input.limit} OFFSET ${input.offset}`),
      );
    } catch (error) {
      signal?.throwIfAborted();
      throw fileError(conditionError(error, 'where', source.files), names);
    }
  });
}
