import { z } from 'zod';
import type { VersionRow } from './require-version.ts';
import { Column, DatasetFormat, JsonCell, ReadOptions, type VersionSummary } from './schema.ts';

const Source = z.record(z.string(), JsonCell).catch({});

/** A version's row as the API shows it in lists. */
export function serializeVersion(row: VersionRow): VersionSummary {
  return {
    id: row.id,
    dataset: row.dataset.name,
    number: row.number,
    digest: row.digest,
    kind: row.kind,
    format: DatasetFormat.parse(row.format),
    rowCount: Number(row.rowCount),
    byteSize: Number(row.byteSize),
    columns: columnsOf(row),
    source: Source.parse(row.source),
    runId: row.runId,
    recipeDigest: row.recipeDigest,
    createdAt: row.createdAt.toISOString(),
  };
}

/** Columns of a version as they were recorded. */
export function columnsOf(row: Pick<VersionRow, 'columns'>): Column[] {
  return z.array(Column).parse(row.columns);
}

/** How a version's files are parsed. */
export function readOptionsOf(row: Pick<VersionRow, 'readOptions'>): ReadOptions {
  return ReadOptions.parse(row.readOptions);
}
