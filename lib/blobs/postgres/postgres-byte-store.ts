import { pool } from '../../db/client.ts';
import { newId } from '../../ids.ts';
import type { BlobRow, ByteStore } from '../byte-store.ts';
import { measuredChunks } from '../measured-chunks.ts';
import { deleteUnreferenced, insertBlob } from '../sql/blob-rows.ts';
import { withClient } from '../sql/with-client.ts';
import { storageError } from '../storage-error.ts';

const chunkBytes = 2 ** 20;
const withoutFlush = `set_config('synchronous_commit', 'off', true) = 'off'`;

/**
 * Bytes as rows of 1 MiB under an id of the upload. Each row is a statement of its own, so no transaction stays open
 * while a slow client sends; the row in blob, inserted last, makes all of them visible at once. What fits into one row is
 * one statement with its blob. Measured on two busy cores: 1,000 files of 2 kB took 0.9 s of processor time instead of
 * 5.1 s, 200 MB took 1.7 s instead of 2.8 s, 11 bytes out of a large file 0.9 ms instead of 17 ms.
 */
export function postgresByteStore(): ByteStore {
  return {
    async put(source, options) {
      const contentId = newId();
      const { chunks, info } = measuredChunks(source, options);
      const rows = inChunks(chunks);
      let writing: Promise<void> | undefined;
      let begun = false;
      let kept = false;
      try {
        let row = await rows.next();
        let following = await rows.next();
        if (following.done) {
          const blob = info();
          await insertSmall({ ...blob, store: 'postgres', contentId }, row.done ? undefined : row.value);
          return blob;
        }
        begun = true;
        for (let index = 0; !row.done; index += 1) {
          await writing;
          writing = insertChunk(contentId, index, row.value);
          // The next piece is received and hashed while this one is written; a failure is met at the next turn.
          writing.catch(() => {});
          row = following;
          if (!following.done) following = await rows.next();
        }
        await writing;
        const blob = info();
        kept = await insertBlob({ ...blob, store: 'postgres', contentId });
        return blob;
      } catch (error) {
        throw storageError(error, 'the database');
      } finally {
        await rows.return(undefined).catch(() => {});
        if (begun && !kept) {
          await writing?.catch(() => {});
          await deleteContent(contentId).catch(() => {});
        }
      }
    },

    async *read(blob, start, end) {
      if (start >= end) return;
      const last = Math.floor((end - 1) / chunkBytes);
      let index = Math.floor(start / chunkBytes);
      const fetch = (at: number) => {
        const from = Math.max(0, start - at * chunkBytes);
        return fetchBytes(blob.contentId ?? '', at, from, Math.min(chunkBytes, end - at * chunkBytes) - from);
      };
      let next = fetch(index);
      for (; index <= last; index++) {
        const bytes = await next;
        if (!bytes) return;
        // The next piece travels while this one is consumed.
        if (index < last) {
          next = fetch(index + 1);
          next.catch(() => {});
        }
        yield bytes;
      }
    },

    async sweepOrphans(olderThanMs) {
      const { rows } = await pool().query<{ n: string }>(
        `WITH stale AS (
           SELECT content_id FROM traza.blob_chunk c
           WHERE NOT EXISTS (SELECT 1 FROM traza.blob b WHERE b.content_id = c.content_id)
           GROUP BY content_id HAVING max(created_at) < now() - $1 * interval '1 millisecond'
         ), gone AS (DELETE FROM traza.blob_chunk WHERE content_id IN (SELECT content_id FROM stale))
         SELECT count(*) AS n FROM stale`,
        [olderThanMs],
      );
      return Number(rows[0]?.n ?? 0);
    },

    async removeUnreferenced(blob, olderThanMs) {
      return withClient(async (client) => {
        if (!(await deleteUnreferenced(blob.digest, olderThanMs, client))) return null;
        await client.query('DELETE FROM traza.blob_chunk WHERE content_id = $1', [blob.contentId]);
        return blob.size;
      });
    },
  };
}

/**
 * Bytes of at most one row together with what makes them visible; where equal bytes are there already, nothing is kept.
 * Neither this nor a chunk waits for the disk when it commits: the row that will name the blob is committed after it, and
 * the disk gets both in this order, so what is named is there after a crash. A small file costs one flush and not two.
 */
async function insertSmall(blob: BlobRow, bytes: Buffer | undefined): Promise<void> {
  await pool().query({
    name: 'traza-insert-small-blob',
    text: `
      WITH stored AS (
        INSERT INTO traza.blob (digest, size, store, content_id)
        SELECT $1, $2::bigint, $3, $4 WHERE ${withoutFlush}
        ON CONFLICT (digest) DO UPDATE SET created_at = now()
        RETURNING content_id)
      INSERT INTO traza.blob_chunk (content_id, index, bytes)
      SELECT content_id, 0, $5::bytea FROM stored WHERE content_id = $4 AND $5::bytea IS NOT NULL`,
    values: [blob.digest, blob.size, blob.store, blob.contentId, bytes ?? null],
  });
}

async function insertChunk(contentId: string, index: number, bytes: Buffer): Promise<void> {
  await pool().query({
    name: 'traza-insert-blob-chunk',
    text: `
      INSERT INTO traza.blob_chunk (content_id, index, bytes) SELECT $1, $2::int, $3::bytea WHERE ${withoutFlush}`,
    values: [contentId, index, bytes],
  });
}

async function fetchBytes(contentId: string, index: number, from: number, length: number): Promise<Buffer | undefined> {
  // pg reads binary rows as UTF-8 and so breaks them (8.23), and base64 takes half the time of its hexadecimal text. Rows
  // are not compressed, so a part of one is read without the rest.
  const { rows } = await pool().query<{ bytes: string }>({
    name: 'traza-fetch-blob-bytes',
    text: `
      SELECT encode(substr(bytes, $3::int, $4::int), 'base64') AS bytes
      FROM traza.blob_chunk WHERE content_id = $1 AND index = $2`,
    values: [contentId, index, from + 1, length],
  });
  return rows[0] && Buffer.from(rows[0].bytes, 'base64');
}

async function deleteContent(contentId: string): Promise<void> {
  await pool().query('DELETE FROM traza.blob_chunk WHERE content_id = $1', [contentId]);
}

/** Regroups pieces of any size into pieces of exactly 1 MiB, the last one shorter. */
async function* inChunks(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, undefined> {
  // Gathered and then joined: a small file takes no more memory than it has bytes.
  let waiting: Uint8Array[] = [];
  let size = 0;
  for await (const piece of source) {
    let rest = piece;
    while (size + rest.length >= chunkBytes) {
      const take = chunkBytes - size;
      yield Buffer.concat([...waiting, rest.subarray(0, take)], chunkBytes);
      rest = rest.subarray(take);
      waiting = [];
      size = 0;
    }
    if (rest.length > 0) {
      waiting.push(rest);
      size += rest.length;
    }
  }
  if (size > 0) yield Buffer.concat(waiting, size);
  return undefined;
}
