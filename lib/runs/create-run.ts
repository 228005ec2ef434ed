import { type Ctx, withTransaction } from '../context.ts';
import { DomainError } from '../errors.ts';
import { announce } from '../events/announce.ts';
import { ensureExperiment } from '../experiments/ensure-experiment.ts';
import { requireExperiment } from '../experiments/require-experiment.ts';
import { newId } from '../ids.ts';
import { requireRun } from './require-run.ts';
import type { CreateRunInput } from './schema.ts';

/**
 * Makes a run that a client logs itself: kind `external`, status `running`, in its experiment or in `Default`.
 * @throws DomainError NOT_FOUND (experiment or parent run of another project), CONFLICT (archived experiment)
 */
export async function createRun({ ctx, input }: { ctx: Ctx; input: CreateRunInput }): Promise<{ runId: string }> {
  const runId = newId(ctx.now());
  await withTransaction(ctx, async (tx) => {
    const experimentId =
      input.experimentId === undefined
        ? await ensureExperiment(tx)
        : await requireLiveExperiment(tx, input.experimentId);
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

async function requireLiveExperiment(ctx: Ctx, experimentId: number): Promise<number> {
  const experiment = await requireExperiment(ctx, experimentId);
  if (experiment.archivedAt) {
    throw new DomainError('CONFLICT', `Experiment ${experiment.name} is archived; it takes no new runs.`, {
      fields: [{ path: 'experimentId', message: 'is archived' }],
      hint: 'Restore it, or choose another experiment.',
    });
  }
  return experiment.id;
}
