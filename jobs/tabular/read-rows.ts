import { countChunk } from './collect-chunks.ts';
import { parquetSql, type Table } from './open-table.ts';
import { allocate, chunkItems, type RawArray, type RawColumn } from './raw-columns.ts';

/**
 * Rows handed over at once, a multiple of the padding. About 16k is where both backends are fastest; a constant, since
 * the size of a batch must not change bits.
 */
export const blockRows = 16_320;

export interface RowBlock {
  columns: RawArray[];
  /** The values of `texts`. */
  texts: (string | null)[][];
  count: number;
}

/**
 * Streams the rows [from, to) of a table, in order, in blocks of `blockRows`. Memory does not grow with the table.
 * The arrays are used again for the next block.
 * @param texts SQL of columns to be read as text, a string for each value: only for inputs that are texts themselves
 * @param where SQL condition of the rows to keep, given the SQL of a row's number in the version
 */
export async function* readRows({
  table,
  columns,
  texts = [],
  from = 0,
  to = table.rows,
  where,
}: {
  table: Table;
  columns: readonly RawColumn[];
  texts?: readonly string[];
  from?: number;
  to?: number;
  where?: (row: string) => string;
}): AsyncGenerator<RowBlock> {
  const buffers = allocate(columns, blockRows);
  const strings = texts.map(() => new Array<string | null>(blockRows));
  let count = 0;
  for (const file of table.files) {
    const first = Math.max(from - file.firstRow, 0);
    const last = Math.min(to - file.firstRow, file.rows) - 1;
    if (first > last) continue;
    const row = `(file_row_number + ${file.firstRow})`;
    const conditions: string[] = [];
    if (first > 0 || last < file.rows - 1) conditions.push(`file_row_number between ${first} and ${last}`);
    if (where) conditions.push(`(${where(row)})`);
    const list = [
      ...columns.map(({ sql }, index) => `${typeof sql === 'string' ? sql : sql(row)} as c${index}`),
      ...texts.map((sql, index) => `(${sql})::varchar as t${index}`),
    ].join(', ');
    const filter = conditions.length > 0 ? ` where ${conditions.join(' and ')}` : '';
    const result = await table.connection.stream(`select ${list} from ${parquetSql(file.path)}${filter}`);
    for (;;) {
      const chunk = await result.fetchChunk();
      if (!chunk || chunk.rowCount === 0) break;
      countChunk();
      const views = columns.map((column, index) => chunkItems(chunk, index, column.type));
      const texted = texts.map((_, index) => chunk.getColumnValues(columns.length + index));
      let taken = 0;
      while (taken < chunk.rowCount) {
        const take = Math.min(chunk.rowCount - taken, blockRows - count);
        for (let c = 0; c < views.length; c++) {
          const view = views[c] as RawArray;
          (buffers[c] as RawArray).set(take === view.length ? view : view.subarray(taken, taken + take), count);
        }
        for (const [index, values] of texted.entries()) {
          const to = strings[index] as (string | null)[];
          for (let k = 0; k < take; k++) to[count + k] = values[taken + k] as string | null;
        }
        count += take;
        taken += take;
        if (count === blockRows) {
          yield { columns: buffers, texts: strings, count };
          count = 0;
        }
      }
    }
  }
  if (count > 0) yield { columns: buffers, texts: strings, count };
}
