import path from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { fileError } from '#lib/datasets/duckdb/file-error.ts';
import { readerSql } from '#lib/datasets/duckdb/reader-sql.ts';
import { quoteText } from '#lib/datasets/duckdb/sql-quote.ts';
import type { TableSource } from '#lib/datasets/schema.ts';
import { DomainError } from '#lib/errors.ts';

/** A dataset version as local files, in the order of its manifest: that order gives every row its number. */
export interface NamedSource extends TableSource {
  /** What errors call it: `flights@3`. */
  name: string;
}

export interface TableColumn {
  name: string;
  /** DuckDB's type, as `describe` prints it. */
  type: string;
}

export interface TableFile {
  path: string;
  rows: number;
  /** Number of its first row in the version, from 0. */
  firstRow: number;
}

/** Parquet files open for reading, on a connection of their own with one thread: sums and row order repeat. */
export interface Table {
  name: string;
  connection: DuckDBConnection;
  files: TableFile[];
  rows: number;
  columns: TableColumn[];
  close: () => void;
}

let opened = 0;

/** SQL that reads one Parquet file with the numbers of its rows. */
export function parquetSql(file: string): string {
  return `read_parquet(${quoteText(file)}, file_row_number=true)`;
}

/** SQL of all rows of a table in order, for statistics; `traza_row` is a row's number in the version. */
export function tableSql(table: Table): string {
  const parts = table.files.map(
    (file) =>
      `select * exclude (file_row_number), file_row_number + ${file.firstRow} as traza_row from ${parquetSql(file.path)}`,
  );
  return `(${parts.join(' union all ')})`;
}

/**
 * Opens a dataset version; DuckDB reaches its files and `scratchDir` from here on, and nothing else. CSV and JSON are
 * turned into Parquet in `scratchDir` once, so that any row range can be read without reading what is before it.
 * @throws DomainError BAD_FILE naming the file; UNPROCESSABLE when files of the version differ in their columns
 */
export async function openTable({
  source,
  scratchDir,
  memoryLimit = '512MB',
}: {
  source: NamedSource;
  scratchDir: string;
  memoryLimit?: string;
}): Promise<Table> {
  opened += 1;
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '1',
    memory_limit: memoryLimit,
    temp_directory: scratchDir,
  });
  const connection = await instance.connect();
  const close = () => {
    connection.closeSync();
    instance.closeSync();
  };
  try {
    await connection.run("set preserve_insertion_order = true; set TimeZone = 'UTC'");
    const paths = source.files.map((file) => quoteText(path.resolve(file))).join(', ');
    await connection.run(
      `set allowed_paths = [${paths}]; set allowed_directories = [${quoteText(path.resolve(scratchDir))}]`,
    );
    await connection.run('set enable_external_access = false; set lock_configuration = true');
    const files: TableFile[] = [];
    let columns: TableColumn[] | undefined;
    let rows = 0;
    for (const [index, original] of source.files.entries()) {
      let file = original;
      try {
        if (source.format !== 'parquet') {
          file = path.join(scratchDir, `table-${process.pid}-${opened}-${index}.parquet`);
          const sql = readerSql({ ...source, files: [original] });
          await connection.run(`copy (from ${sql}) to ${quoteText(file)} (format parquet, row_group_size 122880)`);
        }
        const count = await connection.runAndReadAll(`select count(*)::double from ${parquetSql(file)}`);
        const described = await connection.runAndReadAll(`describe select * from read_parquet(${quoteText(file)})`);
        const own = described.getRows().map((row) => ({ name: String(row[0]), type: String(row[1]) }));
        if (columns && JSON.stringify(own) !== JSON.stringify(columns)) {
          throw new DomainError(
            'UNPROCESSABLE',
            `${path.basename(original)} has other columns than the first file of ${source.name}.`,
          );
        }
        columns = own;
        const fileRows = Number(count.getRows()[0]?.[0]);
        files.push({ path: file, rows: fileRows, firstRow: rows });
        rows += fileRows;
      } catch (cause) {
        throw fileError(cause, [{ path: original, name: `${path.basename(original)} of ${source.name}` }]);
      }
    }
    return { name: source.name, connection, files, rows, columns: columns ?? [], close };
  } catch (error) {
    close();
    throw error;
  }
}
