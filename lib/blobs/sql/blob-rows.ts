import type { PoolClient, QueryResultRow } from 'pg';
import { pool } from '../../db/client.ts';
import type { BlobRow } from '../byte-store.ts';

interface Runner {
  query<R extends QueryResultRow>(text: string, values: unknown[]): Promise<{ rows: R[]; rowCount: number | null }>;
}

interface Row {
  digest: string;
  size: string;
  store: 'postgres' | 'file';
  content_id: string | null;
}

function toBlobRow(row: Row): BlobRow {
  return { digest: row.digest, size: Number(row.size), store: row.store, contentId: row.content_id };
}

export async function findBlob(digest: string, runner: Runner = pool()): Promise<BlobRow | null> {
  const { rows } = await runner.query<Row>('SELECT digest, size, store, content_id FROM traza.blob WHERE digest = $1', [
    digest,
  ]);
  return rows[0] ? toBlobRow(rows[0]) : null;
}

/**
 * Makes bytes visible, or finds that equal bytes are there already and marks them as wanted now, which keeps the
 * garbage collector away from them.
 * @returns whether this call's bytes are the ones that count
 */
export async function insertBlob(blob: BlobRow, runner: Runner = pool()): Promise<boolean> {
  const { rows } = await runner.query<{ store: string; content_id: string | null }>(
    `INSERT INTO traza.blob (digest, size, store, content_id) VALUES ($1, $2, $3, $4)
     ON CONFLICT (digest) DO UPDATE SET created_at = now()
     RETURNING store, content_id`,
    [blob.digest, blob.size, blob.store, blob.contentId],
  );
  return rows[0]?.store === blob.store && rows[0].content_id === blob.contentId;
}

/** Every column that may name a blob. A new one belongs here, or its bytes are collected as garbage; a test watches. */
export const blobReferences: [table: string, column: string][] = [
  ['dataset_file', 'digest'],
  ['artifact', 'digest'],
  ['logged_model_file', 'digest'],
  ['multipart_part', 'digest'],
  ['trace_file', 'digest'],
  ['model_file', 'digest'],
  ['upload', 'digest'],
  ['code_version', 'archive_digest'],
  ['partition', 'output_digest'],
  ['partition', 'quarantine_digest'],
];

const unreferenced = blobReferences
  .map(([table, column]) => `NOT EXISTS (SELECT 1 FROM traza.${table} r WHERE r.${column} = b.digest)`)
  .join(' AND ');

export async function listUnreferenced(olderThanMs: number, limit: number): Promise<BlobRow[]> {
  const { rows } = await pool().query<Row>(
    `SELECT digest, size, store, content_id FROM traza.blob b
     WHERE created_at < now() - $1 * interval '1 millisecond' AND ${unreferenced} LIMIT $2`,
    [olderThanMs, limit],
  );
  return rows.map(toBlobRow);
}

/** Deletes the row unless something names it by now or it was written again. */
export async function deleteUnreferenced(digest: string, olderThanMs: number, client: PoolClient): Promise<boolean> {
  const result = await client.query(
    `DELETE FROM traza.blob b
     WHERE digest = $1 AND created_at < now() - $2 * interval '1 millisecond' AND ${unreferenced}`,
    [digest, olderThanMs],
  );
  return result.rowCount === 1;
}
