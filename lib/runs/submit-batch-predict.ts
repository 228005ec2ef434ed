import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { requireScorableVersion, type ScorableVersion } from '../models/require-scorable-version.ts';
import { parseInput } from '../parse-input.ts';
import { type BatchPredictPayload, batchPredictKind } from '../queue/kinds/batch-predict.ts';
import { builtinVersion } from '../recipes/builtin-version.ts';
import { resolveBackend } from '../recipes/resolve-backend.ts';
import { checkModelInputs } from './check-model-inputs.ts';
import { type PreparedJob, queuePrepared } from './queue-prepared.ts';
import { datasetRecipeInput, type ResolvedDataset, resolveDataset } from './resolve-dataset.ts';
import { SubmitBatchPredictInput } from './submit-schema.ts';

/**
 * Queues a batch inference run: model and data pinned by digest, the model's inputs and the id columns checked against
 * the columns of the data, the recipe sealed.
 * @throws DomainError INVALID_INPUT, NOT_FOUND (model, dataset), UNPROCESSABLE (columns that do not fit)
 */
export async function submitBatchPredict({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: unknown;
}): Promise<{ jobId: string; runId: string }> {
  return queuePrepared(ctx, await prepareBatchPredict(ctx, input));
}

/** Finds and checks all that such a job needs. @throws as submitBatchPredict */
export async function prepareBatchPredict(ctx: Ctx, input: unknown): Promise<PreparedJob> {
  const asked = parseInput(SubmitBatchPredictInput, input, 'payload');
  const model = await requireScorableVersion(ctx, asked.model);
  const dataset = await resolveDataset(ctx, asked.dataset, 'dataset');
  checkModelInputs(model, dataset, 'dataset');
  requireIdColumns(asked.idColumns, dataset);
  const backend = await resolveBackend({ ctx, input: { backend: asked.backend, path: 'backend' } });
  const code = await builtinVersion({ ctx });
  const { rowsPerPartition, idColumns, maxQuarantined, output } = asked;
  const payload: BatchPredictPayload = {
    modelVersionId: model.id,
    datasetVersionId: dataset.id,
    output,
    rowsPerPartition,
    backend,
    idColumns,
    maxQuarantined,
  };

  return {
    recipe: {
      schema: 1,
      kind: 'batch-predict',
      code: { type: 'builtin', name: 'batch-predict', version: code.digest },
      parameters: { idColumns, maxQuarantined },
      inputs: [{ role: 'model', type: 'model', digest: model.digest }, datasetRecipeInput('dataset', dataset)],
      environment: { backend, threads: 1, variables: batchPredictKind.childEnvironment?.(payload) ?? {} },
      seed: null,
      plan: { rowsPerPartition, rows: dataset.rowCount },
    },
    job: {
      kind: 'batch-predict',
      payload,
      name: asked.name ?? `predict ${dataset.name} with ${label(model)}`,
      inputs: [
        { role: 'model', digest: model.digest, modelVersionId: model.id },
        { role: 'dataset', digest: dataset.digest, datasetVersionId: dataset.id },
      ],
      params: {
        model: label(model),
        dataset: dataset.label,
        output,
        rowsPerPartition: String(rowsPerPartition),
        backend,
        idColumns: idColumns.join(', '),
        maxQuarantined: String(maxQuarantined),
      },
    },
  };
}

function label(model: ScorableVersion): string {
  return `${model.model.name} version ${model.number}`;
}

function requireIdColumns(idColumns: string[], dataset: ResolvedDataset): void {
  const known = new Set(dataset.columns.map((column) => column.name));
  const fields = idColumns.flatMap((column, index) =>
    known.has(column) ? [] : [{ path: `idColumns.${index}`, message: `${dataset.label} has no column "${column}"` }],
  );
  const [first] = fields;
  if (!first) return;
  throw new DomainError('UNPROCESSABLE', `${first.message}.`, {
    fields,
    hint: `Its columns are ${[...known].slice(0, 60).join(', ')}.`,
  });
}
