import type { BlobInfo, ByteSource } from '../blobs/blob-store.ts';
import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { requireMultipartUpload } from './require-multipart-upload.ts';

export const mostParts = 10_000;

/**
 * Stores one part of a file; a part sent again replaces what was there.
 * @param input.number from 1; parts are joined in the order of their numbers
 * @throws DomainError NOT_FOUND (upload), INVALID_INPUT (number), DISK_FULL
 */
export async function savePart({
  ctx,
  input: { uploadId, number, body, signal },
}: {
  ctx: Ctx;
  input: { uploadId: string; number: number; body: ByteSource; signal?: AbortSignal };
}): Promise<BlobInfo> {
  if (number < 1 || number > mostParts) {
    throw new DomainError('INVALID_INPUT', `Parts are numbered from 1 to ${mostParts}.`, {
      fields: [{ path: 'part_number', message: `must be from 1 to ${mostParts}` }],
    });
  }
  await requireMultipartUpload(ctx, uploadId);
  const blob = await ctx.blobs.put(body, signal ? { signal } : {});
  // The upload may have been given up while the part was on its way.
  const kept = await ctx.db.$executeRaw`
    INSERT INTO traza.multipart_part (upload_id, number, digest, size)
    SELECT id, ${number}::int, ${blob.digest}, ${blob.size}::bigint FROM traza.multipart_upload
    WHERE id = ${uploadId} AND project_id = ${ctx.project.id}
    ON CONFLICT (upload_id, number) DO UPDATE SET digest = excluded.digest, size = excluded.size`;
  if (kept === 0) await requireMultipartUpload(ctx, uploadId);
  return blob;
}
