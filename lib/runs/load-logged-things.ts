import { z } from 'zod';
import type { Ctx } from '../context.ts';
import type { RunDetail } from './schema.ts';

const Context = z.object({ 'mlflow.data.context': z.string() });

/** What a client told about what its run read and made. */
export async function loadLoggedThings(ctx: Ctx, runId: string): Promise<RunDetail['logged']> {
  const [inputs, models] = await Promise.all([
    ctx.db.loggedInput.findMany({
      where: { runId, dataset: { projectId: ctx.project.id } },
      select: {
        tags: true,
        dataset: { select: { id: true, name: true, digest: true, sourceType: true, source: true } },
      },
      orderBy: [{ createdAt: 'asc' }, { place: 'asc' }, { datasetId: 'asc' }],
    }),
    ctx.db.runLoggedModel.findMany({
      where: { runId, model: { projectId: ctx.project.id, deletedAt: null } },
      select: { direction: true, step: true, model: { select: { id: true, name: true, status: true } } },
      orderBy: [{ createdAt: 'asc' }, { modelId: 'asc' }],
    }),
  ]);
  return {
    datasets: inputs.map(({ tags, dataset }) => ({
      ...dataset,
      context: Context.safeParse(tags).data?.['mlflow.data.context'] ?? null,
    })),
    models: models.map(({ direction, step, model }) => ({
      ...model,
      direction: direction === 'output' ? 'output' : 'input',
      step: Number(step),
    })),
  };
}
