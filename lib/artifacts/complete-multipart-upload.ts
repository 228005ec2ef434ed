import type { BlobStore } from '../blobs/blob-store.ts';
import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { requireMultipartUpload } from './require-multipart-upload.ts';
import { requireWritableOwner } from './require-owner.ts';
import { saveFile } from './save-file.ts';
import { findFile } from './sql/find-file.ts';
import type { UploadTarget } from './upload-target.ts';

export interface NamedPart {
  number: number;
  /** As the part's upload answered it; with or without quotes. */
  etag?: string | undefined;
}

/**
 * Joins the parts that were sent into one file. A client that lost patience or the answer sends this again: work that was
 * begun goes on without it, and what was done changes nothing.
 * @param input.parts which parts make the file, in any order
 * @throws DomainError NOT_FOUND, CONFLICT, INVALID_INPUT (a part is missing, named twice, or has other bytes)
 */
export async function completeMultipartUpload({
  ctx,
  input: { uploadId, target, parts },
}: {
  ctx: Ctx;
  input: { uploadId: string; target: UploadTarget; parts: NamedPart[] };
}): Promise<void> {
  const owner = await requireWritableOwner(ctx, target.owner);
  const upload = await requireMultipartUpload(ctx, uploadId, target.text);
  const there = await ctx.db.multipartPart.findMany({ where: { uploadId }, orderBy: { number: 'asc' } });
  if (there.length === 0) {
    const done = await findFile(ctx, owner, target.path);
    if (done && done.createdAt >= upload.createdAt.getTime()) return;
  }
  const digests = chosenDigests(parts, new Map(there.map((part) => [part.number, part.digest])));
  await saveFile({ ctx, input: { owner, path: target.path, body: joined(ctx.blobs, digests) } });
  // The upload itself stays until it is swept: it is how a second call knows that the first one did it.
  await ctx.db.multipartPart.deleteMany({ where: { uploadId } });
}

function chosenDigests(parts: NamedPart[], there: Map<number, string>): string[] {
  const chosen = new Map<number, string>();
  for (const { number, etag } of parts) {
    const digest = there.get(number);
    const bare = etag?.replace(/^(?:W\/)?"?([^"]*)"?$/, '$1');
    if (digest === undefined) throw badPart(number, 'was not sent');
    if (bare && bare !== digest) throw badPart(number, 'has other bytes than its etag says');
    if (chosen.has(number)) throw badPart(number, 'is named twice');
    chosen.set(number, digest);
  }
  if (chosen.size === 0) throw badPart(1, 'is not named: an upload has at least one part');
  return [...chosen].toSorted(([a], [b]) => a - b).map(([, digest]) => digest);
}

function badPart(number: number, message: string): DomainError {
  return new DomainError('INVALID_INPUT', `Part ${number} ${message}.`, {
    fields: [{ path: 'parts', message: `part ${number} ${message}` }],
  });
}

async function* joined(blobs: BlobStore, digests: string[]): AsyncGenerator<Uint8Array> {
  for (const digest of digests) yield* await blobs.open(digest);
}
