import { audit } from '../audit/audit.ts';
import { type Ctx, withTransaction } from '../context.ts';
import { DomainError } from '../errors.ts';
import { enqueueJob } from './enqueue-job.ts';
import { requireJob } from './require-job.ts';

/**
 * Queues the same work again as a new job with a run of its own: the ended one stays as it ended, for ever.
 * @throws DomainError NOT_FOUND, CONFLICT (the job has not ended, or succeeded)
 */
export async function retryJob({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { jobId: string };
}): Promise<{ jobId: string; runId: string }> {
  const job = await requireJob({ ctx, input });
  if (job.state !== 'failed' && job.state !== 'canceled') {
    throw new DomainError('CONFLICT', `Job ${job.id} is ${job.state}; only failed and canceled jobs are tried again.`, {
      ...(job.state === 'succeeded' ? { hint: 'To run it once more and compare the outputs, reproduce its run.' } : {}),
    });
  }
  const run = await ctx.db.run.findUniqueOrThrow({
    where: { id: job.runId },
    include: { params: true, inputs: true },
  });
  return withTransaction(ctx, async (inner) => {
    const again = await enqueueJob({
      ctx: inner,
      input: {
        kind: job.kind,
        payload: job.payload,
        name: run.name,
        ...(run.experimentId === null ? {} : { experimentId: run.experimentId }),
        ...(run.recipeDigest === null ? {} : { recipe: { digest: run.recipeDigest } }),
        inputs: run.inputs.map(({ role, digest, datasetVersionId, modelVersionId }) => ({
          role,
          digest,
          ...(datasetVersionId === null ? {} : { datasetVersionId }),
          ...(modelVersionId === null ? {} : { modelVersionId }),
        })),
        params: Object.fromEntries(run.params.map((param) => [param.key, param.value])),
        ...(run.parentRunId === null ? {} : { parentRunId: run.parentRunId }),
        retryOfId: job.id,
        priority: job.priority,
        maxAttempts: job.maxAttempts,
        ...(job.timeoutMs === null ? {} : { timeoutMs: Number(job.timeoutMs) }),
        ...concurrencyOf(job),
      },
    });
    await audit(inner, 'job.retry', `job ${job.id}`, { jobId: again.jobId, runId: again.runId });
    return again;
  });
}

function concurrencyOf(job: { projectId: string; concurrencyKey: string | null; concurrencyLimit: number | null }) {
  if (job.concurrencyKey === null || job.concurrencyLimit === null) return {};
  return { concurrency: { key: job.concurrencyKey.slice(job.projectId.length + 1), limit: job.concurrencyLimit } };
}
