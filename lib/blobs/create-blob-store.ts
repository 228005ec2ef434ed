import path from 'node:path';
import { DomainError } from '../errors.ts';
import type { BlobInfo, BlobStore, ByteRange } from './blob-store.ts';
import type { BlobRow } from './byte-store.ts';
import { fileByteStore } from './file/file-byte-store.ts';
import { fileCache } from './file-cache.ts';
import { isIntact } from './is-intact.ts';
import { postgresByteStore } from './postgres/postgres-byte-store.ts';
import { requireDigest } from './require-digest.ts';
import { findBlob, listUnreferenced } from './sql/blob-rows.ts';
import { corruptBlob, rangeStream, verifiedStream } from './verified-stream.ts';

export interface CreateBlobStoreOptions {
  /** Where new bytes go (TRAZA_BLOBS). Bytes stored earlier elsewhere are still read. */
  kind: 'postgres' | 'file';
  /** TRAZA_DATA: file blobs lie in <dataDir>/blobs, the cache in <dataDir>/cache. */
  dataDir: string;
  /** Bound of the cache (TRAZA_CACHE_BYTES). */
  cacheBytes: number;
}

/** The blob store of this process, on the connections of connectDb. */
export function createBlobStore({ kind, dataDir, cacheBytes }: CreateBlobStoreOptions): BlobStore {
  const stores = { postgres: postgresByteStore(), file: fileByteStore(path.join(dataDir, 'blobs')) };
  const cache = fileCache({ root: path.join(dataDir, 'cache', 'blobs'), maxBytes: cacheBytes });

  async function requireBlob(digest: string): Promise<BlobRow> {
    const blob = await findBlob(requireDigest(digest));
    if (!blob) throw new DomainError('NOT_FOUND', `There are no bytes with SHA-256 ${digest}.`);
    return blob;
  }

  function whole(blob: BlobRow): ReadableStream<Uint8Array> {
    return verifiedStream(blob, stores[blob.store].read(blob, 0, blob.size));
  }

  return {
    put: (source, options = {}) => stores[kind].put(source, options),

    async has(digest) {
      return (await findBlob(requireDigest(digest))) !== null;
    },

    async stat(digest): Promise<BlobInfo | null> {
      const blob = await findBlob(requireDigest(digest));
      return blob && { digest: blob.digest, size: blob.size };
    },

    async open(digest, range = {}) {
      const blob = await requireBlob(digest);
      const { start, end } = checkRange(blob, range);
      if (start === 0 && end === blob.size) return whole(blob);
      return rangeStream(blob, end - start, stores[blob.store].read(blob, start, end));
    },

    async localPath(digest) {
      const blob = await requireBlob(digest);
      const own = stores[blob.store].pathOf?.(blob);
      if (!own) return cache.acquire(blob, () => whole(blob));
      if (!(await isIntact(own, blob))) throw corruptBlob(blob, {});
      return own;
    },

    release: (digest) => cache.release(digest),

    async sweepOrphans({ olderThanMs }) {
      return {
        removed: (await stores.postgres.sweepOrphans(olderThanMs)) + (await stores.file.sweepOrphans(olderThanMs)),
      };
    },

    async collectGarbage({ olderThanMs }) {
      const done = { blobs: 0, bytes: 0 };
      for (;;) {
        const batch = await listUnreferenced(olderThanMs, 500);
        let removed = 0;
        for (const blob of batch) {
          const size = await stores[blob.store].removeUnreferenced(blob, olderThanMs);
          if (size === null) continue;
          removed++;
          done.bytes += size;
        }
        done.blobs += removed;
        // A batch in which nothing could go would come again for ever.
        if (removed === 0) return done;
      }
    },
  };
}

function checkRange(blob: BlobInfo, { start = 0, end = blob.size }: ByteRange): { start: number; end: number } {
  const right = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end && end <= blob.size;
  if (!right) {
    throw new DomainError(
      'RANGE_NOT_SATISFIABLE',
      `Bytes ${start} to ${end} lie outside the ${blob.size} bytes of ${blob.digest}.`,
    );
  }
  return { start, end };
}
