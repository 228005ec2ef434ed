import type { Ctx } from '../context.ts';
import { DomainError, type FieldError } from '../errors.ts';
import { requireFormat } from '../models/require-format.ts';
import { requireScorableVersion, type ScorableVersion } from '../models/require-scorable-version.ts';
import { ModelSignature } from '../models/schema.ts';
import { flattenParams } from '../params/flatten-params.ts';
import { parseInput } from '../parse-input.ts';
import { tfjsBackends } from '../queue/kinds/backends.ts';
import { type EvaluatePayload, evaluateKind } from '../queue/kinds/evaluate.ts';
import { builtinVersion } from '../recipes/builtin-version.ts';
import { canonicalJson } from '../recipes/canonical-json.ts';
import { resolveBackend } from '../recipes/resolve-backend.ts';
import { runtimeOf } from '../recipes/runtime-of.ts';
import { checkColumns, listColumns } from './check-columns.ts';
import { checkModelInputs } from './check-model-inputs.ts';
import { chooseExperiment } from './choose-experiment.ts';
import { type PreparedJob, queuePrepared } from './queue-prepared.ts';
import { datasetRecipeInput, type ResolvedDataset, resolveDataset } from './resolve-dataset.ts';
import { SubmitEvaluateInput } from './submit-schema.ts';

/**
 * Queues an evaluation of a model on a dataset version. It lands in the experiment that is named, else in the one the
 * model was trained in.
 * @throws DomainError INVALID_INPUT, NOT_FOUND (model, baseline, dataset), UNPROCESSABLE (columns that do not fit)
 */
export async function submitEvaluate({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: unknown;
}): Promise<{ jobId: string; runId: string }> {
  return queuePrepared(ctx, await prepareEvaluate(ctx, input));
}

/** Finds and checks all that such a job needs. @throws as submitEvaluate */
export async function prepareEvaluate(ctx: Ctx, input: unknown): Promise<PreparedJob> {
  const {
    model: modelRef,
    dataset: datasetRef,
    baseline: baselineRef,
    ...asked
  } = parseInput(SubmitEvaluateInput, input, 'payload');
  const model = await requireScorableVersion(ctx, modelRef);
  const baseline = baselineRef && (await requireScorableVersion(ctx, baselineRef));
  const dataset = await resolveDataset(ctx, datasetRef, 'dataset');
  for (const one of baseline ? [model, baseline] : [model]) requireFormat(one, ['tfjs']);
  checkModelInputs(model, dataset, 'dataset');
  if (baseline) checkModelInputs(baseline, dataset, 'baseline');
  requireTarget(model, dataset);
  requireSegments(asked.segments ?? [], dataset);
  const backend = await resolveBackend({
    ctx,
    input: { backend: asked.backend, among: tfjsBackends, path: 'backend' },
  });
  const code = await builtinVersion({ ctx });
  const { threshold, segments, segmentValues } = asked;
  const options = { threshold, segmentValues, ...(segments ? { segments } : {}) };
  const payload: EvaluatePayload = {
    modelVersionId: model.id,
    datasetVersionId: dataset.id,
    ...(baseline ? { baselineVersionId: baseline.id } : {}),
    backend,
    ...options,
  };

  return {
    recipe: {
      schema: 1,
      kind: 'evaluate',
      code: { type: 'builtin', name: 'evaluate', version: code.digest },
      parameters: JSON.parse(canonicalJson(options)),
      inputs: [
        { role: 'model', type: 'model', digest: model.digest },
        datasetRecipeInput('dataset', dataset),
        ...(baseline ? [{ role: 'baseline', type: 'model' as const, digest: baseline.digest }] : []),
      ],
      environment: {
        backend,
        runtime: runtimeOf(backend),
        threads: 1,
        variables: evaluateKind.childEnvironment?.(payload) ?? {},
      },
      seed: null,
      plan: null,
    },
    job: {
      kind: 'evaluate',
      payload,
      name: asked.name ?? `evaluate ${model.label} on ${dataset.name}`,
      inputs: [
        { role: 'model', digest: model.digest, modelVersionId: model.id },
        { role: 'dataset', digest: dataset.digest, datasetVersionId: dataset.id },
        ...(baseline ? [{ role: 'baseline', digest: baseline.digest, modelVersionId: baseline.id }] : []),
      ],
      params: flattenParams({
        model: model.label,
        dataset: dataset.label,
        ...(baseline ? { baseline: baseline.label } : {}),
        backend,
        ...options,
      }),
    },
    experiment: (tx) => experimentOf(tx, asked, model),
  };
}

async function experimentOf(
  ctx: Ctx,
  asked: { experimentId?: number | undefined; experiment?: string | undefined },
  model: ScorableVersion,
): Promise<number> {
  if (asked.experimentId !== undefined || asked.experiment !== undefined) return chooseExperiment(ctx, asked);
  const trained = await ctx.db.run.findFirst({
    where: { id: model.runId ?? '', projectId: ctx.project.id, experiment: { archivedAt: null } },
    select: { experimentId: true },
  });
  return trained?.experimentId ?? chooseExperiment(ctx, {});
}

/** An evaluation compares with what really happened, so the data must have the column the model predicts. */
function requireTarget(model: ScorableVersion, dataset: ResolvedDataset): void {
  const target = ModelSignature.safeParse(model.signature).data?.target?.name;
  if (target === undefined || dataset.columns.some((column) => column.name === target)) return;
  throw new DomainError('UNPROCESSABLE', `${dataset.label} has no column "${target}", which ${model.label} predicts.`, {
    fields: [{ path: 'dataset', message: `needs the column "${target}" to compare predictions with` }],
    hint: listColumns(dataset.columns, dataset.label),
  });
}

function requireSegments(segments: { column: string; extract?: string | undefined }[], dataset: ResolvedDataset): void {
  const fields: FieldError[] = checkColumns(
    dataset.columns,
    segments.map(({ column, extract }, index) => ({
      column,
      path: `segments.${index}.column`,
      as: extract ? 'time-of-day' : 'value',
    })),
    dataset.label,
  );
  const [first] = fields;
  if (first) {
    throw new DomainError('UNPROCESSABLE', `${first.message}.`, {
      fields,
      hint: listColumns(dataset.columns, dataset.label),
    });
  }
}
