import { type Ctx, withTransaction } from '../context.ts';
import { announce } from '../events/announce.ts';
import { newId } from '../ids.ts';
import { chooseExperiment } from './choose-experiment.ts';
import { requireRun } from './require-run.ts';
import type { CreateRunInput } from './schema.ts';

/**
 * Makes a run that a client logs itself: kind `external`, status `running`, in its experiment or in `Default`.
 * @throws DomainError NOT_FOUND (experiment or parent run of another project), CONFLICT (archived experiment)
 */
export async function createRun({ ctx, input }: { ctx: Ctx; input: CreateRunInput }): Promise<{ runId: string }> {
  const runId = newId(ctx.now());
  await withTransaction(ctx, async (tx) => {
    const experimentId = await chooseExperiment(tx, input);
    if (input.parentRunId !== undefined) await requireRun(tx, input.parentRunId);
    await tx.db.run.create({
      data: {
        id: runId,
        projectId: ctx.project.id,
        experimentId,
        name: input.name ?? `run-${runId.slice(-6)}`,
        kind: 'external',
        status: 'running',
        actor: ctx.actor,
        parentRunId: input.parentRunId ?? null,
        createdAt: ctx.now(),
        startedAt: input.startedAt === undefined ? ctx.now() : new Date(input.startedAt),
        params: { createMany: { data: Object.entries(input.params ?? {}).map(([key, value]) => ({ key, value })) } },
        tags: { createMany: { data: Object.entries(input.tags ?? {}).map(([key, value]) => ({ key, value })) } },
      },
    });
  });
  announce(ctx, { topic: 'run', id: runId });
  return { runId };
}
