import { quoteName, quoteText } from '#lib/datasets/duckdb/sql-quote.ts';
import { DomainError, type FieldError } from '#lib/errors.ts';
import { columnKind } from './column-kind.ts';
import { denseWidth, type FittedFeature, firstCode, nullCode, unknownCode } from './encoders.ts';
import { canExtract, extractSql, isWide } from './extract-sql.ts';
import { numberSql } from './number-sql.ts';
import type { Table } from './open-table.ts';
import { paddedRows } from './padded-rows.ts';
import type { RawArray, RawColumn } from './raw-columns.ts';

/** The inputs of a model for some rows: one dense matrix, row after row, and the codes of each embedding. */
export interface FeatureBatch {
  dense: Float32Array;
  codes: Int32Array[];
}

/** Called for a value that no encoder takes; `at` is the row's place in the batch. The row's inputs are then zeros. */
export type OnInvalid = (at: number, feature: FittedFeature, reason: string) => void;

/** Encodes one feature of `count` rows: row `index[start + k]` of the raw columns goes to row `at + k` of the batch. */
type Encode = (
  raw: RawArray[],
  index: Uint32Array,
  start: number,
  count: number,
  batch: FeatureBatch,
  at: number,
  onInvalid: OnInvalid,
) => void;

export interface PreparedFeatures {
  /** What to read, see readRows. */
  columns: RawColumn[];
  denseWidth: number;
  embeddings: { name: string; codes: number; size: number }[];
  allocate: (rows: number) => FeatureBatch;
  encode: Encode;
}

/**
 * Plans how the columns of this table become a model's inputs, and creates on its connection what the SQL needs.
 * One path for training, evaluation and scoring: equal rows give equal bits.
 * @throws DomainError UNPROCESSABLE naming each column the table lacks or holds in a type that cannot serve
 */
export async function prepareFeatures({
  table,
  features,
}: {
  table: Table;
  features: readonly FittedFeature[];
}): Promise<PreparedFeatures> {
  checkColumns(table, features);
  const columns: RawColumn[] = [];
  const place = (column: RawColumn): number => {
    const known = columns.findIndex((other) => other.sql === column.sql && other.type === column.type);
    return known >= 0 ? known : columns.push(column) - 1;
  };
  const encoders: Encode[] = [];
  const embeddings: PreparedFeatures['embeddings'] = [];
  const width = features.reduce((sum, feature) => sum + denseWidth(feature), 0);
  let offset = 0;
  for (const feature of features) {
    const type = table.columns.find((column) => column.name === feature.column)?.type ?? '';
    const encoder = feature.encoder;
    switch (encoder.kind) {
      case 'standardize': {
        const source = numericColumn(feature, type);
        encoders.push(standardize(feature, encoder, place(source.column), offset, width, source));
        break;
      }
      case 'cyclic': {
        const source = numericColumn(feature, type);
        encoders.push(cyclic(feature, encoder, place(source.column), offset, width, source));
        break;
      }
      case 'one-hot': {
        const column = await codeColumn(table, feature, type, encoder.values);
        encoders.push(oneHot(encoder, place(column), offset, width));
        break;
      }
      case 'embedding': {
        const column = await codeColumn(table, feature, type, encoder.values);
        encoders.push(codes(place(column), embeddings.length));
        embeddings.push({ name: feature.name, codes: encoder.values.length + firstCode, size: encoder.size });
        break;
      }
    }
    offset += denseWidth(feature);
  }
  return {
    columns,
    denseWidth: width,
    embeddings,
    allocate: (rows) => ({
      dense: new Float32Array(paddedRows(rows) * width),
      codes: embeddings.map(() => new Int32Array(paddedRows(rows))),
    }),
    encode: (raw, index, start, count, batch, at, onInvalid) => {
      for (const encode of encoders) encode(raw, index, start, count, batch, at, onInvalid);
    },
  };
}

function checkColumns(table: Table, features: readonly FittedFeature[]): void {
  const problems: FieldError[] = [];
  for (const feature of features) {
    const column = table.columns.find((candidate) => candidate.name === feature.column);
    const kind = column ? columnKind(column.type) : undefined;
    if (!column) {
      problems.push({
        path: feature.column,
        message: `the model needs a column "${feature.column}" (${feature.type})`,
      });
    } else if (feature.extract ? !canExtract(column.type, feature.extract) : kind === 'other') {
      problems.push({ path: feature.column, message: `is ${column.type}; the model was trained on ${feature.type}` });
    } else if (!feature.extract && isNumeric(feature) && kind !== 'number' && kind !== 'boolean' && kind !== 'text') {
      problems.push({ path: feature.column, message: `is ${column.type}; the model needs a number` });
    }
  }
  if (problems.length > 0) {
    throw new DomainError(
      'UNPROCESSABLE',
      `${table.name} does not fit the model: ${problems.map((problem) => `${problem.path}: ${problem.message}`).join('; ')}.`,
      {
        fields: problems,
        hint: `Its columns are ${table.columns.map((column) => `${column.name} (${column.type})`).join(', ')}.`,
      },
    );
  }
}

function isNumeric(feature: FittedFeature): boolean {
  return feature.encoder.kind === 'standardize' || feature.encoder.kind === 'cyclic';
}

/** A number as it is read: which values stand for null and for text that is no number, and the range of whole numbers. */
interface NumericColumn {
  column: RawColumn;
  isNull: (value: number) => boolean;
  /** Whole numbers below this are all that occurs; 0: any number. */
  range: number;
}

function numericColumn(feature: FittedFeature, type: string): NumericColumn {
  const name = quoteName(feature.column);
  if (feature.extract) {
    const top = isWide(feature.extract) ? 65_535 : 255;
    const raw = isWide(feature.extract) ? 'usmallint' : 'utinyint';
    const part = extractSql(name, type, feature.extract);
    const bad = columnKind(type) === 'text' ? `when ${part} is null and ${name} is not null then ${top - 1} ` : '';
    const value = bad ? `case ${bad}else coalesce(${part}, ${top}) end` : `coalesce(${part}, ${top})`;
    return { column: { sql: `${value}::${raw}`, type: raw }, isNull: (v) => v === top, range: top - 1 };
  }
  return { column: { sql: numberSql(name, type), type: 'double' }, isNull: (v) => Number.isNaN(v), range: 0 };
}

/** Codes of a vocabulary: an ENUM of its values, with unknown and null ahead of them. */
export async function codeColumn(
  table: Table,
  feature: Pick<FittedFeature, 'column' | 'type' | 'extract'>,
  type: string,
  values: readonly string[],
): Promise<RawColumn> {
  const name = quoteName(feature.column);
  const raw = values.length + firstCode <= 65_536 ? 'usmallint' : 'integer';
  const text = categorySql(name, type, feature);
  // Two values that no vocabulary holds.
  let mark = '\u0001';
  while (values.some((value) => value.startsWith(mark))) mark += '\u0001';
  const own: string[] = [];
  own[unknownCode] = `${mark}unknown`;
  own[nullCode] = `${mark}null`;
  const unknown = quoteText(`${mark}unknown`);
  const enumName = quoteName(`traza_codes_${enumCount++}`);
  await table.connection.run(`create type ${enumName} as enum (${[...own, ...values].map(quoteText).join(', ')})`);
  const known = `try_cast(coalesce(${text}, ${quoteText(`${mark}null`)}) as ${enumName})`;
  return { sql: `enum_code(coalesce(${known}, ${unknown}::${enumName}))::${raw}`, type: raw };
}

let enumCount = 0;

/** A category as text, the way its type in training wrote it: 3 and 3.0 are one value. */
export function categorySql(
  name: string,
  type: string,
  feature: { type: string; extract?: FittedFeature['extract'] },
): string {
  if (feature.extract) return `${extractSql(name, type, feature.extract)}::varchar`;
  if (type === feature.type || columnKind(feature.type) === 'text')
    return type === 'VARCHAR' ? name : `${name}::varchar`;
  // A value that does not convert stays as it is, and is unknown to the vocabulary.
  return `coalesce(try_cast(${name} as ${feature.type})::varchar, ${name}::varchar)`;
}

const nullReason = 'null, and training saw none in this column';

function refuse(feature: FittedFeature, isNull: boolean): string {
  if (isNull) return nullReason;
  return feature.extract ? 'no date or time' : 'not a number';
}

function standardize(
  feature: FittedFeature,
  encoder: { mean: number; std: number; nulls: boolean },
  column: number,
  offset: number,
  width: number,
  { isNull, range }: NumericColumn,
): Encode {
  const { mean, std, nulls } = encoder;
  return (raw, index, start, count, batch, at, onInvalid) => {
    const values = raw[column] as RawArray;
    const dense = batch.dense;
    let to = at * width + offset;
    for (let k = 0; k < count; k++, to += width) {
      const value = values[index[start + k] as number] as number;
      // NaN and infinity are the only numbers whose difference with themselves is not 0.
      if (range > 0 ? value < range : value - value === 0) {
        dense[to] = (value - mean) / std;
        if (nulls) dense[to + 1] = 0;
        continue;
      }
      const missing = isNull(value);
      dense[to] = 0;
      if (nulls) dense[to + 1] = missing ? 1 : 0;
      if (!missing || !nulls) onInvalid(at + k, feature, refuse(feature, missing));
    }
  };
}

function cyclic(
  feature: FittedFeature,
  encoder: { period: number; harmonics: number; nulls: boolean },
  column: number,
  offset: number,
  width: number,
  { isNull, range }: NumericColumn,
): Encode {
  const { period, harmonics, nulls } = encoder;
  const own = 2 * harmonics;
  const wave = (value: number, k: number) => {
    const angle = (2 * Math.PI * ((k >> 1) + 1) * value) / period;
    return (k & 1) === 0 ? Math.sin(angle) : Math.cos(angle);
  };
  // Parts of a date are few: their waves come from a table, ten times as fast.
  const tabled = Math.min(range, 400);
  const tables = Float32Array.from({ length: tabled * own }, (_, i) => wave(Math.floor(i / own), i % own));
  return (raw, index, start, count, batch, at, onInvalid) => {
    const values = raw[column] as RawArray;
    const dense = batch.dense;
    let to = at * width + offset;
    for (let k = 0; k < count; k++, to += width) {
      const value = values[index[start + k] as number] as number;
      if (tabled > 0 && value < tabled) {
        const from = value * own;
        for (let j = 0; j < own; j++) dense[to + j] = tables[from + j] as number;
        if (nulls) dense[to + own] = 0;
        continue;
      }
      if (range > 0 ? value < range : value - value === 0) {
        for (let j = 0; j < own; j++) dense[to + j] = wave(value, j);
        if (nulls) dense[to + own] = 0;
        continue;
      }
      const missing = isNull(value);
      for (let j = 0; j < own; j++) dense[to + j] = 0;
      if (nulls) dense[to + own] = missing ? 1 : 0;
      if (!missing || !nulls) onInvalid(at + k, feature, refuse(feature, missing));
    }
  };
}

function oneHot(encoder: { values: string[]; nulls: boolean }, column: number, offset: number, width: number): Encode {
  const own = encoder.values.length + Number(encoder.nulls);
  // Which of the feature's columns a code sets; unknown values set none, like nulls that training never saw.
  const placeOf = (code: number) => {
    if (code >= firstCode) return code - firstCode;
    return code === nullCode && encoder.nulls ? encoder.values.length : -1;
  };
  const places = Int32Array.from({ length: encoder.values.length + firstCode }, (_, code) => placeOf(code));
  return (raw, index, start, count, batch, at) => {
    const values = raw[column] as RawArray;
    const dense = batch.dense;
    let to = at * width + offset;
    for (let k = 0; k < count; k++, to += width) {
      dense.fill(0, to, to + own);
      const place = places[values[index[start + k] as number] as number] as number;
      if (place >= 0) dense[to + place] = 1;
    }
  };
}

function codes(column: number, embedding: number): Encode {
  return (raw, index, start, count, batch, at) => {
    const values = raw[column] as RawArray;
    const to = batch.codes[embedding] as Int32Array;
    for (let k = 0; k < count; k++) to[at + k] = values[index[start + k] as number] as number;
  };
}
