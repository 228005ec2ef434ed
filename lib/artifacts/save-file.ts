import type { BlobInfo, ByteSource } from '../blobs/blob-store.ts';
import { assertFence, type Ctx, withTransaction } from '../context.ts';
import { DomainError } from '../errors.ts';
import { artifactPath } from './artifact-path.ts';
import { type FileOwner, ownerKinds } from './file-owner.ts';
import { mimeOf } from './mime-of.ts';
import { noteChange } from './note-change.ts';
import { ownerClosed, ownerNotFound } from './require-owner.ts';
import { findOwner } from './sql/find-owner.ts';
import { findClash, parentsOf, writeFile } from './sql/write-file.ts';

export interface SaveFileInput {
  owner: FileOwner;
  /** Relative to the owner, forward slashes; it replaces what had this path before. */
  path: string;
  body: ByteSource;
  /** By the path's ending when left out. */
  mime?: string | undefined;
  /** The same recipe must give the same bytes: reproduction compares them. Not for logs and times. Runs only. */
  deterministic?: boolean | undefined;
  /** 64 hex digits the bytes must have. */
  expectedDigest?: string | undefined;
  maxBytes?: number | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Streams a file of a run or a logged model into the blob store, then points (owner, path) at it. Whether the caller may
 * write into this owner is asked before, so that a wrong one does not cost an upload.
 * @throws DomainError NOT_FOUND, INVALID_INPUT (path, wrong digest), TOO_LARGE, CONFLICT (closed by now; a file where a
 *   folder is, or the other way round), LEASE_LOST, DISK_FULL; nothing is visible then
 */
export async function saveFile({ ctx, input }: { ctx: Ctx; input: SaveFileInput }): Promise<BlobInfo> {
  const { owner, expectedDigest, maxBytes, signal } = input;
  const path = artifactPath(input.path);
  const blob = await ctx.blobs.put(input.body, {
    ...(expectedDigest === undefined ? {} : { expectedDigest }),
    ...(maxBytes === undefined ? {} : { maxBytes }),
    ...(signal === undefined ? {} : { signal }),
  });
  const file = {
    path,
    ...blob,
    mime: input.mime ?? mimeOf(path),
    deterministic: input.deterministic ?? false,
    attempt: ctx.fence?.attempt ?? 0,
    createdAt: ctx.now(),
  };
  const fenced = ctx.fence !== undefined;
  const write = async (inside: Ctx) => {
    if (!(await writeFile(inside, owner, file, fenced))) throw await refusal(inside, owner, path);
  };
  if (fenced) {
    await withTransaction(ctx, async (tx) => {
      await assertFence(tx);
      await write(tx);
    });
  } else await write(ctx);
  noteChange(ctx, owner);
  return blob;
}

/** Why a file was not written. */
async function refusal(ctx: Ctx, owner: FileOwner, path: string): Promise<DomainError> {
  const row = await findOwner(ctx, owner);
  if (!row) return ownerNotFound(ctx, owner);
  const clash = await findClash(ctx, owner, path);
  if (clash === undefined) return ownerClosed(owner);
  const { word } = ownerKinds[owner.kind];
  const isFile = parentsOf(path).includes(clash);
  return new DomainError(
    'CONFLICT',
    isFile
      ? `${clash} is a file of this ${word}, so nothing can lie below it.`
      : `${path} is a folder of this ${word} (it holds ${clash}), so it cannot be a file.`,
    { fields: [{ path: 'path', message: isFile ? `${clash} is a file` : 'is a folder' }] },
  );
}
