import { z } from 'zod';

/** The shapes of files Traza reads as tables. */
export const DatasetFormat = z.enum(['parquet', 'csv', 'json', 'jsonl']);
export type DatasetFormat = z.infer<typeof DatasetFormat>;

/** A column and its type in DuckDB's words ("BIGINT", "TIMESTAMP", "STRUCT(a INTEGER)"). */
export const Column = z.object({ name: z.string().min(1), type: z.string().min(1) });
export type Column = z.infer<typeof Column>;

/**
 * How the bytes of a version are parsed, by every later read alike. Empty for Parquet, which says it itself.
 * `columns` fixes names, order and types, so that no reader guesses again.
 */
export const ReadOptions = z.object({
  columns: z.array(Column).optional(),
  delimiter: z.string().max(4).optional(),
  quote: z.string().max(1).optional(),
  escape: z.string().max(1).optional(),
  comment: z.string().max(1).optional(),
  newline: z.enum(['\\n', '\\r', '\\r\\n']).optional(),
  header: z.boolean().optional(),
  skip: z.number().int().min(0).optional(),
  dateFormat: z.string().max(64).optional(),
  timestampFormat: z.string().max(64).optional(),
  /** CSV: texts that mean "missing", beside the empty text. */
  nullTexts: z.array(z.string().max(64)).max(16).optional(),
});
export type ReadOptions = z.infer<typeof ReadOptions>;

/** What a reader needs of a version: its files in manifest order (local paths), their format, how to parse them. */
export interface TableSource {
  files: string[];
  format: DatasetFormat;
  readOptions: ReadOptions;
}

/** A value as JSON can carry it: big integers, dates and non-finite numbers as text, bytes as "0x…". */
export type JsonCell = string | number | boolean | null | JsonCell[] | { [key: string]: JsonCell };

/** What was found in a file before anything was imported. */
export interface Sniff {
  format: DatasetFormat;
  readOptions: ReadOptions;
  columns: Column[];
  /** Rows, where the file says so or all of it was read; null for a long text file. */
  rowCount: number | null;
  warnings: string[];
  preview: JsonCell[][];
}

/** Families of types that profiles and pages tell apart. */
export type ColumnFamily = 'number' | 'boolean' | 'temporal' | 'text' | 'other';

export interface Histogram {
  /** n + 1 borders of n bins: numbers, or ISO texts for dates and times. A bin holds its left border; the last one both. */
  edges: (number | string)[];
  counts: number[];
  /** Values outside the borders, where long tails were cut off at the 0.5 % and 99.5 % quantiles. */
  below: number;
  above: number;
}

export interface ColumnProfile {
  name: string;
  type: string;
  family: ColumnFamily;
  count: number;
  nulls: number;
  distinct: number;
  /** True where `distinct` is an estimate (HyperLogLog, a few per cent off). */
  distinctApproximate: boolean;
  min: JsonCell;
  max: JsonCell;
  /** Numbers only; of the finite values. */
  mean?: number | null;
  sd?: number | null;
  zeros?: number;
  nonFinite?: number;
  /** Numbers: q05, q25, q50, q75, q95. */
  quantiles?: Record<string, number>;
  quantilesApproximate?: boolean;
  /** Text only: characters. */
  minLength?: number;
  maxLength?: number;
  meanLength?: number;
  empty?: number;
  histogram?: Histogram;
  top?: { value: JsonCell; count: number }[];
  /** True where `top` was counted in bounded memory and may miss a value near its end. */
  topApproximate?: boolean;
}

export interface Profile {
  rowCount: number;
  columns: ColumnProfile[];
}

/** One file of a version. `path` is relative with forward slashes; `sha256` 64 lower-case hex digits. */
export interface ManifestFile {
  path: string;
  size: number;
  sha256: string;
  rowCount?: number | null;
}

/** Names of datasets: they appear in URLs and in file names. */
export const DatasetName = z
  .string()
  .min(1)
  .max(100)
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
    'must start with a letter or digit and hold letters, digits, ".", "_" and "-" only',
  );
