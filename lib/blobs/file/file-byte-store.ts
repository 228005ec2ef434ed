import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { PoolClient } from 'pg';
import type { ByteStore } from '../byte-store.ts';
import { measuredChunks } from '../measured-chunks.ts';
import { deleteUnreferenced, findBlob, insertBlob } from '../sql/blob-rows.ts';
import { withClient } from '../sql/with-client.ts';
import { storageError } from '../storage-error.ts';
import { syncFolder, writeDurable } from './write-durable.ts';

/** Bytes as files `<root>/ab/cd/<digest>`, written aside, forced to disk and moved into place. */
export function fileByteStore(root: string): ByteStore {
  const incoming = path.join(root, 'incoming');
  const place = (digest: string) => path.join(root, digest.slice(0, 2), digest.slice(2, 4), digest);

  return {
    async put(source, options) {
      const { chunks, info } = measuredChunks(source, options);
      let temporary: string | undefined;
      try {
        temporary = await writeDurable(incoming, chunks);
        const blob = info();
        const from = temporary;
        await withClient(async (client) => {
          await lockDigest(client, blob.digest);
          const known = await findBlob(blob.digest, client);
          // Bytes that are there and whole stay; damaged or missing ones are healed by the ones just sent.
          if (!known || known.store === 'file') await moveInto(from, place(blob.digest));
          await insertBlob({ ...blob, store: 'file', contentId: null }, client);
        });
        return blob;
      } catch (error) {
        throw storageError(error, root);
      } finally {
        if (temporary) await rm(temporary, { force: true });
      }
    },

    async *read(blob, start, end) {
      if (start >= end) return;
      try {
        for await (const chunk of createReadStream(place(blob.digest), { start, end: end - 1, highWaterMark: 2 ** 18 }))
          yield chunk;
      } catch (error) {
        // A missing file is a damaged blob: fewer bytes come than its row says.
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
        throw error;
      }
    },

    pathOf: (blob) => place(blob.digest),

    async sweepOrphans(olderThanMs) {
      const names = await readdir(incoming).catch(() => []);
      let removed = 0;
      for (const name of names) {
        const file = path.join(incoming, name);
        const found = await stat(file).catch(() => undefined);
        if (!found || Date.now() - found.mtimeMs < olderThanMs) continue;
        await rm(file, { force: true });
        removed++;
      }
      return removed;
    },

    async removeUnreferenced(blob, olderThanMs) {
      return withClient(async (client) => {
        await lockDigest(client, blob.digest);
        if (!(await deleteUnreferenced(blob.digest, olderThanMs, client))) return null;
        await rm(place(blob.digest), { force: true });
        return blob.size;
      });
    },
  };
}

async function moveInto(from: string, to: string): Promise<void> {
  const folder = path.dirname(to);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await rename(from, to);
  await syncFolder(folder);
  await syncFolder(path.dirname(folder));
}

/** Writers and the garbage collector of one digest take turns, or a file could be unlinked just after it was moved in. */
async function lockDigest(client: PoolClient, digest: string): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1, $2)', [0x7261, Number.parseInt(digest.slice(0, 8), 16) | 0]);
}
