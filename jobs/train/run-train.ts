import { digestLocalFiles } from '#jobs/digest-local-files.ts';
import type { JobArgs } from '#jobs/job-args.ts';
import { type LocalVersion, localVersion } from '#lib/datasets/local-version.ts';
import { registerModel } from '#lib/models/register-model.ts';
import type { TrainPayload } from '#lib/queue/kinds/train.ts';
import { recordInputDigest } from '#lib/runs/record-input-digest.ts';
import { platformEffects } from './platform-effects.ts';
import { trainModel } from './train-model.ts';

/** Trains the model of a recipe: bring the data here, train, store the model, register it. */
export async function runTrain(args: JobArgs<TrainPayload>): Promise<void> {
  const { ctx, job, payload, progress, log, workDir } = args;
  progress({ message: 'Fetching the data' });
  const inputs: Record<string, LocalVersion> = { dataset: await localVersion(ctx, { id: payload.datasetVersionId }) };
  if (payload.evaluationVersionId) {
    inputs.evaluation = await localVersion(ctx, { id: payload.evaluationVersionId });
  }
  await recordInputs(args, inputs, 'before');

  const { dataset, evaluation } = inputs;
  if (!dataset) throw new Error('the dataset was not fetched');
  const result = await trainModel({
    recipe: payload.recipe,
    train: named(dataset),
    ...(evaluation ? { evaluation: named(evaluation) } : {}),
    scratchDir: workDir,
    effects: platformEffects(args),
  });
  await recordInputs(args, inputs, 'after');

  const run = await ctx.db.run.findUniqueOrThrow({ where: { id: job.runId }, select: { reproductionId: true } });
  // A reproduction compares its files with the first run's; it is nobody's new version.
  if (payload.register && run.reproductionId === null) {
    const { model, aliases } = payload.register;
    const version = await registerModel({ ctx, input: { model, aliases, runId: job.runId, artifactPath: 'model' } });
    log(
      `Registered as version ${version.number} of ${version.model}${aliases.length > 0 ? `, ${aliases.join(', ')}` : ''}.`,
    );
  }
  progress({ done: result.steps, total: result.steps, unit: 'batches', message: `${result.epochs} epochs` });
}

function named({ source, row }: LocalVersion) {
  return { ...source, name: `${row.dataset.name}@${row.number}` };
}

async function recordInputs(
  { ctx, job, log }: JobArgs<TrainPayload>,
  inputs: Record<string, LocalVersion>,
  when: 'before' | 'after',
): Promise<void> {
  for (const [role, version] of Object.entries(inputs)) {
    const digest = await digestLocalFiles(version.names, version.source.files);
    const same = await recordInputDigest({ ctx, input: { runId: job.runId, role, when, digest } });
    if (!same) log(`The bytes of the input "${role}" are not the ones the recipe names.`);
  }
}
