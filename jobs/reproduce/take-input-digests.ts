import { createHash } from 'node:crypto';
import type { Ctx } from '#lib/context.ts';
import { manifestDigest } from '#lib/datasets/merkle.ts';
import { DomainError } from '#lib/errors.ts';

/** An input of a run, and what its bytes say now. */
export interface TakenDigest {
  role: string;
  recorded: string;
  /** null: the stored bytes are damaged or gone. */
  taken: string | null;
}

/**
 * Takes the digest of every input of a run anew, from the bytes that are stored and past the cache of files: the
 * executions check by themselves what they read on their machine.
 */
export async function takeInputDigests(ctx: Ctx, runId: string): Promise<TakenDigest[]> {
  const files = { select: { path: true, digest: true } } as const;
  const inputs = await ctx.db.runInput.findMany({
    where: { runId, run: { projectId: ctx.project.id } },
    include: { datasetVersion: { select: { files } }, modelVersion: { select: { files } } },
    orderBy: { role: 'asc' },
  });
  const digests: TakenDigest[] = [];
  for (const input of inputs) {
    const manifest = input.datasetVersion?.files ?? input.modelVersion?.files ?? [];
    digests.push({ role: input.role, recorded: input.digest, taken: await digestNow(ctx, manifest) });
  }
  return digests;
}

async function digestNow(ctx: Ctx, manifest: { path: string; digest: string }[]): Promise<string | null> {
  const taken: { path: string; size: number; sha256: string }[] = [];
  try {
    for (const file of manifest) {
      const hash = createHash('sha256');
      let size = 0;
      for await (const piece of await ctx.blobs.open(file.digest)) {
        hash.update(piece);
        size += piece.length;
      }
      taken.push({ path: file.path, size, sha256: hash.digest('hex') });
    }
  } catch (error) {
    if (error instanceof DomainError && (error.code === 'CORRUPT_BLOB' || error.code === 'NOT_FOUND')) return null;
    throw error;
  }
  return manifestDigest(taken);
}
