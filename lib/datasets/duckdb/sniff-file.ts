import { stat } from 'node:fs/promises';
import { DuckDBListValue, DuckDBStructValue, type DuckDBValue } from '@duckdb/node-api';
import { DomainError } from '../../errors.ts';
import type { Column, DatasetFormat, ReadOptions, Sniff } from '../schema.ts';
import { describeTable } from './describe-table.ts';
import { detectFormat } from './detect-format.ts';
import { fileError } from './file-error.ts';
import { jsonRows } from './json-cell.ts';
import { type DuckDb, withDuckDb } from './open-duckdb.ts';
import { readerSql } from './reader-sql.ts';
import { quoteName, quoteText } from './sql-quote.ts';
import { widenTypes } from './widen-types.ts';

/** Text files up to this size are read whole for their types; longer ones by their first rows, and the rest in a job. */
const wholeFileBytes = 32 * 2 ** 20;
const sampleRows = 200_000;
const previewRows = 20;
const missingTexts = ['NA', 'N/A', 'NaN', 'nan', 'null', 'NULL', 'None', '?'];

export interface SniffFileInput {
  path: string;
  /** The name its owner knows it by, for messages. */
  name: string;
  /** CSV: texts that mean "missing", beside the empty text. */
  nullTexts?: string[];
  /** Types to use in place of those found, by column name. */
  types?: Record<string, string>;
  /** Read all of a long text file: in a job, not in the web process. */
  whole?: boolean;
  tempDir?: string;
  signal?: AbortSignal;
}

/**
 * What a file is: format, columns with types, how to read it, the first rows. The content decides, not the name.
 * @throws DomainError BAD_FILE that says what is wrong and where; INVALID_INPUT for types of columns that do not exist
 */
export async function sniffFile(input: SniffFileInput): Promise<Sniff> {
  const format = await detectFormat(input);
  const { size } = await stat(input.path);
  const short = size <= wholeFileBytes;
  const whole = format === 'parquet' || input.whole === true || short;
  const options = { paths: [input.path], memoryMb: 384, ...pick(input) };
  return withDuckDb(options, async (duck) => {
    try {
      const found = await findColumns(duck, input, format, { whole, short });
      const columns = applyTypes(found.readOptions.columns ?? [], input.types ?? {});
      const readOptions: ReadOptions = format === 'parquet' ? {} : { ...found.readOptions, columns };
      const reader = readerSql({ files: [input.path], format, readOptions });
      const names = columns.map((column) => quoteName(column.name)).join(', ');
      const preview = jsonRows(await duck.rows(`SELECT ${names} FROM ${reader} LIMIT ${previewRows}`));
      const warnings = [...found.warnings];
      let rowCount: number | null = null;
      if (whole) {
        // Reads every value of a text file, so that one that does not fit its type is found here and named.
        const values =
          format === 'parquet' ? '' : columns.map((column) => `, count(${quoteName(column.name)})`).join('');
        const [row] = await duck.rows(`SELECT count(*)${values} FROM ${reader}`);
        rowCount = Number(row?.[0] ?? 0);
        if (rowCount === 0) warnings.push('The file has columns and no rows.');
      } else {
        warnings.push(
          `Types were found from the first ${sampleRows.toLocaleString('en')} rows; the import reads the rest.`,
        );
      }
      return { format, readOptions, columns, rowCount, warnings, preview };
    } catch (error) {
      input.signal?.throwIfAborted();
      throw fileError(error, [{ path: input.path, name: input.name }]);
    }
  });
}

/** `short`: small enough to be looked at whole at once; `whole`: all of it is to be read, however long. */
interface Extent {
  whole: boolean;
  short: boolean;
}

interface Found {
  readOptions: ReadOptions;
  warnings: string[];
}

async function findColumns(duck: DuckDb, input: SniffFileInput, format: DatasetFormat, extent: Extent): Promise<Found> {
  if (format === 'parquet') {
    const columns = await describeTable(duck, `read_parquet(${quoteText(input.path)})`);
    return { readOptions: { columns }, warnings: nestedWarnings(columns) };
  }
  return format === 'csv' ? findCsv(duck, input, extent) : findJson(duck, input, format, extent.whole);
}

async function findCsv(duck: DuckDb, input: SniffFileInput, { whole, short }: Extent): Promise<Found> {
  const found = await sniffCsv(duck, input.path, input.nullTexts ?? [], short);
  const nulls = input.nullTexts ? { nullTexts: input.nullTexts } : {};
  const wide = whole && !short ? await widenTypes(duck, input.path, { ...found, ...nulls }) : undefined;
  const read = wide ? { ...found, columns: wide.columns } : found;
  const columns = read.columns ?? [];
  const warnings: string[] = wide ? [...wide.warnings] : [];
  if (!read.header) warnings.push('No header line was found: columns are named column0, column1, …');
  if (columns.length === 1) warnings.push('Only one column was found; check the delimiter.');
  if (!input.nullTexts) {
    const other = await sniffCsv(duck, input.path, missingTexts, short).catch(() => undefined);
    for (const [index, column] of columns.entries()) {
      const type = other?.columns?.[index]?.type;
      // A column that later rows made text is told of above.
      if (type && column.type === 'VARCHAR' && found.columns?.[index]?.type === 'VARCHAR' && type !== 'VARCHAR') {
        warnings.push(
          `Column "${column.name}" is text, and would be ${type} if ${missingTexts.slice(0, 3).join(', ')} and the like meant missing.`,
        );
      }
    }
  }
  return { readOptions: { ...read, ...nulls }, warnings };
}

async function sniffCsv(duck: DuckDb, path: string, nullTexts: string[], whole: boolean): Promise<ReadOptions> {
  const nulls = nullTexts.length > 0 ? `, nullstr = [${['', ...nullTexts].map(quoteText).join(', ')}]` : '';
  const sample = `sample_size = ${whole ? -1 : sampleRows}`;
  const [row] = await duck.rows(
    `SELECT Delimiter, Quote, Escape, Comment, SkipRows, HasHeader, Columns, DateFormat, TimestampFormat
     FROM sniff_csv(${quoteText(path)}, ${sample}${nulls})`,
  );
  if (!row) throw new DomainError('BAD_FILE', 'The file has no rows that could be read as CSV.');
  const [delimiter, quote, escaper, comment, skip, header, columns, dateFormat, timestampFormat] = row;
  // A file whose sample has no quotes may have some further down.
  const quoteFound = setting(quote) || (whole ? '' : '"');
  return {
    delimiter: setting(delimiter),
    quote: quoteFound,
    escape: setting(escaper) || quoteFound,
    comment: setting(comment),
    skip: Number(skip ?? 0),
    header: header === true,
    columns: columnList(columns),
    ...(setting(dateFormat) ? { dateFormat: setting(dateFormat) } : {}),
    ...(setting(timestampFormat) ? { timestampFormat: setting(timestampFormat) } : {}),
  };
}

/** sniff_csv writes "(empty)" for none. */
function setting(value: DuckDBValue | undefined): string {
  return typeof value === 'string' && value !== '(empty)' ? value : '';
}

function columnList(value: DuckDBValue | undefined): Column[] {
  if (!(value instanceof DuckDBListValue)) return [];
  return value.items.flatMap((item) =>
    item instanceof DuckDBStructValue ? [{ name: String(item.entries.name), type: String(item.entries.type) }] : [],
  );
}

async function findJson(duck: DuckDb, input: SniffFileInput, format: 'json' | 'jsonl', whole: boolean): Promise<Found> {
  const layout = format === 'json' ? 'array' : 'newline_delimited';
  const reader = `read_json(${quoteText(input.path)}, format = '${layout}', sample_size = ${whole ? -1 : sampleRows})`;
  const found = await describeTable(duck, reader);
  if (found.length === 1 && found[0]?.name === 'json') {
    throw new DomainError('BAD_FILE', `${input.name} holds JSON values that are not objects.`, {
      hint: 'Each row should be an object: {"column": value, …}.',
    });
  }
  // Numbers and texts in one column: text holds both.
  const plain = found.map((column) => (column.type === 'JSON' ? { ...column, type: 'VARCHAR' } : column));
  const columns = await narrow(duck, input.path, format, await readable(duck, input.path, format, plain));
  return { readOptions: { columns }, warnings: nestedWarnings(columns) };
}

/** Dates in a form that only DuckDB's own detection reads stay text, so that every later read gives the same. */
async function readable(duck: DuckDb, path: string, format: 'json' | 'jsonl', columns: Column[]): Promise<Column[]> {
  const result: Column[] = [];
  for (const column of columns) {
    if (!/^(DATE|TIME|TIMESTAMP)/.test(column.type)) {
      result.push(column);
      continue;
    }
    const reader = readerSql({ files: [path], format, readOptions: { columns: [column] } });
    const fits = await duck
      .rows(`SELECT count(${quoteName(column.name)}) FROM (FROM ${reader} LIMIT ${sampleRows})`)
      .then(
        () => true,
        () => false,
      );
    result.push(fits ? column : { ...column, type: 'VARCHAR' });
  }
  return result;
}

/**
 * JSON numbers of both signs are found as HUGEINT; where all fit into 64 bits, BIGINT is what was meant. Longer ones are
 * keys: as text they keep every digit, which Parquet has no integer type for.
 */
async function narrow(duck: DuckDb, path: string, format: 'json' | 'jsonl', columns: Column[]): Promise<Column[]> {
  const wide = columns.filter((column) => column.type === 'HUGEINT');
  if (wide.length === 0) return columns;
  const reader = readerSql({ files: [path], format, readOptions: { columns: wide } });
  const tests = wide.map(({ name }) => `count(${quoteName(name)}) = count(TRY_CAST(${quoteName(name)} AS BIGINT))`);
  const [fits = []] = await duck.rows(`SELECT ${tests.join(', ')} FROM ${reader}`);
  const narrowed = new Set(wide.filter((_, index) => fits[index] === true).map((column) => column.name));
  return columns.map((column) =>
    column.type === 'HUGEINT' ? { ...column, type: narrowed.has(column.name) ? 'BIGINT' : 'VARCHAR' } : column,
  );
}

function nestedWarnings(columns: Column[]): string[] {
  const nested = columns
    .filter((column) => /^(STRUCT|MAP|UNION)|\[\d*\]$/.test(column.type))
    .map((column) => `"${column.name}"`);
  if (nested.length === 0) return [];
  return [
    `${nested.length === 1 ? 'Column' : 'Columns'} ${nested.join(', ')} hold nested values, which models cannot use as features.`,
  ];
}

function applyTypes(columns: Column[], types: Record<string, string>): Column[] {
  for (const [name, type] of Object.entries(types)) {
    if (!columns.some((column) => column.name === name)) {
      throw new DomainError('INVALID_INPUT', `There is no column "${name}" in the file.`, {
        fields: [{ path: `types.${name}`, message: `columns: ${columns.map((column) => column.name).join(', ')}` }],
      });
    }
    // The readers round without a word.
    if (type === 'BIGINT' && columns.some((column) => column.name === name && column.type === 'DOUBLE')) {
      throw new DomainError('INVALID_INPUT', `Column "${name}" has numbers with fractions, which BIGINT would round.`, {
        fields: [{ path: `types.${name}`, message: 'DOUBLE keeps the fractions' }],
      });
    }
    if (!choosableTypes.has(type)) {
      throw new DomainError('INVALID_INPUT', `"${type}" is not a type that can be chosen for column "${name}".`, {
        fields: [{ path: `types.${name}`, message: `one of ${[...choosableTypes].join(', ')}` }],
      });
    }
  }
  return columns.map((column) => ({ ...column, type: types[column.name] ?? column.type }));
}

/** Types a person may set in place of the ones found (text formats only). */
export const choosableTypes = new Set([
  'BOOLEAN',
  'BIGINT',
  'DOUBLE',
  'VARCHAR',
  'DATE',
  'TIMESTAMP',
  'TIMESTAMP WITH TIME ZONE',
  'TIME',
]);

function pick({ tempDir, signal }: SniffFileInput): { tempDir?: string; signal?: AbortSignal } {
  return { ...(tempDir ? { tempDir } : {}), ...(signal ? { signal } : {}) };
}
