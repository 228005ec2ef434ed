import type { JobArgs, JobCtx } from '#jobs/job-args.ts';
import { withTransaction } from '#lib/context.ts';
import { importDataset } from '#lib/datasets/import-dataset.ts';
import { splitDataset } from '#lib/datasets/split-dataset.ts';
import { DomainError } from '#lib/errors.ts';
import { flightsRecipe } from '#lib/example/flights-recipe.ts';
import { storyNames, storyRanking, storySplits } from '#lib/example/flights-story.ts';
import { ensureExperiment } from '#lib/experiments/ensure-experiment.ts';
import type { ExamplePayload } from '#lib/queue/kinds/example.ts';
import { JobError } from '#lib/queue/schema.ts';
import { waitForJob } from '#lib/queue/wait-for-job.ts';
import { startReproduction } from '#lib/reproduce/start-reproduction.ts';
import { submitBatchPredict } from '#lib/runs/submit-batch-predict.ts';
import { submitEvaluate } from '#lib/runs/submit-evaluate.ts';
import { submitTrain } from '#lib/runs/submit-train.ts';
import { setTags } from '#lib/tags/set-tags.ts';

type Submit = (ctx: JobCtx) => Promise<{ jobId: string; runId: string }>;

const steps = 10;

/**
 * The whole story on three million flights, through the same verbs that any user's work goes through. Each step leaves
 * a tag with its job, so that an attempt that takes over goes on where the last one stood.
 */
export async function runExample({ ctx, job, payload, signal, progress, log }: JobArgs<ExamplePayload>): Promise<void> {
  const tags = await ctx.db.tag.findMany({ where: { runId: job.runId } });
  const started = new Map(tags.map((tag) => [tag.key, tag.value]));
  let done = 0;

  async function step(key: string, title: string, submit: Submit): Promise<string> {
    progress({ done, total: steps, unit: 'steps', message: title });
    log(title);
    let jobId = started.get(`step.${key}`);
    if (jobId === undefined) {
      jobId = await withTransaction(ctx, async (tx) => {
        const queued = await submit({ ...tx, fence: ctx.fence });
        await setTags({ ctx: tx, input: { runId: job.runId, tags: { [`step.${key}`]: queued.jobId } } });
        return queued.jobId;
      });
    }
    const ended = await waitForJob({ ctx, input: { jobId, signal } });
    if (ended.state !== 'succeeded') {
      const error = JobError.safeParse(ended.error).data;
      throw new DomainError('UNPROCESSABLE', `${title}: the job ${ended.state}. ${error?.message ?? ''}`.trim(), {
        hint: `Its log says more: run ${ended.runId}.`,
      });
    }
    done += 1;
    return ended.runId;
  }

  await step('import', 'Importing three million flights', (tx) =>
    importDataset({ ctx: tx, input: { name: storyNames.flights, example: 'flights-3m' } }),
  );
  for (const split of storySplits) {
    await step(`split.${split.name}`, `Splitting: ${split.description}`, (tx) =>
      splitDataset({ ctx: tx, input: { ...split, from: { name: storyNames.flights } } }),
    );
  }
  const trained = await step('train', 'Training: will this flight be late?', async (tx) => {
    await ensureExperiment(tx, storyNames.experiment, storyRanking);
    return submitTrain({
      ctx: tx,
      input: {
        recipe: {
          ...flightsRecipe,
          dataset: { name: storyNames.train },
          evaluation: { name: storyNames.evaluate },
          epochs: payload.epochs,
        },
        experiment: storyNames.experiment,
        name: 'embed-64-32',
        register: { model: storyNames.model, aliases: [storyNames.alias] },
      },
    });
  });
  await step('evaluate', 'Evaluating on May', (tx) =>
    submitEvaluate({
      ctx: tx,
      input: {
        model: { name: storyNames.model, alias: storyNames.alias },
        dataset: { name: storyNames.evaluate },
        experiment: storyNames.experiment,
        name: 'evaluate on May',
      },
    }),
  );
  const predict = (key: string, title: string, dataset: string, output: string) =>
    step(key, title, (tx) =>
      submitBatchPredict({
        ctx: tx,
        input: { model: { name: storyNames.model, alias: storyNames.alias }, dataset: { name: dataset }, output },
      }),
    );
  const predicted = await predict('predict.june', 'Predicting June', storyNames.predict, storyNames.june);
  await predict('predict.all', 'Predicting all three million flights', storyNames.flights, storyNames.all);
  await step('reproduce.predict', 'Reproducing the predictions of June', (tx) =>
    startReproduction({ ctx: tx, input: { runId: predicted, executions: 1 } }),
  );
  await step('reproduce.train', 'Reproducing the training', (tx) =>
    startReproduction({ ctx: tx, input: { runId: trained, executions: 1 } }),
  );
  progress({ done, total: steps, unit: 'steps', message: 'The story is told' });
}
