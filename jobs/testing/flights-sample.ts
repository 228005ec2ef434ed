import { DuckDBInstance } from '@duckdb/node-api';
import { quoteText } from '#lib/datasets/duckdb/sql-quote.ts';
import { sampleFile } from './local-training.ts';

/** Writes a small sample of the real flights that match a condition, in their order. */
export async function writeFlights(
  file: string,
  { where = 'true', rows }: { where?: string; rows: number },
): Promise<string> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    const source = `read_parquet(${quoteText(sampleFile('flights-3m.parquet'))}, file_row_number = true)`;
    await connection.run(
      `copy (select * exclude (file_row_number) from ${source} where ${where} order by hash(file_row_number), file_row_number limit ${rows})
       to ${quoteText(file)} (format parquet)`,
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  return file;
}
