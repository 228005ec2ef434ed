import { type Ctx, withTransaction } from '../context.ts';
import { DomainError } from '../errors.ts';
import { requireRun } from '../runs/require-run.ts';

const mostLinks = 100;

/**
 * Says that traces belong to a run. Clients send traces in the background, so one that is linked may come later.
 * @throws DomainError NOT_FOUND (run), INVALID_INPUT (more than 100)
 */
export async function linkTraces({ ctx, input }: { ctx: Ctx; input: { runId: string; ids: string[] } }): Promise<void> {
  if (input.ids.length > mostLinks) {
    throw new DomainError(
      'INVALID_INPUT',
      `Cannot link more than ${mostLinks} traces to a run in a single request. Provided ${input.ids.length} traces.`,
      { fields: [{ path: 'trace_ids', message: `must have at most ${mostLinks} items` }] },
    );
  }
  await withTransaction(ctx, async (tx) => {
    await requireRun(tx, input.runId);
    await tx.db.traceRun.createMany({
      data: input.ids.map((traceId) => ({ projectId: ctx.project.id, traceId, runId: input.runId })),
      skipDuplicates: true,
    });
  });
}
