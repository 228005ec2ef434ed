import type { BlobInfo, ByteSource } from '../blobs/blob-store.ts';
import { assertFence, type Ctx, withTransaction } from '../context.ts';
import { escapeLike } from '../db/escape-like.ts';
import { DomainError } from '../errors.ts';
import { announce } from '../events/announce.ts';
import { requireRun } from '../runs/require-run.ts';
import { artifactPath } from './artifact-path.ts';
import { mimeOf } from './mime-of.ts';

export interface SaveArtifactInput {
  runId: string;
  /** Relative to the run, forward slashes; it replaces what had this path before. */
  path: string;
  body: ByteSource;
  /** By the path's ending when left out. */
  mime?: string;
  /** The same recipe must give the same bytes: reproduction compares them. Not for logs and times. */
  deterministic?: boolean;
  /** 64 hex digits the bytes must have. */
  expectedDigest?: string;
  signal?: AbortSignal;
}

/**
 * Streams a file of a run into the blob store, then points (run, path) at it.
 * @throws DomainError NOT_FOUND, INVALID_INPUT (path, wrong digest), CONFLICT (a file where a folder is, or the other
 *   way round), LEASE_LOST, DISK_FULL; nothing is visible then
 */
export async function saveArtifact({ ctx, input }: { ctx: Ctx; input: SaveArtifactInput }): Promise<BlobInfo> {
  const { runId } = input;
  const path = artifactPath(input.path);
  // Before the bytes are taken: a wrong run should not cost an upload.
  await requireRun(ctx, runId);
  const blob = await ctx.blobs.put(input.body, {
    ...(input.expectedDigest === undefined ? {} : { expectedDigest: input.expectedDigest }),
    ...(input.signal === undefined ? {} : { signal: input.signal }),
  });
  await withTransaction(ctx, async (tx) => {
    await assertFence(tx);
    await requireRun(tx, runId);
    await refuseFolderClash(tx, runId, path);
    const data = {
      digest: blob.digest,
      size: BigInt(blob.size),
      mime: input.mime ?? mimeOf(path),
      deterministic: input.deterministic ?? false,
      attempt: ctx.fence?.attempt ?? 0,
      createdAt: ctx.now(),
    };
    await tx.db.artifact.upsert({
      where: { runId_path: { runId, path } },
      create: { runId, path, ...data },
      update: data,
      select: { path: true },
    });
  });
  announce(ctx, { topic: 'run', id: runId });
  return blob;
}

async function refuseFolderClash(ctx: Ctx, runId: string, path: string): Promise<void> {
  const parts = path.split('/');
  const parents = parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
  const clash = await ctx.db.artifact.findFirst({
    where: { runId, OR: [{ path: { in: parents } }, { path: { startsWith: `${escapeLike(path)}/` } }] },
    select: { path: true },
  });
  if (!clash) return;
  const isFile = parents.includes(clash.path);
  throw new DomainError(
    'CONFLICT',
    isFile
      ? `${clash.path} is a file of this run, so nothing can lie below it.`
      : `${path} is a folder of this run (it holds ${clash.path}), so it cannot be a file.`,
    { fields: [{ path: 'path', message: isFile ? `${clash.path} is a file` : 'is a folder' }] },
  );
}
