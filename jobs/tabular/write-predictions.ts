import { statSync } from 'node:fs';
import {
  BIGINT,
  DOUBLE,
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBTableFunction,
  DuckDBVarCharVector,
  FLOAT,
  INTEGER,
  VARCHAR,
} from '@duckdb/node-api';
import { allocatePredictions } from '#jobs/runtimes/prediction-values.ts';
import type { PredictionColumn, PredictionValues, PreparedModel } from '#jobs/runtimes/runtime.ts';
import { fileError } from '#lib/datasets/duckdb/file-error.ts';
import { quoteName, quoteText } from '#lib/datasets/duckdb/sql-quote.ts';
import { DomainError } from '#lib/errors.ts';
import { parquetSql, type Table } from './open-table.ts';
import { type InvalidRow, scoreRows } from './score.ts';

/** Name of the row's id where the version has no key columns: its number in the version, from 0. */
export const rowNumberColumn = 'row_number';

/** Bins of a binary model's histogram, of equal width over [0, 1]. */
export const histogramBins = 50;

/** Invalid rows reported with row and reason; beyond this they are only counted. */
const invalidSample = 1_000;

export interface WrittenPredictions {
  /** Rows in the file: those asked for, without the invalid ones. */
  rows: number;
  /** Of the file, in bytes. */
  size: number;
  columns: { name: string; type: string }[];
  invalid: { count: number; sample: InvalidRow[]; reasons: Record<string, number> };
  /** Binary: counts over histogramBins; labels: rows predicted as each; otherwise empty, see `scores`. */
  histogram: number[];
  /** Of the probability (labels: of the one predicted) or the first number predicted; null where there is none. */
  scores: { min: number; max: number; sum: number } | null;
}

/**
 * Scores the rows [from, to) and writes them as one Parquet file of one row group. Equal rows, model and backend give
 * equal bytes, whatever was scored before and in which process. Memory: the predictions of the range.
 * @param file written by DuckDB: inside the `scratchDir` the table was opened with
 * @param idColumns columns of the table copied beside each prediction; none: the row's number
 * @throws DomainError UNPROCESSABLE naming an id column that is not there; DISK_FULL
 */
export async function writePredictions({
  prepared,
  from,
  to,
  file,
  idColumns = [],
}: {
  prepared: PreparedModel;
  from: number;
  to: number;
  file: string;
  idColumns?: readonly string[];
}): Promise<WrittenPredictions> {
  const { table, predictions } = prepared;
  checkIdColumns(table, predictions, idColumns);
  const rows = to - from;
  const part = partOf(table.connection);
  part.rows = rows;
  part.read = 0;
  part.outputs = predictions.map((column) => allocatePredictions(column, rows));
  part.ok = new Int32Array(rows).fill(1);
  const summary = summarise(prepared);
  for await (const block of scoreRows({ prepared, from, to })) {
    const at = block.firstRow - from;
    for (const row of block.invalid) part.ok[row.row - from] = 0;
    for (const [index, values] of block.values.entries()) put(part.outputs[index] as PredictionValues, values, at);
    const unanswered = notFinite(predictions, block.values, block.count, part, at, block.firstRow);
    summary.addInvalid([...block.invalid, ...unanswered]);
    summary.addScores(part, at, block.count);
  }
  const columns = predictions.map(({ name, type }) => ({ name, type }));
  const ids = idColumns.length > 0 ? idColumns.map(quoteName) : [`(${from} + i)::bigint as ${rowNumberColumn}`];
  const answers = predictions.map((column, index) => `${answerSql(column, index)} as ${quoteName(column.name)}`);
  const source =
    idColumns.length > 0
      ? `(select ${ids.join(', ')} from ${rangeSql(table, from, to)}) positional join traza_part()`
      : 'traza_part()';
  const filter = summary.invalid.count > 0 ? ' where ok = 1' : '';
  const options = `format parquet, compression zstd, parquet_version v2, row_group_size ${Math.max(rows, 2_048)}`;
  try {
    await table.connection.run(
      `copy (select ${[...ids, ...answers].join(', ')} from ${source}${filter}) to ${quoteText(file)} (${options})`,
    );
  } catch (cause) {
    throw fileError(cause, [{ path: file, name: 'the file of predictions' }]);
  }
  const idTypes = idColumns.map((name) => ({
    name,
    type: table.columns.find((column) => column.name === name)?.type ?? '',
  }));
  return {
    rows: rows - summary.invalid.count,
    size: statSync(file).size,
    columns: [...(idColumns.length > 0 ? idTypes : [{ name: rowNumberColumn, type: 'BIGINT' }]), ...columns],
    invalid: summary.invalid,
    histogram: summary.histogram,
    scores: summary.scores(),
  };
}

function checkIdColumns(table: Table, predictions: readonly PredictionColumn[], idColumns: readonly string[]): void {
  const own = new Set(predictions.map((column) => column.name));
  const fields = idColumns.flatMap((name, index) => {
    if (!table.columns.some((column) => column.name === name))
      return [{ path: `idColumns.${index}`, message: `there is no column "${name}"` }];
    if (own.has(name))
      return [{ path: `idColumns.${index}`, message: `"${name}" is what the prediction is called: rename the column` }];
    return [];
  });
  if (fields.length === 0) return;
  throw new DomainError('UNPROCESSABLE', `${table.name}: ${fields.map((field) => field.message).join('; ')}.`, {
    fields,
    hint: `Its columns are ${table.columns.map((column) => column.name).join(', ')}.`,
  });
}

/** The rows of a range, over the files it touches, in order. */
function rangeSql(table: Table, from: number, to: number): string {
  const parts = table.files
    .filter((file) => file.firstRow < to && file.firstRow + file.rows > from)
    .map((file) => {
      const first = Math.max(from - file.firstRow, 0);
      const last = Math.min(to - file.firstRow, file.rows) - 1;
      return `select * from ${parquetSql(file.path)} where file_row_number between ${first} and ${last}`;
    });
  return `(${parts.join(' union all ')})`;
}

/** The predictions of one range, on their way into DuckDB. */
interface Part {
  rows: number;
  /** Rows handed over so far. */
  read: number;
  outputs: PredictionValues[];
  ok: Int32Array;
}

/** Labels are handed to DuckDB by their places, booleans as 0 and 1. */
function answerSql(column: PredictionColumn, index: number): string {
  if (column.labels) return `([${column.labels.map(quoteText).join(', ')}])[p${index} + 1]`;
  return column.type === 'BOOLEAN' ? `(p${index} = 1)` : `p${index}`;
}

function put(to: PredictionValues, values: PredictionValues, at: number): void {
  if (Array.isArray(to)) for (const [k, value] of values.entries()) to[at + k] = String(value);
  else (to as Float32Array).set(values as Float32Array, at);
}

/** Rows for which the model gives no number are not predicted: marked as such, and reported. */
function notFinite(
  predictions: readonly PredictionColumn[],
  values: PredictionValues[],
  count: number,
  part: Part,
  at: number,
  firstRow: number,
): InvalidRow[] {
  const found: InvalidRow[] = [];
  for (const [index, column] of predictions.entries()) {
    if (column.type !== 'FLOAT' && column.type !== 'DOUBLE') continue;
    const numbers = values[index] as Float64Array;
    for (let row = 0; row < count; row++) {
      const value = numbers[row] as number;
      // NaN and infinity are the only numbers whose difference with themselves is not 0.
      if (value - value === 0 || part.ok[at + row] === 0) continue;
      part.ok[at + row] = 0;
      found.push({ row: firstRow + row, column: column.name, reason: `the model answers ${value}` });
    }
  }
  return found;
}

const parts = new WeakMap<DuckDBConnection, Part>();

/**
 * The table function `traza_part()` of a connection: hands typed arrays over, 2,048 rows a call. Read by COPY it was
 * the fastest way from JavaScript into Parquet: 0.7 s for 3 M rows, against 1.4 s through an appender and 3 s in wasm.
 */
function partOf(connection: DuckDBConnection): Part {
  const known = parts.get(connection);
  if (known) return known;
  const part: Part = { rows: 0, read: 0, outputs: [], ok: new Int32Array(0) };
  parts.set(connection, part);
  connection.registerTableFunction(
    DuckDBTableFunction.create({
      name: 'traza_part',
      bindFunction: (info) => {
        info.addResultColumn('i', INTEGER);
        info.addResultColumn('ok', INTEGER);
        for (const [index, output] of part.outputs.entries()) info.addResultColumn(`p${index}`, duckdbType(output));
        info.setCardinality(part.rows, true);
      },
      initFunction: (info) => {
        info.setMaxThreads(1);
        part.read = 0;
      },
      mainFunction: (_info, chunk) => {
        const count = Math.min(2_048, part.rows - part.read);
        chunk.rowCount = count;
        if (count === 0) return;
        const from = part.read;
        const index = Int32Array.from({ length: count }, (_, k) => from + k);
        give(chunk, 0, index);
        give(chunk, 1, part.ok.subarray(from, from + count));
        for (const [k, output] of part.outputs.entries()) {
          if (Array.isArray(output)) giveTexts(chunk, 2 + k, output.slice(from, from + count));
          else give(chunk, 2 + k, output.subarray(from, from + count));
        }
        part.read += count;
      },
    }),
  );
  return part;
}

function duckdbType(values: PredictionValues) {
  if (Array.isArray(values)) return VARCHAR;
  if (values instanceof Float32Array) return FLOAT;
  if (values instanceof Float64Array) return DOUBLE;
  return values instanceof BigInt64Array ? BIGINT : INTEGER;
}

function giveTexts(chunk: DuckDBDataChunk, column: number, values: string[]): void {
  const vector = chunk.getColumnVector(column);
  if (!(vector instanceof DuckDBVarCharVector))
    throw new Error(`column ${column} of the predictions is not the text it should be`);
  for (const [row, value] of values.entries()) vector.setItem(row, value);
  vector.flush();
}

function give(chunk: DuckDBDataChunk, column: number, values: Exclude<PredictionValues, string[]>): void {
  const vector = chunk.getColumnVector(column);
  const items: unknown = 'items' in vector ? vector.items : undefined;
  if (!(items instanceof values.constructor))
    throw new Error(`column ${column} of the predictions is not the array it should be`);
  (items as Float32Array).set(values as Float32Array);
  vector.flush();
}

/**
 * Figures of the predictions: where there are labels, of the probabilities that follow them, in their order; otherwise of
 * the first column of numbers.
 */
function summarise({ model: { signature }, predictions }: PreparedModel) {
  const labelled = predictions.findIndex((column) => column.labels);
  const first = predictions.findIndex((column) => column.type !== 'VARCHAR');
  const binary = labelled < 0 && signature.task === 'binary';
  const histogram = new Array<number>(binary ? histogramBins : (predictions[labelled]?.labels?.length ?? 0)).fill(0);
  const scores = { min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY, sum: 0 };
  const invalid: WrittenPredictions['invalid'] = { count: 0, sample: [], reasons: {} };
  const addScores = (part: Part, at: number, count: number) => {
    if (first < 0) return;
    const codes = part.outputs[labelled] as Int32Array | undefined;
    for (let row = at; row < at + count; row++) {
      if (part.ok[row] === 0) continue;
      const code = codes?.[row] ?? 0;
      const score = Number((part.outputs[codes ? labelled + 1 + code : first] as PredictionValues)[row]);
      if (score < scores.min) scores.min = score;
      if (score > scores.max) scores.max = score;
      scores.sum += score;
      if (histogram.length === 0) continue;
      const bin = codes ? code : Math.max(0, Math.min(Math.floor(score * histogramBins), histogramBins - 1));
      histogram[bin] = (histogram[bin] ?? 0) + 1;
    }
  };
  return {
    histogram,
    /** null where nothing was predicted that is a number. */
    scores: () => (scores.min <= scores.max ? scores : null),
    invalid,
    addInvalid: (rows: InvalidRow[]) => {
      invalid.count += rows.length;
      for (const row of rows) {
        const reason = `${row.column}: ${row.reason}`;
        invalid.reasons[reason] = (invalid.reasons[reason] ?? 0) + 1;
        if (invalid.sample.length < invalidSample) invalid.sample.push(row);
      }
    },
    addScores,
  };
}
