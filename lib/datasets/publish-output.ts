import { assertFence, type Ctx, withTransaction } from '../context.ts';
import { manifestDigest } from './merkle.ts';
import { type PublishedVersion, type PublishVersionInput, publishVersion } from './publish-version.ts';
import { toJson } from './to-json.ts';

/**
 * What a job made, published as a version and written into its run's summary, in one transaction. A run that only
 * checks another one (it belongs to a reproduction) publishes nothing: its summary has the digest to compare.
 */
export async function publishOutput({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: PublishVersionInput & { runId: string };
}): Promise<PublishedVersion | null> {
  return withTransaction(ctx, async (tx) => {
    await assertFence(tx);
    const run = await tx.db.run.findUniqueOrThrow({
      where: { id: input.runId },
      select: { reproductionId: true, recipeDigest: true, summary: true },
    });
    const published =
      run.reproductionId === null
        ? await publishVersion({ ctx: tx, input: { ...input, recipeDigest: run.recipeDigest ?? undefined } })
        : null;
    const output = {
      digest: published?.digest ?? manifestDigest(input.files),
      dataset: input.dataset,
      rowCount: input.rowCount,
      ...(published ? { versionId: published.id, version: published.number, reused: published.reused } : {}),
    };
    const summary = typeof run.summary === 'object' && run.summary !== null ? run.summary : {};
    await tx.db.run.update({ where: { id: input.runId }, data: { summary: toJson({ ...summary, output }) } });
    return published;
  });
}
