import { pool } from '../../db/client.ts';
import { newId } from '../../ids.ts';
import type { ByteStore } from '../byte-store.ts';
import { measuredChunks } from '../measured-chunks.ts';
import { deleteUnreferenced, insertBlob } from '../sql/blob-rows.ts';
import { withClient } from '../sql/with-client.ts';
import { storageError } from '../storage-error.ts';

const chunkBytes = 2 ** 20;

/**
 * Bytes as rows of 1 MiB under an id of the upload. Each row is a statement of its own, so no transaction stays open
 * while a slow client sends; the row in blob, inserted last, makes all of them visible at once.
 */
export function postgresByteStore(): ByteStore {
  return {
    async put(source, options) {
      const contentId = newId();
      const { chunks, info } = measuredChunks(source, options);
      let kept = false;
      try {
        let index = 0;
        for await (const bytes of inChunks(chunks)) await insertChunk(contentId, index++, bytes);
        const blob = info();
        kept = await insertBlob({ ...blob, store: 'postgres', contentId });
        return blob;
      } catch (error) {
        throw storageError(error, 'the database');
      } finally {
        if (!kept) await deleteContent(contentId).catch(() => {});
      }
    },

    async *read(blob, start, end) {
      if (start >= end) return;
      const last = Math.floor((end - 1) / chunkBytes);
      let index = Math.floor(start / chunkBytes);
      let next = fetchChunk(blob.contentId ?? '', index);
      for (; index <= last; index++) {
        const bytes = await next;
        if (!bytes) return;
        // The next piece travels while this one is consumed.
        if (index < last) {
          next = fetchChunk(blob.contentId ?? '', index + 1);
          next.catch(() => {});
        }
        const offset = index * chunkBytes;
        yield bytes.subarray(Math.max(0, start - offset), Math.min(bytes.length, end - offset));
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

async function insertChunk(contentId: string, index: number, bytes: Buffer): Promise<void> {
  await pool().query({
    name: 'traza-insert-blob-chunk',
    text: 'INSERT INTO traza.blob_chunk (content_id, index, bytes) VALUES ($1, $2, $3)',
    values: [contentId, index, bytes],
  });
}

async function fetchChunk(contentId: string, index: number): Promise<Buffer | undefined> {
  // pg reads binary rows as UTF-8 and so breaks them (8.23): the text form it is.
  const { rows } = await pool().query<{ bytes: Buffer }>({
    name: 'traza-fetch-blob-chunk',
    text: 'SELECT bytes FROM traza.blob_chunk WHERE content_id = $1 AND index = $2',
    values: [contentId, index],
  });
  return rows[0]?.bytes;
}

async function deleteContent(contentId: string): Promise<void> {
  await pool().query('DELETE FROM traza.blob_chunk WHERE content_id = $1', [contentId]);
}

/** Regroups pieces of any size into pieces of exactly 1 MiB, the last one shorter. */
async function* inChunks(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let buffer = Buffer.allocUnsafe(chunkBytes);
  let filled = 0;
  for await (const piece of source) {
    let offset = 0;
    while (offset < piece.length) {
      const take = Math.min(chunkBytes - filled, piece.length - offset);
      buffer.set(piece.subarray(offset, offset + take), filled);
      filled += take;
      offset += take;
      if (filled === chunkBytes) {
        yield buffer;
        buffer = Buffer.allocUnsafe(chunkBytes);
        filled = 0;
      }
    }
  }
  if (filled > 0) yield buffer.subarray(0, filled);
}
