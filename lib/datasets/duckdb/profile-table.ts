import { rm } from 'node:fs/promises';
import { DuckDBListValue, type DuckDBValue } from '@duckdb/node-api';
import type { Column, ColumnProfile, Histogram, Profile, TableSource } from '../schema.ts';
import { columnFamily } from './column-family.ts';
import { fileError } from './file-error.ts';
import { binIndexSql, type HistogramPlan, planHistogram } from './histogram-plan.ts';
import { jsonCell } from './json-cell.ts';
import { type DuckDb, withDuckDb } from './open-duckdb.ts';
import { readerSql } from './reader-sql.ts';
import { quoteName, quoteText } from './sql-quote.ts';

/** Up to this many values in one pass quantiles are exact; beyond, a t-digest takes a quarter of the time and bounded memory. */
const exactQuantileValues = 2_000_000;
/** Up to this many different values (by estimate) they are grouped and counted; DuckDB spills what memory cannot hold. */
const exactDistinct = 1_000_000;
const columnsPerPass = 40;
const topCount = 12;
const quantileNames = ['q05', 'q25', 'q50', 'q75', 'q95'];
const quantilePoints = '[0.005, 0.05, 0.25, 0.5, 0.75, 0.95, 0.995]';

export interface ProfileTableInput {
  source: TableSource;
  columns: Column[];
  /** Names of the files for messages, in the order of source.files. */
  names: string[];
  /** A file this function may write and removes: text formats are parsed once into it. */
  scratchPath: string;
  tempDir?: string;
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

/**
 * What each column holds, in memory that does not grow with the rows. Estimates are marked as such. Reads every value,
 * so it is also the proof that the files parse with their recorded types.
 * @throws DomainError BAD_FILE that names the file and, for text, line and column; DISK_FULL
 */
export async function profileTable(input: ProfileTableInput): Promise<Profile> {
  const { source, columns, signal, tempDir } = input;
  const paths = [...source.files, input.scratchPath];
  try {
    return await withDuckDb({ paths, ...(signal ? { signal } : {}), ...(tempDir ? { tempDir } : {}) }, async (duck) => {
      const table = await scannable(duck, input);
      const rowCount = Number((await duck.rows(`SELECT count(*) FROM ${table}`))[0]?.[0] ?? 0);
      const profiles: ColumnProfile[] = [];
      for (let start = 0; start < columns.length; start += columnsPerPass) {
        const batch = columns.slice(start, start + columnsPerPass);
        const summaries = await summarise(duck, table, batch, rowCount);
        for (const summary of summaries) {
          profiles.push(await deepen(duck, table, summary));
          input.onProgress?.(profiles.length, columns.length);
        }
      }
      return { rowCount, columns: profiles };
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw fileError(
      error,
      source.files.map((path, index) => ({ path, name: input.names[index] ?? `file ${index + 1}` })),
    );
  } finally {
    await rm(input.scratchPath, { force: true });
  }
}

/** Columns are read several times: text is parsed once, into Parquet, so that each read costs one column. */
async function scannable(duck: DuckDb, { source, scratchPath }: ProfileTableInput): Promise<string> {
  const reader = readerSql(source);
  if (source.format === 'parquet') return reader;
  await rm(scratchPath, { force: true });
  await duck.rows(
    `COPY (FROM ${reader}) TO ${quoteText(scratchPath)} (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)`,
  );
  return `read_parquet(${quoteText(scratchPath)})`;
}

interface Summary {
  profile: ColumnProfile;
  /** Quantiles at 0.5 % and 99.5 %, for where a histogram ends. */
  low: number | null;
  high: number | null;
  minNumber: number | null;
  maxNumber: number | null;
}

async function summarise(duck: DuckDb, table: string, columns: Column[], rowCount: number): Promise<Summary[]> {
  const measured = columns.filter((column) => ['number', 'temporal'].includes(columnFamily(column.type))).length;
  const exact = rowCount * measured <= exactQuantileValues;
  const parts = columns.map((column) => summaryParts(column, exact));
  const [row = []] = await duck.rows(`SELECT ${parts.flat().join(', ')} FROM ${table}`);
  let offset = 0;
  return columns.map((column, index) => {
    const width = parts[index]?.length ?? 0;
    const values = row.slice(offset, offset + width);
    offset += width;
    return readSummary(column, values, rowCount, exact);
  });
}

/** Aggregates of one column; readSummary takes them apart in the same order. */
function summaryParts({ name, type }: Column, exact: boolean): string[] {
  const column = quoteName(name);
  const family = columnFamily(type);
  const base = [
    `count(${column})`,
    family === 'other' ? `approx_count_distinct(${column}::VARCHAR)` : `approx_count_distinct(${column})`,
  ];
  const quantile = exact ? 'quantile_cont' : 'approx_quantile';
  if (family === 'number') {
    const finite = finiteSql(column, type);
    return [
      ...base,
      `min(${column}) FILTER (${finite})`,
      `max(${column}) FILTER (${finite})`,
      `avg(${column}::DOUBLE) FILTER (${finite})`,
      `stddev_samp(${column}::DOUBLE) FILTER (${finite})`,
      `count(*) FILTER (${column} = 0)`,
      `count(${column}) FILTER (NOT (${finite}))`,
      `${quantile}(${column}::DOUBLE, ${quantilePoints}) FILTER (${finite})`,
      `min(${column}::DOUBLE) FILTER (${finite})`,
      `max(${column}::DOUBLE) FILTER (${finite})`,
    ];
  }
  if (family === 'temporal') {
    const micros = temporalMicros(column, type);
    const finite = finiteSql(column, type);
    return [
      ...base,
      `min(${column})`,
      `max(${column})`,
      `${quantile}(${micros}, ${quantilePoints}) FILTER (${finite})`,
      `min(${micros}) FILTER (${finite})`,
      `max(${micros}) FILTER (${finite})`,
    ];
  }
  if (family === 'text') {
    const text = `${column}::VARCHAR`;
    return [
      ...base,
      `min(${text})`,
      `max(${text})`,
      `min(length(${text}))`,
      `max(length(${text}))`,
      `avg(length(${text}))`,
      `count(*) FILTER (${text} = '')`,
    ];
  }
  return family === 'boolean' ? [...base, `min(${column})`, `max(${column})`] : base;
}

function readSummary({ name, type }: Column, values: DuckDBValue[], rowCount: number, exact: boolean): Summary {
  const family = columnFamily(type);
  const count = Number(values[0] ?? 0);
  const profile: ColumnProfile = {
    name,
    type,
    family,
    count,
    nulls: rowCount - count,
    distinct: Math.min(Number(values[1] ?? 0), count),
    distinctApproximate: true,
    min: family === 'other' ? null : shorten(values[2]),
    max: family === 'other' ? null : shorten(values[3]),
  };
  const summary: Summary = { profile, low: null, high: null, minNumber: null, maxNumber: null };
  if (family === 'number') {
    profile.mean = numberOrNull(values[4]);
    profile.sd = numberOrNull(values[5]);
    profile.zeros = Number(values[6] ?? 0);
    profile.nonFinite = Number(values[7] ?? 0);
    const quantiles = numberList(values[8]);
    if (quantiles.length === 7) {
      profile.quantiles = Object.fromEntries(quantileNames.map((key, index) => [key, quantiles[index + 1] ?? 0]));
      profile.quantilesApproximate = !exact;
    }
    Object.assign(summary, ends(quantiles, values[9], values[10]));
  }
  if (family === 'temporal') Object.assign(summary, ends(numberList(values[4]), values[5], values[6]));
  if (family === 'text') {
    profile.minLength = Number(values[4] ?? 0);
    profile.maxLength = Number(values[5] ?? 0);
    profile.meanLength = numberOrNull(values[6]) ?? 0;
    profile.empty = Number(values[7] ?? 0);
  }
  return summary;
}

function ends(quantiles: number[], min: DuckDBValue | undefined, max: DuckDBValue | undefined) {
  return {
    low: quantiles[0] ?? null,
    high: quantiles[6] ?? null,
    minNumber: numberOrNull(min),
    maxNumber: numberOrNull(max),
  };
}

/** The parts that need a pass over one column each: exact distinct counts, top values, histogram. */
async function deepen(duck: DuckDb, table: string, summary: Summary): Promise<ColumnProfile> {
  const { profile } = summary;
  if (profile.count === 0) return { ...profile, distinct: 0, distinctApproximate: false };
  const column = quoteName(profile.name);
  if (profile.family === 'other') return profile;
  if (profile.distinct <= exactDistinct) {
    const [row] = await duck.rows(`SELECT count(${column}) FROM (SELECT ${column} FROM ${table} GROUP BY 1)`);
    profile.distinct = Number(row?.[0] ?? 0);
    profile.distinctApproximate = false;
  }
  if (profile.family === 'text' || profile.family === 'boolean' || profile.distinct <= 24) {
    await addTop(duck, table, profile);
  }
  const plan = planHistogram(profile, summary);
  if (plan) profile.histogram = await countBins(duck, table, profile, plan);
  return profile;
}

async function addTop(duck: DuckDb, table: string, profile: ColumnProfile): Promise<void> {
  const column = quoteName(profile.name);
  // A column of keys has no top values worth the pass.
  if (profile.distinct === profile.count && profile.count > topCount) return;
  if (profile.distinctApproximate) {
    const candidates = `SELECT unnest(approx_top_k(${column}, ${topCount})) AS value FROM ${table}`;
    const counted = await duck.rows(
      `SELECT ${column}, count(*) AS n FROM ${table} WHERE ${column} IN (SELECT value FROM (${candidates})) GROUP BY 1 ORDER BY n DESC, 1`,
    );
    profile.top = counted.map(([value, count]) => ({ value: shorten(value), count: Number(count) }));
    profile.topApproximate = true;
    return;
  }
  const counted = await duck.rows(
    `SELECT ${column}, count(*) AS n FROM ${table} WHERE ${column} IS NOT NULL GROUP BY 1 ORDER BY n DESC, 1 LIMIT ${topCount}`,
  );
  profile.top = counted.map(([value, count]) => ({ value: shorten(value), count: Number(count) }));
  profile.topApproximate = false;
}

async function countBins(duck: DuckDb, table: string, profile: ColumnProfile, plan: HistogramPlan): Promise<Histogram> {
  const column = quoteName(profile.name);
  const value = profile.family === 'temporal' ? temporalMicros(column, profile.type) : `${column}::DOUBLE`;
  const rows = await duck.rows(
    `SELECT ${binIndexSql(value, plan)} AS bin, count(*) FROM ${table} WHERE ${finiteSql(column, profile.type)} GROUP BY 1`,
  );
  const bins = new Map(rows.map(([bin, count]) => [Number(bin), Number(count)]));
  const counts = Array.from({ length: plan.bins }, (_, index) => bins.get(index) ?? 0);
  return { edges: plan.edges, counts, below: bins.get(-1) ?? 0, above: bins.get(plan.bins) ?? 0 };
}

function finiteSql(column: string, type: string): string {
  if (type === 'FLOAT' || type === 'DOUBLE') return `isfinite(${column})`;
  if (type === 'DATE' || type === 'TIMESTAMP' || type === 'TIMESTAMP WITH TIME ZONE') return `isfinite(${column})`;
  return `${column} IS NOT NULL`;
}

/** Dates and times as microseconds (of the epoch, or of the day), in a double: exact for four centuries around 1970. */
function temporalMicros(column: string, type: string): string {
  if (type.startsWith('TIME') && !type.startsWith('TIMESTAMP')) return `epoch_us(${column}::TIME)::DOUBLE`;
  return `epoch_us(${column}${type === 'TIMESTAMP WITH TIME ZONE' ? '' : '::TIMESTAMP'})::DOUBLE`;
}

function numberOrNull(value: DuckDBValue | undefined): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeof value === 'bigint' ? Number(value) : null;
}

function numberList(value: DuckDBValue | undefined): number[] {
  return value instanceof DuckDBListValue ? value.items.map((item) => numberOrNull(item) ?? 0) : [];
}

/** Profiles are stored with the version: one long text must not blow them up. */
function shorten(value: DuckDBValue | undefined) {
  const cell = jsonCell(value);
  return typeof cell === 'string' && cell.length > 120 ? `${cell.slice(0, 120)}…` : cell;
}
