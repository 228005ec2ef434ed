import type { Column, ReadOptions } from '../schema.ts';
import type { DuckDb } from './open-duckdb.ts';
import { readerSql } from './reader-sql.ts';
import { quoteName, quoteText } from './sql-quote.ts';

/**
 * Types found in the first rows of a CSV file, checked against all of it: a column with a value that does not fit its
 * type becomes DOUBLE where that fits, else text. One pass, in memory that does not grow with the file (the reader's own
 * detection over a whole file keeps it in memory).
 * @returns the columns, and a sentence for each that changed
 */
export async function widenTypes(
  duck: DuckDb,
  path: string,
  read: ReadOptions,
): Promise<{ columns: Column[]; warnings: string[] }> {
  const columns = read.columns ?? [];
  const texts = columns.map((column) => ({ ...column, type: 'VARCHAR' }));
  const reader = readerSql({ files: [path], format: 'csv', readOptions: { ...read, columns: texts } });
  const tests = columns.flatMap((column) => [
    `count(${quoteName(column.name)})`,
    `count(${castSql(column, read)})`,
    column.type === 'BIGINT' ? `count(TRY_CAST(${quoteName(column.name)} AS DOUBLE))` : '0',
  ]);
  const [counts = []] = await duck.rows(`SELECT ${tests.join(', ')} FROM ${reader}`);
  const warnings: string[] = [];
  const widened = columns.map((column, index) => {
    const [values, fitting, numbers] = counts.slice(index * 3, index * 3 + 3).map(Number);
    if (values === fitting) return column;
    const type = column.type === 'BIGINT' && numbers === values ? 'DOUBLE' : 'VARCHAR';
    warnings.push(
      `Column "${column.name}" looks like ${column.type} in the first rows, and is ${type} over the whole file.`,
    );
    return { ...column, type };
  });
  return { columns: widened, warnings };
}

function castSql({ name, type }: Column, read: ReadOptions): string {
  const column = quoteName(name);
  if (type === 'VARCHAR') return column;
  if (type === 'DATE' && read.dateFormat) return `try_strptime(${column}, ${quoteText(read.dateFormat)})`;
  if (type === 'TIMESTAMP' && read.timestampFormat) {
    return `try_strptime(${column}, ${quoteText(read.timestampFormat)})`;
  }
  // A cast would round "2.5" to a whole number and call it fitting.
  if (type === 'BIGINT') {
    return `CASE WHEN regexp_full_match(${column}, '\\s*[+-]?[0-9]+\\s*') THEN TRY_CAST(${column} AS BIGINT) END`;
  }
  return `TRY_CAST(${column} AS ${type})`;
}
