import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { requireJob } from '../queue/require-job.ts';

/** The rows of a partition that could not be predicted, with their reasons: a JSON document. @throws DomainError NOT_FOUND */
export async function openQuarantine({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { jobId: string; index: number };
}): Promise<{ digest: string; size: number }> {
  const job = await requireJob({ ctx, input });
  const part = await ctx.db.partition.findUnique({ where: { jobId_index: { jobId: job.id, index: input.index } } });
  const digest = part?.quarantineDigest;
  const blob = digest ? await ctx.blobs.stat(digest) : null;
  if (!blob) throw new DomainError('NOT_FOUND', `Partition ${input.index} of job ${job.id} has no quarantined rows.`);
  return blob;
}
