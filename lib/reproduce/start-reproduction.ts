import { audit } from '../audit/audit.ts';
import { type Ctx, withTransaction } from '../context.ts';
import { DomainError } from '../errors.ts';
import { announce } from '../events/announce.ts';
import { newId } from '../ids.ts';
import { parseInput } from '../parse-input.ts';
import { enqueueJob } from '../queue/enqueue-job.ts';
import { requireRecipe } from '../recipes/require-recipe.ts';
import { requireRun } from '../runs/require-run.ts';
import { isRepeatable, repeatableKinds } from './repeat-payload.ts';
import { StartReproductionInput } from './schema.ts';

/**
 * Asks for a run's recipe to be executed again, `executions` times in fresh processes, and compared with it. The verdict
 * appears in the reproduction when the last execution has ended.
 * @throws DomainError NOT_FOUND, CONFLICT (the run has not finished), UNPROCESSABLE (it has no sealed recipe, or its
 *   kind cannot be executed by the platform)
 */
export async function startReproduction({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { runId: string; executions?: number; tolerance?: number };
}): Promise<{ reproductionId: string; jobId: string; runId: string }> {
  const { runId, ...rest } = input;
  const { executions, tolerance } = parseInput(StartReproductionInput, rest);
  const run = await requireRun(ctx, runId);
  if (!isRepeatable(run.kind) || run.recipeDigest === null) {
    throw new DomainError('UNPROCESSABLE', `Run ${runId} cannot be executed again: ${whyNot(run)}.`, {
      fields: [{ path: 'runId', message: `must be a run of kind ${repeatableKinds.join(', ')} with a sealed recipe` }],
      hint: 'Work that the platform runs as a job has a recipe; runs logged by a client can only be compared.',
    });
  }
  if (run.status !== 'finished') {
    throw new DomainError('CONFLICT', `Run ${runId} is ${run.status}; only what came out in the end can be compared.`, {
      fields: [{ path: 'runId', message: 'must be a finished run' }],
    });
  }
  await requireRecipe(ctx, run.recipeDigest);
  const reproductionId = newId(ctx.now());
  const queued = await withTransaction(ctx, async (tx) => {
    await tx.db.reproduction.create({
      data: {
        id: reproductionId,
        projectId: ctx.project.id,
        runId,
        executions,
        detail: { tolerance },
        createdAt: ctx.now(),
      },
    });
    const job = await enqueueJob({
      ctx: tx,
      input: { kind: 'reproduce', name: `reproduce ${run.name}`, payload: { reproductionId }, parentRunId: runId },
    });
    await tx.db.reproduction.update({ where: { id: reproductionId }, data: { jobId: job.jobId } });
    await audit(tx, 'run.reproduce', `run ${runId}`, { reproductionId, executions });
    return job;
  });
  announce(ctx, { topic: 'reproduction', id: reproductionId });
  return { reproductionId, ...queued };
}

function whyNot(run: { kind: string; recipeDigest: string | null }): string {
  if (run.kind === 'external') {
    return (
      'a client ran it on its own machine, and its recipe names code, data and environment that are not kept here. ' +
      'The platform cannot execute such a recipe yet'
    );
  }
  return run.recipeDigest === null ? 'it has no sealed recipe' : `a run of kind ${run.kind} is no work of its own`;
}
