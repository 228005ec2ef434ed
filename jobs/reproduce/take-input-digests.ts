import { digestLocalFiles } from '#jobs/digest-local-files.ts';
import type { Ctx } from '#lib/context.ts';
import { inPathOrder } from '#lib/datasets/merkle.ts';
import { DomainError } from '#lib/errors.ts';

/** An input of a run, and what its bytes say now. */
export interface TakenDigest {
  role: string;
  recorded: string;
  /** null: the stored bytes are damaged or gone. */
  taken: string | null;
}

/** Takes the digest of every input of a run anew, from the bytes that are stored. @throws DomainError DISK_FULL */
export async function takeInputDigests(ctx: Ctx, runId: string): Promise<TakenDigest[]> {
  const files = { select: { path: true, digest: true } } as const;
  const inputs = await ctx.db.runInput.findMany({
    where: { runId, run: { projectId: ctx.project.id } },
    include: { datasetVersion: { select: { files } }, modelVersion: { select: { files } } },
    orderBy: { role: 'asc' },
  });
  const digests: TakenDigest[] = [];
  for (const input of inputs) {
    const manifest = inPathOrder(input.datasetVersion?.files ?? input.modelVersion?.files ?? []);
    digests.push({ role: input.role, recorded: input.digest, taken: await digestNow(ctx, manifest) });
  }
  return digests;
}

async function digestNow(ctx: Ctx, manifest: { path: string; digest: string }[]): Promise<string | null> {
  const held: string[] = [];
  try {
    const paths: string[] = [];
    for (const file of manifest) {
      paths.push(await ctx.blobs.localPath(file.digest));
      held.push(file.digest);
    }
    return await digestLocalFiles(
      manifest.map((file) => file.path),
      paths,
    );
  } catch (error) {
    if (error instanceof DomainError && (error.code === 'CORRUPT_BLOB' || error.code === 'NOT_FOUND')) return null;
    throw error;
  } finally {
    for (const digest of held) await ctx.blobs.release(digest);
  }
}
