import type { BlobStore } from '../blobs/blob-store.ts';
import type { Db } from '../db/client.ts';

const dayMs = 86_400_000;

/**
 * Housekeeping of bytes, once an hour or so, by any process: uploads that nobody imported within a day and no open job
 * waits for, files sent in parts of which none came for a day, bytes of writers that died, blobs that nothing
 * names.
 */
export async function sweepStaged({
  db,
  blobs,
  olderThanMs = dayMs,
}: {
  db: Db;
  blobs: BlobStore;
  olderThanMs?: number;
}): Promise<{ uploads: number; orphans: number; blobs: number; bytes: number }> {
  const uploads = await db.$executeRaw`
    DELETE FROM traza.upload u
    WHERE created_at < now() - ${olderThanMs}::double precision * interval '1 millisecond'
      AND NOT EXISTS (
        SELECT 1 FROM traza.job j
        WHERE j.kind = 'import' AND j.state IN ('queued', 'running') AND j.payload->'source'->>'uploadId' = u.id)`;
  await db.$executeRaw`
    DELETE FROM traza.multipart_upload u
    WHERE created_at < now() - ${olderThanMs}::double precision * interval '1 millisecond'
      AND NOT EXISTS (
        SELECT 1 FROM traza.multipart_part p JOIN traza.blob b ON b.digest = p.digest
        WHERE p.upload_id = u.id AND b.created_at > now() - ${olderThanMs}::double precision * interval '1 millisecond')`;
  const { removed } = await blobs.sweepOrphans({ olderThanMs });
  const garbage = await blobs.collectGarbage({ olderThanMs });
  return { uploads, orphans: removed, ...garbage };
}
