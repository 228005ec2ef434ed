import { randomBytes } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { type DuckDBAppender, DuckDBTimestampTZValue } from '@duckdb/node-api';
import { fileError } from '../../datasets/duckdb/file-error.ts';
import { withDuckDb } from '../../datasets/duckdb/open-duckdb.ts';
import { quoteName, quoteText } from '../../datasets/duckdb/sql-quote.ts';
import { env } from '../../env.ts';
import type { ResolvedColumn } from '../table/resolve-column.ts';
import type { Cell } from '../table/schema.ts';

type ColumnType = 'DOUBLE' | 'BIGINT' | 'TIMESTAMPTZ' | 'VARCHAR';

function typeOf(column: ResolvedColumn): ColumnType {
  if (column.entity === 'metric') return ['last', 'min', 'max'].includes(column.figure) ? 'DOUBLE' : 'BIGINT';
  if (column.entity !== 'attribute') return 'VARCHAR';
  if (column.key === 'duration') return 'DOUBLE';
  return ['created', 'started', 'ended'].includes(column.key) ? 'TIMESTAMPTZ' : 'VARCHAR';
}

/**
 * Names that DuckDB tells apart, which looks over upper and lower case: the first of those alike keeps its name, the others
 * are counted on to one that nobody has.
 */
function columnNames(names: string[]): string[] {
  const taken = new Set(names.map((name) => name.toLowerCase()));
  const counts = new Map<string, number>();
  return names.map((name) => {
    const lower = name.toLowerCase();
    let count = (counts.get(lower) ?? 0) + 1;
    while (count > 1 && taken.has(`${lower} (${count})`)) count += 1;
    counts.set(lower, count);
    if (count === 1) return name;
    taken.add(`${lower} (${count})`);
    return `${name} (${count})`;
  });
}

/**
 * Writes rows as one Parquet file and opens it; the file is gone once it was read. DuckDB keeps what is more than 256 MB on
 * disk.
 * @throws DomainError DISK_FULL
 */
export async function parquetFile(
  names: string[],
  columns: ResolvedColumn[],
  parts: AsyncIterable<Cell[][]>,
): Promise<{ stream: Readable; size: number }> {
  // Named as DuckDB's own folders are, which are swept when their process was killed.
  const dir = path.join(env().dataDir, 'tmp', 'duckdb', `${process.pid}-${randomBytes(6).toString('hex')}`);
  const file = path.join(dir, 'runs.parquet');
  await mkdir(dir, { recursive: true, mode: 0o700 });
  try {
    await writeFile(file, names, columns, parts);
    const handle = await open(file);
    const { size } = await handle.stat();
    return { stream: handle.createReadStream(), size };
  } catch (error) {
    throw fileError(error, [{ path: file, name: 'the export' }]);
  } finally {
    // What is open can still be read.
    await rm(dir, { recursive: true, force: true });
  }
}

function writeFile(
  file: string,
  names: string[],
  columns: ResolvedColumn[],
  parts: AsyncIterable<Cell[][]>,
): Promise<void> {
  return withDuckDb({ paths: [file], memoryMb: 256 }, async ({ connection }) => {
    const types = columns.map(typeOf);
    const fields = columnNames(names).map((name, index) => `${quoteName(name)} ${types[index]}`);
    await connection.run(`CREATE TABLE runs (${fields.join(', ')})`);
    const appender = await connection.createAppender('runs');
    for await (const rows of parts) {
      for (const cells of rows) {
        for (const [index, cell] of cells.entries()) append(appender, types[index] ?? 'VARCHAR', cell);
        appender.endRow();
      }
    }
    appender.closeSync();
    await connection.run(
      `COPY runs TO ${quoteText(file)} (FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION V2, USE_TMP_FILE false)`,
    );
  });
}

function append(appender: DuckDBAppender, type: ColumnType, cell: Cell): void {
  if (cell === null) appender.appendNull();
  else if (type === 'DOUBLE') appender.appendDouble(Number(cell));
  else if (type === 'BIGINT') appender.appendBigInt(BigInt(Number(cell)));
  else if (type === 'TIMESTAMPTZ') {
    appender.appendTimestampTZ(new DuckDBTimestampTZValue(BigInt(Date.parse(String(cell))) * 1_000n));
  } else if (Array.isArray(cell)) appender.appendVarchar(cell.join('; '));
  else appender.appendVarchar(typeof cell === 'object' ? cell.text : String(cell));
}
