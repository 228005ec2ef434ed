import { type Ctx, withTransaction } from '../context.ts';
import { DomainError } from '../errors.ts';
import { requireRun } from '../runs/require-run.ts';

const mostLinks = 100;

/**
 * Says that traces belong to a run; ids that name none of this project are passed over.
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
    const traces = await tx.db.trace.findMany({
      where: { projectId: ctx.project.id, id: { in: input.ids } },
      select: { key: true },
    });
    await tx.db.traceRun.createMany({
      data: traces.map(({ key }) => ({ traceKey: key, runId: input.runId })),
      skipDuplicates: true,
    });
  });
}
