import type { TableSource } from '../schema.ts';
import { quoteName, quoteText } from './sql-quote.ts';

/**
 * The table expression that reads a version's files in manifest order, with the recorded types and options.
 * With `rowNumber`, a first column of that name counts rows from 0 through the whole version.
 */
export function readerSql(source: TableSource, options: { rowNumber?: string } = {}): string {
  const reader = plainReader(source, options.rowNumber !== undefined && source.files.length === 1);
  if (options.rowNumber === undefined) return reader;
  const name = quoteName(options.rowNumber);
  // One Parquet file knows its own row numbers, and reads faster for it; elsewhere the order of reading counts.
  if (source.format === 'parquet' && source.files.length === 1) {
    return `(SELECT file_row_number AS ${name}, * EXCLUDE (file_row_number) FROM ${reader})`;
  }
  return `(SELECT row_number() OVER () - 1 AS ${name}, * FROM ${reader})`;
}

function plainReader({ files, format, readOptions: read }: TableSource, numbered: boolean): string {
  const list = `[${files.map(quoteText).join(', ')}]`;
  if (format === 'parquet') return `read_parquet(${list}${numbered ? ', file_row_number = true' : ''})`;
  const columns = `{${(read.columns ?? []).map((column) => `${quoteText(column.name)}: ${quoteText(column.type)}`).join(', ')}}`;
  const times = [
    ...(read.dateFormat ? [`dateformat = ${quoteText(read.dateFormat)}`] : []),
    ...(read.timestampFormat ? [`timestampformat = ${quoteText(read.timestampFormat)}`] : []),
  ];
  if (format === 'csv') {
    // Line ends are left to the reader, which takes any: told "\r\n", DuckDB 1.5.6 finds no row at all.
    const settings = [
      list,
      'auto_detect = false',
      `delim = ${quoteText(read.delimiter ?? ',')}`,
      `quote = ${quoteText(read.quote ?? '"')}`,
      `escape = ${quoteText(read.escape ?? '"')}`,
      `comment = ${quoteText(read.comment ?? '')}`,
      `header = ${read.header ?? true}`,
      `skip = ${read.skip ?? 0}`,
      `columns = ${columns}`,
      `nullstr = [${['', ...(read.nullTexts ?? [])].map(quoteText).join(', ')}]`,
      'null_padding = false',
      'strict_mode = true',
      ...times,
    ];
    return `read_csv(${settings.join(', ')})`;
  }
  const layout = format === 'json' ? 'array' : 'newline_delimited';
  return `read_json(${[list, 'auto_detect = false', `format = '${layout}'`, `columns = ${columns}`, ...times].join(', ')})`;
}
