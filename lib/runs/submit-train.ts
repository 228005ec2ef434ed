import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { flattenParams } from '../params/flatten-params.ts';
import { parseInput } from '../parse-input.ts';
import { tfjsBackends } from '../queue/kinds/backends.ts';
import { featureName, type TrainPayload, type TrainRecipe, trainKind } from '../queue/kinds/train.ts';
import { builtinVersion } from '../recipes/builtin-version.ts';
import { canonicalJson } from '../recipes/canonical-json.ts';
import { resolveBackend } from '../recipes/resolve-backend.ts';
import { runtimeOf } from '../recipes/runtime-of.ts';
import { checkColumns, listColumns } from './check-columns.ts';
import { chooseExperiment } from './choose-experiment.ts';
import { type PreparedJob, queuePrepared } from './queue-prepared.ts';
import { datasetRecipeInput, type ResolvedDataset, resolveDataset } from './resolve-dataset.ts';
import { SubmitTrainInput } from './submit-schema.ts';
import { trainColumnNeeds } from './train-column-needs.ts';

/**
 * Queues a training run: names become versions and digests, columns are checked, `auto` becomes a backend, and the
 * recipe is sealed, before anything is queued.
 * @throws DomainError INVALID_INPUT (recipe), NOT_FOUND (dataset, experiment), UNPROCESSABLE (columns or types that do
 *   not fit, named as recipe.features.3.column, with the columns there are)
 */
export async function submitTrain({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: unknown;
}): Promise<{ jobId: string; runId: string }> {
  return queuePrepared(ctx, await prepareTrain(ctx, input));
}

/** Finds and checks all that such a job needs. @throws as submitTrain */
export async function prepareTrain(ctx: Ctx, input: unknown): Promise<PreparedJob> {
  const asked = parseInput(SubmitTrainInput, input, 'payload');
  const { recipe } = asked;
  const dataset = await resolveDataset(ctx, recipe.dataset, 'recipe.dataset');
  const evaluation = recipe.evaluation && (await resolveDataset(ctx, recipe.evaluation, 'recipe.evaluation'));
  requireColumns(recipe, dataset, 'recipe.dataset');
  if (evaluation) requireColumns(recipe, evaluation, 'recipe.evaluation');
  const backend = await resolveBackend({ ctx, input: { backend: recipe.backend, among: tfjsBackends } });
  const code = await builtinVersion({ ctx });

  const pinned: TrainRecipe = {
    ...recipe,
    backend,
    dataset: { name: dataset.name, version: dataset.version },
    ...(evaluation ? { evaluation: { name: evaluation.name, version: evaluation.version } } : {}),
  };
  const payload: TrainPayload = {
    recipe: pinned,
    datasetVersionId: dataset.id,
    ...(evaluation ? { evaluationVersionId: evaluation.id } : {}),
    ...(asked.register ? { register: asked.register } : {}),
  };
  const { dataset: _, evaluation: __, seed, threads, backend: ___, ...parameters } = pinned;

  const { features, ...flat } = parameters;
  return {
    recipe: {
      schema: 1,
      kind: 'train',
      code: { type: 'builtin', name: 'train', version: code.digest },
      parameters: JSON.parse(canonicalJson(parameters)),
      inputs: [
        datasetRecipeInput('dataset', dataset),
        ...(evaluation ? [datasetRecipeInput('evaluation', evaluation)] : []),
      ],
      environment: {
        backend,
        runtime: runtimeOf(backend),
        threads,
        variables: trainKind.childEnvironment?.(payload) ?? {},
      },
      seed,
      plan: null,
    },
    job: {
      kind: 'train',
      payload,
      name: asked.name ?? `train ${dataset.name}`,
      inputs: [
        { role: 'dataset', digest: dataset.digest, datasetVersionId: dataset.id },
        ...(evaluation ? [{ role: 'evaluation', digest: evaluation.digest, datasetVersionId: evaluation.id }] : []),
      ],
      params: {
        ...flattenParams({ ...flat, seed, threads, backend }),
        features: features.map(featureName).join(', ').slice(0, 6_000),
      },
    },
    experiment: (tx) => chooseExperiment(tx, asked),
  };
}

function requireColumns(recipe: TrainRecipe, dataset: ResolvedDataset, path: string): void {
  const fields = checkColumns(dataset.columns, trainColumnNeeds(recipe), dataset.label);
  const [first] = fields;
  if (!first) return;
  throw new DomainError('UNPROCESSABLE', `The recipe does not fit ${path} (${dataset.label}): ${first.message}.`, {
    fields: fields.slice(0, 20),
    hint: listColumns(dataset.columns, dataset.label),
  });
}
