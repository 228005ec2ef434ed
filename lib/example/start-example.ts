import type { Ctx } from '../context.ts';
import { withTransaction } from '../context.ts';
import { enqueueJob } from '../queue/enqueue-job.ts';
import type { ExamplePayload } from '../queue/kinds/example.ts';

/**
 * Queues the example of this project, or gives the one that runs already: two clicks tell the story once.
 */
export async function startExample({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: Partial<ExamplePayload>;
}): Promise<{ jobId: string; runId: string }> {
  return withTransaction(ctx, async (tx) => {
    await tx.db.$queryRaw`SELECT id FROM traza.project WHERE id = ${ctx.project.id} FOR UPDATE`;
    const running = await tx.db.job.findFirst({
      where: { projectId: ctx.project.id, kind: 'example', state: { in: ['queued', 'running'] } },
      select: { id: true, runId: true },
    });
    if (running) return { jobId: running.id, runId: running.runId };
    return enqueueJob({ ctx: tx, input: { kind: 'example', name: 'Will this flight be late?', payload: input } });
  });
}
