import { assertFence, type Ctx, withTransaction } from '../context.ts';
import { DomainError } from '../errors.ts';
import { enqueueJob } from '../queue/enqueue-job.ts';
import { repeatPayload } from './repeat-payload.ts';
import { requireReproduction } from './require-reproduction.ts';

/**
 * Queues the executions of a reproduction that are not there yet: runs with the recipe, inputs and payload of the
 * original. Called again after a crash it adds only what is missing.
 * @returns ids of all executions, oldest first
 * @throws DomainError NOT_FOUND, LEASE_LOST
 */
export async function enqueueExecutions({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { reproductionId: string };
}): Promise<string[]> {
  const { reproductionId } = input;
  return withTransaction(ctx, async (tx) => {
    await assertFence(tx);
    const { runId, executions } = await requireReproduction(tx, reproductionId);
    const original = await tx.db.run.findFirst({
      where: { id: runId, projectId: ctx.project.id },
      include: { inputs: true, params: true, job: { select: { payload: true, timeoutMs: true, priority: true } } },
    });
    if (!original?.job || original.recipeDigest === null) {
      throw new DomainError('NOT_FOUND', `Run ${runId} is gone, or was not executed by a job.`);
    }
    const there = await tx.db.run.findMany({
      where: { reproductionId, projectId: ctx.project.id },
      select: { id: true },
      orderBy: { id: 'asc' },
    });
    const ids = there.map((run) => run.id);
    const payload = repeatPayload(original.kind, original.job.payload);
    while (ids.length < executions) {
      const queued = await enqueueJob({
        ctx: tx,
        input: {
          kind: original.kind,
          payload,
          name: `${original.name} again${executions > 1 ? ` ${ids.length + 1} of ${executions}` : ''}`.slice(0, 250),
          recipe: { digest: original.recipeDigest },
          inputs: original.inputs.map(({ role, digest, datasetVersionId, modelVersionId }) => ({
            role,
            digest,
            ...(datasetVersionId === null ? {} : { datasetVersionId }),
            ...(modelVersionId === null ? {} : { modelVersionId }),
          })),
          params: Object.fromEntries(original.params.map(({ key, value }) => [key, value])),
          reproductionId,
          priority: original.job.priority,
          ...(original.job.timeoutMs === null ? {} : { timeoutMs: Number(original.job.timeoutMs) }),
        },
      });
      ids.push(queued.runId);
    }
    return ids;
  });
}
