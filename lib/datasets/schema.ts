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
export const JsonCell = z.json();
export type JsonCell = z.infer<typeof JsonCell>;

/** What was found in a file before anything was imported. */
export const Sniff = z.object({
  format: DatasetFormat,
  readOptions: ReadOptions,
  columns: z.array(Column),
  /** Rows, where the file says so or all of it was read; null for a long text file. */
  rowCount: z.number().nullable(),
  warnings: z.array(z.string()),
  preview: z.array(z.array(JsonCell)),
});
export type Sniff = z.infer<typeof Sniff>;

/** Families of types that profiles and pages tell apart. */
export const ColumnFamily = z.enum(['number', 'boolean', 'temporal', 'text', 'other']);
export type ColumnFamily = z.infer<typeof ColumnFamily>;

export const Histogram = z.object({
  /** n + 1 borders of n bins: numbers, or ISO texts for dates and times. A bin holds its left border; the last one both. */
  edges: z.array(z.union([z.number(), z.string()])),
  counts: z.array(z.number()),
  /** Values outside the borders, where long tails were cut off at the 0.5 % and 99.5 % quantiles. */
  below: z.number(),
  above: z.number(),
});
export type Histogram = z.infer<typeof Histogram>;

export const ColumnProfile = z.object({
  name: z.string(),
  type: z.string(),
  family: ColumnFamily,
  /** Values that are not null. */
  count: z.number(),
  nulls: z.number(),
  distinct: z.number(),
  /** True where `distinct` is an estimate (HyperLogLog, 10 % off and more). */
  distinctApproximate: z.boolean(),
  min: JsonCell,
  max: JsonCell,
  /** Numbers only; of the finite values. */
  mean: z.number().nullable().optional(),
  sd: z.number().nullable().optional(),
  zeros: z.number().optional(),
  nonFinite: z.number().optional(),
  /** Numbers: q05, q25, q50, q75, q95. */
  quantiles: z.record(z.string(), z.number()).optional(),
  quantilesApproximate: z.boolean().optional(),
  /** Text only: characters. */
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  meanLength: z.number().optional(),
  empty: z.number().optional(),
  histogram: Histogram.optional(),
  top: z.array(z.object({ value: JsonCell, count: z.number() })).optional(),
  /** True where `top` was counted in bounded memory and may miss a value near its end. */
  topApproximate: z.boolean().optional(),
});
export type ColumnProfile = z.infer<typeof ColumnProfile>;

export const Profile = z.object({ rowCount: z.number(), columns: z.array(ColumnProfile) });
export type Profile = z.infer<typeof Profile>;

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

/** A dataset version: by the name of its dataset and its number (the newest when left out), or by its own id. */
export interface VersionReference {
  name?: string | undefined;
  version?: number | undefined;
  id?: string | undefined;
  /** In place of a number: the newest version that was there at this time. */
  asOf?: string | undefined;
}

const When = z.iso.datetime();

/** A version in a list. */
export const VersionSummary = z.object({
  id: z.string(),
  dataset: z.string(),
  number: z.number(),
  digest: z.string(),
  kind: z.string(),
  format: DatasetFormat,
  rowCount: z.number(),
  byteSize: z.number(),
  columns: z.array(Column),
  /** Where it came from, in the user's words; `type` says which of them it has. */
  source: z.record(z.string(), JsonCell),
  runId: z.string().nullable(),
  recipeDigest: z.string().nullable(),
  createdAt: When,
});
export type VersionSummary = z.infer<typeof VersionSummary>;

export const VersionLink = z.object({ id: z.string(), dataset: z.string(), number: z.number(), digest: z.string() });

export const VersionFile = z.object({
  path: z.string(),
  size: z.number(),
  digest: z.string(),
  rowCount: z.number().nullable(),
});

/** A version with all that is known of it. */
export const VersionDetail = VersionSummary.extend({
  readOptions: ReadOptions,
  profile: Profile.nullable(),
  /** The first 1,000 files in path order; `fileCount` counts all. */
  files: z.array(VersionFile),
  fileCount: z.number(),
  parent: VersionLink.nullable(),
  /** Versions made from this one: splits, and prediction sets over it. */
  children: z.array(VersionLink),
  /** The number of the newest version of the dataset. */
  latest: z.number(),
});
export type VersionDetail = z.infer<typeof VersionDetail>;

export const DatasetSummary = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  kind: z.string(),
  createdAt: When,
  versions: z.number(),
  latest: VersionSummary.nullable(),
});
export type DatasetSummary = z.infer<typeof DatasetSummary>;

export const DatasetDetail = DatasetSummary.extend({ items: z.array(VersionSummary) });
export type DatasetDetail = z.infer<typeof DatasetDetail>;

export const CreateDatasetInput = z.object({ name: DatasetName, description: z.string().max(2000).default('') });
export type CreateDatasetInput = z.input<typeof CreateDatasetInput>;

export const RowsPage = z.object({
  columns: z.array(Column),
  rows: z.array(z.array(JsonCell)),
  offset: z.number(),
  total: z.number(),
});
export type RowsPage = z.infer<typeof RowsPage>;

/** Sources built into the product, for trying it out. */
export const ExampleSource = z.enum(['flights-3m']);
export type ExampleSource = z.infer<typeof ExampleSource>;

/** What the importer may change of what was found in a text file. */
export const ImportChoices = z.object({
  /** CSV: texts that mean "missing", beside the empty text. */
  nullTexts: z.array(z.string().min(1).max(64)).max(16).optional(),
  /** Types to use in place of those found, by column. */
  types: z.record(z.string(), z.string()).optional(),
});
export type ImportChoices = z.infer<typeof ImportChoices>;

export const ImportDatasetInput = z
  .object({
    uploadId: z.string().optional(),
    example: ExampleSource.optional(),
    description: z.string().max(2000).optional(),
    ...ImportChoices.shape,
  })
  .refine((input) => (input.uploadId === undefined) !== (input.example === undefined), {
    error: 'give either uploadId (from POST /uploads) or example',
    path: ['uploadId'],
  });
export type ImportDatasetInput = z.infer<typeof ImportDatasetInput>;

export const SplitRule = z.object({
  /** One SQL condition over the columns; without it every row is taken. */
  where: z.string().max(4000).optional(),
  /** Columns left out. */
  exclude: z.array(z.string()).max(2000).optional(),
  /** The only columns taken, in this order. */
  include: z.array(z.string()).max(2000).optional(),
});
export type SplitRule = z.infer<typeof SplitRule>;

/** A split of a version into a dataset of its own. */
export const SplitDatasetInput = SplitRule.extend({ name: DatasetName, description: z.string().max(2000).optional() });
export type SplitDatasetInput = z.infer<typeof SplitDatasetInput>;

export const UploadAnswer = z.object({
  id: z.string(),
  name: z.string(),
  digest: z.string(),
  size: z.number(),
  createdAt: When,
  sniff: Sniff,
});
export type UploadAnswer = z.infer<typeof UploadAnswer>;

export const QueuedAnswer = z.object({ jobId: z.string(), runId: z.string() });
