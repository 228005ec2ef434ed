import { mimeOf } from '../artifacts/mime-of.ts';
import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { requireVersion } from './require-version.ts';
import type { VersionReference } from './schema.ts';

export interface VersionFileBytes {
  name: string;
  size: number;
  digest: string;
  mime: string;
  open: (range: { start: number; end: number }) => Promise<ReadableStream<Uint8Array>>;
}

/** One file of a version, to download. `path` is looked up in the manifest and never opened as a path. @throws DomainError NOT_FOUND */
export async function openVersionFile({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: VersionReference & { path: string };
}): Promise<VersionFileBytes> {
  const version = await requireVersion(ctx, input);
  const file = await ctx.db.datasetFile.findUnique({
    where: { versionId_path: { versionId: version.id, path: input.path } },
  });
  if (!file) {
    throw new DomainError(
      'NOT_FOUND',
      `Version ${version.number} of ${version.dataset.name} has no file "${input.path.slice(0, 200)}".`,
    );
  }
  return {
    name: file.path,
    size: Number(file.size),
    digest: file.digest,
    mime: mimeOf(file.path),
    open: (range) => ctx.blobs.open(file.digest, range),
  };
}
