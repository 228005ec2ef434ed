import { type Ctx, withTransaction } from '../context.ts';
import { type EnqueueJobInput, enqueueJob } from '../queue/enqueue-job.ts';
import type { RecipeDocument } from '../recipes/schema.ts';
import { sealRecipe } from '../recipes/seal-recipe.ts';

/** A job with all that it names found and checked, before anything is written. */
export interface PreparedJob {
  recipe: RecipeDocument;
  job: Omit<EnqueueJobInput, 'recipe' | 'experimentId'>;
  /** Finds its experiment, or makes it, in the transaction that queues it. */
  experiment?: (tx: Ctx) => Promise<number>;
}

/** What whoever queues a job adds to it. */
export type JobExtras = Pick<EnqueueJobInput, 'tags' | 'concurrency'>;

/** Seals the recipe of a prepared job and queues it, in one transaction. */
export async function queuePrepared(
  ctx: Ctx,
  { recipe, job, experiment }: PreparedJob,
  extras: JobExtras = {},
): Promise<{ jobId: string; runId: string }> {
  return withTransaction(ctx, async (tx) => {
    const experimentId = await experiment?.(tx);
    const sealed = await sealRecipe({ ctx: tx, input: recipe });
    return enqueueJob({
      ctx: tx,
      input: { ...job, ...extras, recipe: sealed, ...(experimentId === undefined ? {} : { experimentId }) },
    });
  });
}
