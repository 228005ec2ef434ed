import type { Ctx } from '../context.ts';
import type { FinishRunInput } from './schema.ts';
import { updateRun } from './update-run.ts';

/**
 * Ends a run that a client logs, now where it does not say when, and seals its recipe. Runs of jobs end with their job.
 * @throws DomainError NOT_FOUND, CONFLICT (run of a job, archived run)
 */
export async function finishRun({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { runId: string } & Partial<FinishRunInput>;
}): Promise<void> {
  const { runId, status = 'finished', reason, endedAt = ctx.now().getTime() } = input;
  await updateRun({ ctx, input: { runId, status, reason, endedAt } });
}
